UserCode=${credentials.userCode}
UserPass=${credentials.userPass}
ShopCode=${credentials.shopCode}
TxnType=PostAuth
SecureType=NonSecure
OrderId=
orgOrderId=${payment.transactionCode}
PurchAmount=${amount.major}
Currency=${currency.code}
MOTO=${(payment.channel == "moto")?then("1", "0")}
Lang=TR
