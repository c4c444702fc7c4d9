<#-- The card is known by what the gate gave back; order, amount and installments are our own, and must be those of the form. -->
<#assign security = hexUpper(sha1(credentials.provisionPassword + padLeft(credentials.terminalId, 9, "0")))>
<#assign hash = hexUpper(sha512(payment.transactionCode + credentials.terminalId + amount.minor + currency.code + security))>
<?xml version="1.0" encoding="UTF-8"?>
<GVPSRequest><Mode>${(environment == "production")?then("PROD", "TEST")}</Mode><Version>512</Version>
<Terminal><ProvUserID>${credentials.provisionUser}</ProvUserID><UserID>${credentials.provisionUser}</UserID><HashData>${hash}</HashData><ID>${credentials.terminalId}</ID><MerchantID>${credentials.merchantId}</MerchantID><#if credentials.subMerchantId?has_content><SubMerchantID>${credentials.subMerchantId}</SubMerchantID></#if></Terminal>
<Customer><IPAddress>${customer.ipv4!shopIp}</IPAddress><#if (customer.email!"")?has_content && customer.email?length <= 64><EmailAddress>${customer.email}</EmailAddress></#if></Customer>
<Order><OrderID>${payment.transactionCode}</OrderID></Order>
<Transaction><Type>${(operation == "preauth")?then("preauth", "sales")}</Type><InstallmentCnt><#if payment.installments gt 1>${payment.installments}</#if></InstallmentCnt><Amount>${amount.minor}</Amount><CurrencyCode>${currency.code}</CurrencyCode><CardholderPresentCode>13</CardholderPresentCode><MotoInd>N</MotoInd>
<Secure3D><AuthenticationCode>${answers.callback.cavv!}</AuthenticationCode><SecurityLevel>${answers.callback.eci!}</SecurityLevel><TxnID>${answers.callback.xid!}</TxnID><Md>${answers.callback.md!}</Md></Secure3D></Transaction>
</GVPSRequest>
