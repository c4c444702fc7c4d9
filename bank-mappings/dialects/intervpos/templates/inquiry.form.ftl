UserCode=${credentials.userCode}
UserPass=${credentials.userPass}
ShopCode=${credentials.shopCode}
OrderId=
orgOrderId=${payment.transactionCode}
TxnType=StatusHistory
SecureType=NonSecure
Lang=TR
