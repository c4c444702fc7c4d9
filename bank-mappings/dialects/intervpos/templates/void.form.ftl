<#-- A user of its own counts only together with its password. -->
<#assign own = credentials.voidUserCode?? && credentials.voidUserPass??>
UserCode=${own?then(credentials.voidUserCode, credentials.userCode)}
UserPass=${own?then(credentials.voidUserPass, credentials.userPass)}
ShopCode=${credentials.shopCode}
OrderId=
orgOrderId=${payment.transactionCode}
TxnType=Void
SecureType=NonSecure
Lang=TR
