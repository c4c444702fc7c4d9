<#-- The hosted page is opened by a user of its own, where there is one. -->
<#assign hosted = payment.secure == "3d_host">
<#assign oos = hosted && credentials.oosUser?has_content && credentials.oosPassword?has_content>
<#assign user = oos?then(credentials.oosUser!"", credentials.provisionUser)>
<#assign security = hexUpper(sha1(oos?then(credentials.oosPassword!"", credentials.provisionPassword) + padLeft(credentials.terminalId, 9, "0")))>
<#assign type = (operation == "preauth")?then("preauth", "sales")>
<#assign count = (payment.installments > 1)?then(payment.installments?c, "")>
mode=${(environment == "production")?then("PROD", "TEST")}
apiversion=512
secure3dsecuritylevel=${{"3d": "3D", "3d_pay": "3D_PAY", "3d_host": "3D_OOS_PAY"}[payment.secure]}
terminalprovuserid=${user}
terminaluserid=${user}
terminalmerchantid=${credentials.merchantId}
terminalid=${credentials.terminalId}
<#if credentials.subMerchantId?has_content>
submerchantid=${credentials.subMerchantId}
</#if>
txntype=${type}
txnamount=${amount.minor}
txncurrencycode=${currency.code}
txninstallmentcount=${count}
orderid=${payment.transactionCode}
successurl=${threeD.callbackUrl}
errorurl=${threeD.callbackUrl}
customeripaddress=${customer.ipv4!shopIp}
<#if (customer.email!"")?has_content && customer.email?length <= 64>
customeremailaddress=${customer.email}
</#if>
<#if card??>
cardnumber=${card.number}
cardexpiredatemonth=${card.month}
cardexpiredateyear=${card.year}
<#if card.cvv?has_content>
cardcvv2=${card.cvv}
</#if>
</#if>
lang=${threeD.language}
<#-- Without it the page waits for a click before it lets the browser go back. -->
<#if hosted>
refreshtime=5
</#if>
secure3dhash=${hexUpper(sha512(credentials.terminalId + payment.transactionCode + amount.minor + currency.code + threeD.callbackUrl + threeD.callbackUrl + type + count + credentials.storeKey + security))}
