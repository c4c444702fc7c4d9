{"order": "${payment.transactionCode}", "payment": "${original.bankTransactionId!}", "batch": "${original.kept.batch!}", "amount": ${amount.minor}, "text": "${payment.description!}"}
