{"version":"1.00","txnCode":"${profile.inquiry}",<#t>
"requestDateTime":"${now("yyyy-MM-dd'T'HH:mm:ss.SSS")}","randomNumber":"${upper(randomHex(128))}",<#t>
"terminal":{"merchantSafeId":"${credentials.merchantSafeId}","terminalSafeId":"${credentials.terminalSafeId}"},<#t>
<#if credentials.subMerchantId?has_content>
"subMerchant":{"subMerchantId":"${credentials.subMerchantId}"},<#t>
</#if>
"order":{"orderId":"${payment.transactionCode}"}<#t>
}<#t>
