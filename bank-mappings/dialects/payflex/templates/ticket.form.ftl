Ptkn=${answers.register.PaymentToken}
