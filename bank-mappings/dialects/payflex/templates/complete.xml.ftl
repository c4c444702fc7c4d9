<?xml version="1.0" encoding="utf-8"?>
<#-- ECI and CAVV are the callback's, the rest is our own. The amount is that of the enrollment, which the MPI knows. -->
<VposRequest>
  <MerchantId>${credentials.merchantId}</MerchantId>
  <Password>${credentials.password}</Password>
  <TerminalNo>${credentials.terminalNo}</TerminalNo>
  <TransactionType>${(operation == "preauth")?then("Auth", "Sale")}</TransactionType>
  <TransactionId>${reference}</TransactionId>
  <OrderId>${payment.transactionCode}</OrderId>
<#if (credentials.completionMode!"mpi") == "card">
  <CurrencyAmount>${amount.major}</CurrencyAmount>
  <CurrencyCode>${currency.code}</CurrencyCode>
  <#if card??>
  <Pan>${card.number}</Pan>
  <Expiry>${card.yearFull}${card.month}</Expiry>
    <#if card.cvv?has_content>
  <Cvv>${card.cvv}</Cvv>
    </#if>
  </#if>
</#if>
<#if payment.installments gt 1>
  <NumberOfInstallments>${payment.installments?c}</NumberOfInstallments>
</#if>
  <ECI>${padLeft(answers.callback.Eci, 2, "0")}</ECI>
  <CAVV>${answers.callback.Cavv!}</CAVV>
  <MpiTransactionId>${threeD.id}</MpiTransactionId>
  <ClientIp>${customer.ipv4!shopIp}</ClientIp>
  <TransactionDeviceSource>0</TransactionDeviceSource>
<#if credentials.merchantType?has_content>
  <MerchantType>${credentials.merchantType}</MerchantType>
  <#if credentials.subMerchantId?has_content>
  <SubMerchantId>${credentials.subMerchantId}</SubMerchantId>
  </#if>
</#if>
</VposRequest>
