<#-- A capture in doubt by its own id; else the charge, whose row shows voids and refunds too; else the first transaction. -->
<?xml version="1.0" encoding="utf-8"?>
<SearchRequest>
  <MerchantCriteria>
    <HostMerchantId>${credentials.merchantId}</HostMerchantId>
    <MerchantPassword>${credentials.password}</MerchantPassword>
  </MerchantCriteria>
  <TransactionCriteria>
<#if doubt?? && doubt.type == "capture">
    <TransactionId>${doubt.reference}</TransactionId>
<#elseif charge??>
    <TransactionId>${charge.reference}</TransactionId>
<#else>
    <TransactionId>${payment.transactionCode}</TransactionId>
</#if>
  </TransactionCriteria>
</SearchRequest>
