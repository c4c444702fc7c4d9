<#-- The card's brand is told for Visa and Mastercard only: sources disagree about the others. -->
<#assign cardType = {"visa": "0", "mastercard": "1"}>
UserCode=${credentials.userCode}
UserPass=${credentials.userPass}
ShopCode=${credentials.shopCode}
TxnType=${(operation == "preauth")?then("PreAuth", "Auth")}
SecureType=NonSecure
OrderId=${payment.transactionCode}
PurchAmount=${amount.major}
Currency=${currency.code}
InstallmentCount=<#if payment.installments gt 1>${payment.installments}</#if>
MOTO=${(payment.channel == "moto")?then("1", "0")}
Lang=TR
<#if cardType[card.brand]??>
CardType=${cardType[card.brand]}
</#if>
Pan=${card.number}
Expiry=${card.month}${card.year}
Cvv2=${card.cvv!}
