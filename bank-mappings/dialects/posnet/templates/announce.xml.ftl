<?xml version="1.0" encoding="ISO-8859-9"?><#t>
<posnetRequest><mid>${credentials.merchantId}</mid><tid>${credentials.terminalId}</tid><#t>
<oosRequestData><#t>
<posnetid>${credentials.posnetId}</posnetid><#t>
<XID>${payment.transactionCode}</XID><#t>
<amount>${amount.minor}</amount><#t>
<currencyCode>${currency.code}</currencyCode><#t>
<installment>${(payment.installments gt 1)?then(padLeft(payment.installments, 2, "0"), "00")}</installment><#t>
<tranType>${(operation == "preauth")?then("Auth", "Sale")}</tranType><#t>
<#-- On the bank's own page the cardholder types it. -->
<#if payment.secure == "3d" && card??>
<cardHolderName>${card.holder!}</cardHolderName><#t>
<ccno>${card.number}</ccno><#t>
<expDate>${card.year}${card.month}</expDate><#t>
<cvc>${card.cvv!"000"}</cvc><#t>
</#if>
</oosRequestData></posnetRequest><#t>
