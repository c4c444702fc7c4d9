<#-- The card is known by what the gate gave back; order and amounts are our own. secureMd is a digest of the card's number. -->
{"version":"1.00","txnCode":"${profile[operation]}",<#t>
"requestDateTime":"${now("yyyy-MM-dd'T'HH:mm:ss.SSS")}","randomNumber":"${upper(randomHex(128))}",<#t>
"terminal":{"merchantSafeId":"${credentials.merchantSafeId}","terminalSafeId":"${credentials.terminalSafeId}"},<#t>
<#if credentials.subMerchantId?has_content>
"subMerchant":{"subMerchantId":"${credentials.subMerchantId}"},<#t>
</#if>
"order":{"orderId":"${payment.transactionCode}"},<#t>
"transaction":{"amount":"${amount.major}","currencyCode":${currency.code},<#t>
"motoInd":0,"installCount":${payment.installments}},<#t>
"secureTransaction":{"secureId":"${answers.callback.secureId}","secureEcomInd":"${answers.callback.secureEcomInd}",<#t>
"secureData":"${secret(answers.callback.secureData)}","secureMd":"${secret(answers.callback.secureMd)}"}<#t>
<#if customer.email?has_content || customer.ip?has_content>
,"customer":{<#t>
<#if customer.email?has_content>
"emailAddress":"${customer.email}"<#t>
</#if>
<#if customer.email?has_content && customer.ip?has_content>
,<#t>
</#if>
<#if customer.ip?has_content>
"ipAddress":"${customer.ip}"<#t>
</#if>
}<#t>
</#if>
}<#t>
