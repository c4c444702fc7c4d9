<#-- All fields are signed in this order, with nothing between them; the card only where it is not typed at the bank. -->
<#assign fields = {
  "paymentModel": {"3d": "3D", "3d_pay": "3D_PAY", "3d_host": "3D_PAY_HOSTING"}[payment.secure],
  "txnCode": (operation == "preauth")?then("3004", "3000"),
  "merchantSafeId": credentials.merchantSafeId,
  "terminalSafeId": credentials.terminalSafeId,
  "orderId": payment.transactionCode,
  "lang": upper(threeD.language),
  "amount": amount.major,
  "currencyCode": currency.code,
  "installCount": payment.installments?c,
  "okUrl": threeD.callbackUrl,
  "failUrl": threeD.callbackUrl
}>
<#if customer.email?has_content>
<#assign fields = fields + {"emailAddress": customer.email}>
</#if>
<#if credentials.subMerchantId?has_content>
<#assign fields = fields + {"subMerchantId": credentials.subMerchantId}>
</#if>
<#if card??>
<#assign fields = fields + {"creditCard": card.number, "expiredDate": card.month + card.year, "cvv": card.cvv!""}>
</#if>
<#assign fields = fields + {
  "randomNumber": upper(randomHex(128)),
  "requestDateTime": now("yyyy-MM-dd'T'HH:mm:ss.SSS")
}>
<#list fields as name, value>
${name}=${value}
</#list>
hash=${base64(hmacSha512(fields?values?join(""), credentials.secretKey))}
