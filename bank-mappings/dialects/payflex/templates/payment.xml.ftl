<?xml version="1.0" encoding="utf-8"?>
<VposRequest>
  <MerchantId>${credentials.merchantId}</MerchantId>
  <Password>${credentials.password}</Password>
  <TerminalNo>${credentials.terminalNo}</TerminalNo>
  <TransactionType>${(operation == "preauth")?then("Auth", "Sale")}</TransactionType>
  <TransactionId>${reference}</TransactionId>
  <OrderId>${payment.transactionCode}</OrderId>
  <CurrencyAmount>${amount.major}</CurrencyAmount>
  <CurrencyCode>${currency.code}</CurrencyCode>
<#if payment.installments gt 1>
  <NumberOfInstallments>${payment.installments}</NumberOfInstallments>
</#if>
  <Pan>${card.number}</Pan>
  <Expiry>${card.yearFull}${card.month}</Expiry>
<#if card.cvv?has_content>
  <Cvv>${card.cvv}</Cvv>
</#if>
  <ClientIp>${customer.ipv4!shopIp}</ClientIp>
  <TransactionDeviceSource>${(payment.channel == "moto")?then("1", "0")}</TransactionDeviceSource>
<#if credentials.merchantType?has_content>
  <MerchantType>${credentials.merchantType}</MerchantType>
  <#if credentials.subMerchantId?has_content>
  <SubMerchantId>${credentials.subMerchantId}</SubMerchantId>
  </#if>
</#if>
</VposRequest>
