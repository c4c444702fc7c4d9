<?xml version="1.0" encoding="UTF-8"?>
<PayforRequest><#t>
<MbrId>${credentials.mbrId}</MbrId><#t>
<MerchantId>${credentials.merchantId}</MerchantId><#t>
<UserCode>${credentials.userCode}</UserCode><#t>
<UserPass>${credentials.userPass}</UserPass><#t>
<OrderId>${payment.transactionCode}</OrderId><#t>
<SecureType>NonSecure</SecureType><#t>
<TxnType>${(operation == "preauth")?then("PreAuth", "Auth")}</TxnType><#t>
<PurchAmount>${amount.major}</PurchAmount><#t>
<#-- A single payment is 0, never 1. -->
<InstallmentCount>${(payment.installments gt 1)?then(payment.installments, 0)}</InstallmentCount><#t>
<Currency>${currency.code}</Currency><#t>
<#if card.holder?has_content>
<CardHolderName>${card.holder}</CardHolderName><#t>
</#if>
<Pan>${card.number}</Pan><#t>
<Expiry>${card.month}${card.year}</Expiry><#t>
<#if card.cvv?has_content>
<Cvv2>${card.cvv}</Cvv2><#t>
</#if>
<MOTO>${(payment.channel == "moto")?then(1, 0)}</MOTO><#t>
<Lang>${profile.lang}</Lang><#t>
</PayforRequest><#t>
