<?xml version="1.0" encoding="ISO-8859-9"?>
<CC5Request>
  <Name>${credentials.username}</Name>
  <Password>${credentials.password}</Password>
  <ClientId>${credentials.clientId}</ClientId>
  <OrderId>${payment.transactionCode}</OrderId>
  <Extra><ORDERHISTORY>QUERY</ORDERHISTORY></Extra>
</CC5Request>
