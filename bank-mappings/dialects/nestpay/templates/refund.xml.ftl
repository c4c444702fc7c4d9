<?xml version="1.0" encoding="ISO-8859-9"?>
<CC5Request>
  <Name>${credentials.username}</Name>
  <Password>${credentials.password}</Password>
  <ClientId>${credentials.clientId}</ClientId>
  <Type>Credit</Type>
  <OrderId>${payment.transactionCode}</OrderId>
  <Total>${amount.major}</Total>
  <Currency>${currency.code}</Currency>
</CC5Request>
