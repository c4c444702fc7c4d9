<#-- Every field but the hash itself is signed, in the order of the names. -->
<#assign fields = {
  "clientid": credentials.clientId,
  "storetype": {"3d": "3d", "3d_pay": "3d_pay", "3d_host": credentials.hostedModel!"3d_pay_hosting"}[payment.secure],
  "hashAlgorithm": "ver3",
  "TranType": (operation == "preauth")?then("PreAuth", "Auth"),
  "amount": amount.major,
  "currency": currency.code,
  "oid": payment.transactionCode,
  "okUrl": threeD.callbackUrl,
  "failUrl": threeD.callbackUrl,
  "rnd": randomHex(20),
  "lang": threeD.language,
  "taksit": (payment.installments > 1)?then(payment.installments?c, "")
}>
<#if card??>
<#assign fields = fields + {
  "pan": card.number,
  "Ecom_Payment_Card_ExpDate_Month": card.month,
  "Ecom_Payment_Card_ExpDate_Year": card.year,
  "cv2": card.cvv!""
}>
</#if>
<#-- What tells the issuer more of the cardholder. Everything is signed and comes back, so only what no charset can change is sent. -->
<#if (customer.email!"")?matches("[!-~]{3,64}")>
<#assign fields = fields + {"Email": customer.email}>
</#if>
<#if customer.phone??>
<#assign fields = fields + {"tel": customer.phone}>
</#if>
<#if ((card.holder)!customer.name!"")?matches("[A-Za-z][A-Za-z .'-]{1,98}")>
<#assign fields = fields + {"BillToName": (card.holder)!customer.name!""}>
</#if>
<#list fields as name, value>
${name}=${value}
</#list>
<#assign plain = byName(fields, ["hash", "encoding"])?map(value -> value?replace("\\", "\\\\")?replace("|", "\\|"))?join("|")>
hash=${base64(sha512(plain + "|" + credentials.storeKey?replace("\\", "\\\\")?replace("|", "\\|")))}
