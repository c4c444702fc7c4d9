{"version":"1.00","txnCode":"${profile[operation]}",<#t>
"requestDateTime":"${now("yyyy-MM-dd'T'HH:mm:ss.SSS")}","randomNumber":"${upper(randomHex(128))}",<#t>
"terminal":{"merchantSafeId":"${credentials.merchantSafeId}","terminalSafeId":"${credentials.terminalSafeId}"},<#t>
<#if credentials.subMerchantId?has_content>
"subMerchant":{"subMerchantId":"${credentials.subMerchantId}"},<#t>
</#if>
"order":{"orderId":"${payment.transactionCode}"},<#t>
"card":{"cardNumber":"${card.number}",<#t>
<#if card.cvv?has_content>
"cvv2":"${card.cvv}",<#t>
</#if>
"expireDate":"${card.month}${card.year}"<#t>
<#if card.holder?has_content>
,"cardHolderName":"${card.holder}"<#t>
</#if>
},"transaction":{"amount":"${amount.major}","currencyCode":${currency.code},<#t>
"motoInd":${(payment.channel == "moto")?then(1, 0)},"installCount":${payment.installments}}<#t>
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
