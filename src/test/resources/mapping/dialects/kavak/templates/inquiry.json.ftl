{"order": "${payment.transactionCode}"}
