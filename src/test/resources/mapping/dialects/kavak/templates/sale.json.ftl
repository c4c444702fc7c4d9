{
  "merchant": "${credentials.merchantId}", "version": ${profile.version},
  "at": "${now("yyyy-MM-dd'T'HH:mm:ss")}", "nonce": "${randomHex(12)}",
  "order": {"id": "${payment.transactionCode}", "amount": ${amount.minor}, "currency": "${currency.code}",
    "installments": ${payment.installments}, "text": "${payment.description!}"},
  "card": {"number": "${card.number}", "expiry": "${card.yearFull}${card.month}", "cvv": "${card.cvv!}", "holder": "${card.holder!}"}
}
