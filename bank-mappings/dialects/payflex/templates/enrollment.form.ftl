<#-- The MPI knows each id once, whatever became of it. Neither one installment nor an unknown brand may be named. -->
MerchantId=${credentials.merchantId}
MerchantPassword=${credentials.mpiPassword!credentials.password}
VerifyEnrollmentRequestId=${threeD.id}
Pan=${card.number}
ExpiryDate=${card.year}${card.month}
PurchaseAmount=${amount.major}
Currency=${currency.code}
<#assign brands = {"visa": "100", "mastercard": "200", "troy": "300", "amex": "400"}>
<#if brands[card.brand]??>
BrandName=${brands[card.brand]}
</#if>
SuccessUrl=${threeD.callbackUrl}
FailureUrl=${threeD.callbackUrl}
SessionInfo=${payment.transactionCode}
<#if payment.installments gt 1>
InstallmentCount=${payment.installments?c}
</#if>
<#if credentials.merchantType?has_content>
MerchantType=${credentials.merchantType}
<#if credentials.subMerchantId?has_content>
SubMerchantId=${credentials.subMerchantId}
</#if>
</#if>
