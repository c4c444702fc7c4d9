<?xml version="1.0" encoding="ISO-8859-9"?>
<CC5Request>
  <Name>${credentials.username}</Name>
  <Password>${credentials.password}</Password>
  <ClientId>${credentials.clientId}</ClientId>
  <Type>${(operation == "preauth")?then("PreAuth", "Auth")}</Type>
  <IPAddress>${customer.ip!}</IPAddress>
<#if (customer.email!"")?has_content && customer.email?length <= 64>
  <Email>${customer.email}</Email>
</#if>
  <OrderId>${payment.transactionCode}</OrderId>
  <Total>${amount.major}</Total>
  <Currency>${currency.code}</Currency>
  <Taksit><#if payment.installments gt 1>${payment.installments}</#if></Taksit>
  <Number>${card.number}</Number>
  <Expires>${card.month}/${card.year}</Expires>
  <Cvv2Val>${card.cvv!}</Cvv2Val>
  <Mode>${profile.mode}</Mode>
<#if card.holder?has_content>
  <BillTo><Name>${card.holder}</Name></BillTo>
</#if>
<#if payment.channel == "moto">
  <Extra><MAILORDER>MAILORDER</MAILORDER></Extra>
</#if>
</CC5Request>
