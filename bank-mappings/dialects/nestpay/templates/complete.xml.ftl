<?xml version="1.0" encoding="ISO-8859-9"?>
<#-- The card is known by what the gate gave back; order and amounts are our own. -->
<CC5Request>
  <Name>${credentials.username}</Name>
  <Password>${credentials.password}</Password>
  <ClientId>${credentials.clientId}</ClientId>
  <Type>${(operation == "preauth")?then("PreAuth", "Auth")}</Type>
  <IPAddress>${customer.ip!}</IPAddress>
  <OrderId>${payment.transactionCode}</OrderId>
  <Total>${amount.major}</Total>
  <Currency>${currency.code}</Currency>
  <Taksit>${(payment.installments > 1)?then(payment.installments?c, "")}</Taksit>
  <Number>${answers.callback.md!}</Number>
  <PayerTxnId>${answers.callback.xid!}</PayerTxnId>
  <PayerSecurityLevel>${answers.callback.eci!}</PayerSecurityLevel>
  <PayerAuthenticationCode>${answers.callback.cavv!}</PayerAuthenticationCode>
  <Mode>${profile.mode}</Mode>
</CC5Request>
