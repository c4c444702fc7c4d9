<?xml version="1.0" encoding="utf-8"?>
<VposRequest>
  <MerchantId>${credentials.merchantId}</MerchantId>
  <Password>${credentials.password}</Password>
  <TransactionType>Cancel</TransactionType>
  <TransactionId>${reference}AUTH</TransactionId>
  <ReferenceTransactionId>${first.reference}</ReferenceTransactionId>
  <ClientIp>${customer.ipv4!shopIp}</ClientIp>
<#if credentials.merchantType?has_content>
  <MerchantType>${credentials.merchantType}</MerchantType>
  <#if credentials.subMerchantId?has_content>
  <SubMerchantId>${credentials.subMerchantId}</SubMerchantId>
  </#if>
</#if>
</VposRequest>
