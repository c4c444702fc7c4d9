<#-- A user of its own counts only together with its password. -->
<#assign own = credentials.refundUserCode?? && credentials.refundUserPass??>
UserCode=${own?then(credentials.refundUserCode, credentials.userCode)}
UserPass=${own?then(credentials.refundUserPass, credentials.userPass)}
ShopCode=${credentials.shopCode}
OrderId=
orgOrderId=${payment.transactionCode}
PurchAmount=${amount.major}
Currency=${currency.code}
TxnType=Refund
SecureType=NonSecure
Lang=TR
MOTO=0
