<#-- The card's brand is told for Visa and Mastercard only: sources disagree about the others. -->
<#assign cardType = {"visa": "0", "mastercard": "1"}>
<#assign type = (operation == "preauth")?then("PreAuth", "Auth")>
<#assign installments = (payment.installments > 1)?then(payment.installments?c, "")>
<#assign random = upper(randomHex(32))>
<#assign pan = (card.number)!"">
ShopCode=${credentials.shopCode}
TxnType=${type}
SecureType=${{"3d": "3DModel", "3d_pay": "3DPay", "3d_host": "3DHost"}[payment.secure]}
PurchAmount=${amount.major}
Currency=${currency.code}
OrderId=${payment.transactionCode}
OkUrl=${threeD.callbackUrl}
FailUrl=${threeD.callbackUrl}
Rnd=${random}
Lang=${threeD.language}
InstallmentCount=${installments}
<#if credentials.version3D??>
Version3D=${credentials.version3D}
</#if>
<#if card??>
<#if cardType[card.brand]??>
CardType=${cardType[card.brand]}
</#if>
Pan=${card.number}
Expiry=${card.month}${card.year}
Cvv2=${card.cvv!}
</#if>
<#-- The other algorithm signs the card's number too. -->
<#assign plain = credentials.shopCode + payment.transactionCode + amount.major + threeD.callbackUrl + threeD.callbackUrl + type + installments + random>
<#if (credentials.hashAlgorithm!"sha1") == "sha512">
Hash=${base64(sha512(bytes(plain + pan + credentials.storeKey, "windows-1254")))}
<#else>
Hash=${base64(sha1(plain + credentials.storeKey))}
</#if>
