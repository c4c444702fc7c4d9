<#-- Voids the pre-authorisation whose capture was voided. -->
<#assign security = hexUpper(sha1(credentials.refundPassword + padLeft(credentials.terminalId, 9, "0")))>
<#assign hash = hexUpper(sha512(payment.transactionCode + credentials.terminalId + "100" + currency.code + security))>
<?xml version="1.0" encoding="UTF-8"?>
<GVPSRequest><Mode>${(environment == "production")?then("PROD", "TEST")}</Mode><Version>512</Version>
<Terminal><ProvUserID>${credentials.refundUser}</ProvUserID><UserID>${credentials.refundUser}</UserID><HashData>${hash}</HashData><ID>${credentials.terminalId}</ID><MerchantID>${credentials.merchantId}</MerchantID><#if credentials.subMerchantId?has_content><SubMerchantID>${credentials.subMerchantId}</SubMerchantID></#if></Terminal>
<Customer><IPAddress>${customer.ipv4!shopIp}</IPAddress><#if (customer.email!"")?has_content && customer.email?length <= 64><EmailAddress>${customer.email}</EmailAddress></#if></Customer>
<Order><OrderID>${payment.transactionCode}</OrderID></Order>
<Transaction><Type>void</Type><InstallmentCnt></InstallmentCnt><Amount>100</Amount><CurrencyCode>${currency.code}</CurrencyCode><#if first.hostReference?has_content><OriginalRetrefNum>${first.hostReference}</OriginalRetrefNum></#if><CardholderPresentCode>0</CardholderPresentCode><MotoInd>N</MotoInd></Transaction>
</GVPSRequest>
