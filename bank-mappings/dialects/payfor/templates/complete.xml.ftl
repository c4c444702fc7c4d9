<?xml version="1.0" encoding="UTF-8"?>
<#-- Neither account nor amount: the bank has them with the order. -->
<PayforRequest><#t>
<RequestGuid>${answers.callback.RequestGuid!}</RequestGuid><#t>
<OrderId>${payment.transactionCode}</OrderId><#t>
<UserCode>${credentials.userCode}</UserCode><#t>
<UserPass>${credentials.userPass}</UserPass><#t>
<SecureType>3DModelPayment</SecureType><#t>
</PayforRequest><#t>
