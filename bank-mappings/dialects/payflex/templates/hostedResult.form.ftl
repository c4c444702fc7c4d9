HostMerchantId=${credentials.merchantId}
<#if credentials.storeNo?has_content>
MerchantId=${credentials.storeNo}
</#if>
Password=${credentials.password}
TransactionId=${reference}
PaymentToken=${threeD.kept.token!}
