<#assign order = (payment.secure == "none")?then(padLeft(payment.transactionCode, 24, "0"), (credentials.securePrefix!"TDS_")?replace("none", "") + payment.transactionCode)>
<#assign element = (operation == "preauth")?then("auth", "sale")>
<?xml version="1.0" encoding="ISO-8859-9"?><#t>
<posnetRequest><mid>${credentials.merchantId}</mid><tid>${credentials.terminalId}</tid><tranDateRequired>1</tranDateRequired><#t>
<${element}><#t>
<amount>${amount.minor}</amount><#t>
<ccno>${card.number}</ccno><#t>
<currencyCode>${currency.code}</currencyCode><#t>
<cvc>${card.cvv!((payment.channel == "moto")?then("", "000"))}</cvc><#t>
<expDate>${card.year}${card.month}</expDate><#t>
<orderID>${order}</orderID><#t>
<installment>${(payment.installments gt 1)?then(padLeft(payment.installments, 2, "0"), "00")}</installment><#t>
<#if payment.channel == "moto">
<mailorderflag>Y</mailorderflag><#t>
</#if>
</${element}></posnetRequest><#t>
