<?xml version="1.0" encoding="utf-8"?>
<VposRequest>
  <MerchantId>${credentials.merchantId}</MerchantId>
  <Password>${credentials.password}</Password>
  <TerminalNo>${credentials.terminalNo}</TerminalNo>
  <TransactionType>Capture</TransactionType>
  <TransactionId>${reference}</TransactionId>
  <ReferenceTransactionId>${original.reference}</ReferenceTransactionId>
  <CurrencyAmount>${amount.major}</CurrencyAmount>
  <CurrencyCode>${currency.code}</CurrencyCode>
  <ClientIp>${customer.ipv4!shopIp}</ClientIp>
<#if credentials.merchantType?has_content>
  <MerchantType>${credentials.merchantType}</MerchantType>
  <#if credentials.subMerchantId?has_content>
  <SubMerchantId>${credentials.subMerchantId}</SubMerchantId>
  </#if>
</#if>
</VposRequest>
