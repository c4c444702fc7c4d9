<#-- The card is known by what the gate gave back; order and amounts are our own. -->
UserCode=${credentials.userCode}
UserPass=${credentials.userPass}
ShopCode=${credentials.shopCode}
TxnType=${(operation == "preauth")?then("PreAuth", "Auth")}
SecureType=NonSecure
OrderId=${payment.transactionCode}
PurchAmount=${amount.major}
Currency=${currency.code}
InstallmentCount=<#if payment.installments gt 1>${payment.installments}</#if>
MD=${secret(answers.callback.MD)}
PayerTxnId=${answers.callback.PayerTxnId!}
Eci=${answers.callback.Eci!}
PayerAuthenticationCode=${secret(answers.callback.PayerAuthenticationCode!"")}
MOTO=0
Lang=TR
