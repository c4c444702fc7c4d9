<#assign first = base64(sha256(credentials.encKey + ";" + credentials.terminalId))>
<#assign mac = base64(sha256([payment.transactionCode, amount.minor, currency.code, credentials.merchantId, first]?join(";")))>
<?xml version="1.0" encoding="ISO-8859-9"?><#t>
<posnetRequest><mid>${credentials.merchantId}</mid><tid>${credentials.terminalId}</tid><#t>
<oosResolveMerchantData><#t>
<bankData>${answers.callback.BankPacket}</bankData><#t>
<merchantData>${answers.callback.MerchantPacket}</merchantData><#t>
<sign>${answers.callback.Sign}</sign><#t>
<mac>${mac}</mac><#t>
</oosResolveMerchantData></posnetRequest><#t>
