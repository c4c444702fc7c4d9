<#-- With a card the bank's page does not ask for one. -->
HostMerchantId=${credentials.merchantId}
<#if credentials.storeNo?has_content>
MerchantId=${credentials.storeNo}
</#if>
MerchantPassword=${credentials.password}
HostTerminalId=${credentials.terminalNo}
TransactionType=${(operation == "preauth")?then("Auth", "Sale")}
AmountCode=${currency.code}
Amount=${amount.major}
OrderID=${payment.transactionCode}
TransactionId=${reference}
IsSecure=true
AllowNotEnrolledCard=false
SuccessUrl=${threeD.callbackUrl}
FailUrl=${threeD.callbackUrl}
RequestLanguage=${(threeD.language == "en")?then("en-US", "tr-TR")}
<#if payment.installments gt 1>
InstallmentCount=${payment.installments?c}
</#if>
<#if profile.pageHours?has_content>
TokenExpireTime=${profile.pageHours}
</#if>
<#if card??>
PAN=${card.number}
<#if card.cvv?has_content>
CVV=${card.cvv}
</#if>
ExpireMonth=${card.month}
ExpireYear=${card.year}
<#assign brands = {"visa": "100", "mastercard": "200", "troy": "300", "amex": "400"}>
<#if brands[card.brand]??>
BrandNumber=${brands[card.brand]}
</#if>
</#if>
<#if credentials.merchantType?has_content>
MerchantType=${credentials.merchantType}
<#if credentials.subMerchantId?has_content>
HostSubMerchantId=${credentials.subMerchantId}
</#if>
</#if>
