<#assign first = base64(sha256(credentials.encKey + ";" + credentials.terminalId))>
<#assign mac = base64(sha256([payment.transactionCode, amount.minor, currency.code, credentials.merchantId, first]?join(";")))>
<?xml version="1.0" encoding="ISO-8859-9"?><#t>
<posnetRequest><mid>${credentials.merchantId}</mid><tid>${credentials.terminalId}</tid><#t>
<oosTranData><#t>
<bankData>${answers.callback.BankPacket}</bankData><#t>
<wpAmount>0</wpAmount><#t>
<mac>${mac}</mac><#t>
</oosTranData></posnetRequest><#t>
