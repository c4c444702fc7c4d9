<#assign order = (payment.secure == "none")?then(padLeft(payment.transactionCode, 24, "0"), (credentials.securePrefix!"TDS_")?replace("none", "") + payment.transactionCode)>
<?xml version="1.0" encoding="ISO-8859-9"?><#t>
<posnetRequest><mid>${credentials.merchantId}</mid><tid>${credentials.terminalId}</tid><tranDateRequired>1</tranDateRequired><#t>
<reverse><transaction>auth</transaction><#t>
<#if first.hostReference?has_content>
<hostLogKey>${first.hostReference}</hostLogKey><#t>
<#else>
<orderID>${order}</orderID><#t>
<#if credentials.orderIdParameter! == "on"><orderDate>${payment.day}</orderDate></#if><#t>
</#if>
</reverse></posnetRequest><#t>
