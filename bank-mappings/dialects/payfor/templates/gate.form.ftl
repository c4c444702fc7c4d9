<#-- The bank hashes the values as they are sent, one behind the other. -->
<#assign type = (operation == "preauth")?then("PreAuth", "Auth")>
<#assign installments = (payment.installments gt 1)?then(payment.installments?c, "0")>
<#assign random = randomHex(32)>
<#assign plain = credentials.mbrId + payment.transactionCode + amount.major + threeD.callbackUrl + threeD.callbackUrl + type + installments + random + credentials.storeKey>
MbrId=${credentials.mbrId}
MerchantID=${credentials.merchantId}
UserCode=${credentials.userCode}
SecureType=${{"3d": "3DModel", "3d_pay": "3DPay", "3d_host": "3DHost"}[payment.secure]}
TxnType=${type}
InstallmentCount=${installments}
Currency=${currency.code}
OkUrl=${threeD.callbackUrl}
FailUrl=${threeD.callbackUrl}
OrderId=${payment.transactionCode}
PurchAmount=${amount.major}
Lang=${upper(threeD.language)}
MOTO=0
Rnd=${random}
<#if payment.secure != "3d_host" && card??>
<#if card.holder?has_content>
CardHolderName=${card.holder}
</#if>
Pan=${card.number}
Expiry=${card.month}${card.year}
Cvv2=${card.cvv!}
</#if>
Hash=${base64((credentials.formHash! == "sha256")?then(sha256(plain), sha1(plain)))}
