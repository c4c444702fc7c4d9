<#assign order = (payment.secure == "none")?then(padLeft(payment.transactionCode, 24, "0"), (credentials.securePrefix!"TDS_")?replace("none", "") + payment.transactionCode)>
<?xml version="1.0" encoding="ISO-8859-9"?><#t>
<posnetRequest><mid>${credentials.merchantId}</mid><tid>${credentials.terminalId}</tid><tranDateRequired>1</tranDateRequired><#t>
<capt><#t>
<amount>${amount.minor}</amount><#t>
<currencyCode>${currency.code}</currencyCode><#t>
<#if first.hostReference?has_content>
<hostLogKey>${first.hostReference}</hostLogKey><#t>
<#elseif credentials.orderIdParameter! == "on">
<orderID>${order}</orderID><orderDate>${payment.day}</orderDate><#t>
<#-- There is no other way to name the hold: without its key the bank refuses. -->
</#if>
<installment>${(payment.installments gt 1)?then(padLeft(payment.installments, 2, "0"), "00")}</installment><#t>
</capt></posnetRequest><#t>
