TerminalId=${credentials.terminalId}
Token=${answers.open.Token}
Order=${payment.transactionCode}
Amount=${amount.comma}
<#if payment.installments gt 1>
Installments=${padLeft(payment.installments, 2, "0")}
</#if>
Pan=${card.number}
Expiry=${card.month}${card.year}
Cvv=${card.cvv!}
Holder=${card.holder!}
Text=${payment.description!}
<#assign plain = credentials.terminalId + payment.transactionCode + amount.minor + answers.open.Token>
Hash=${hex(hmacSha256(plain, credentials.terminalKey))}
