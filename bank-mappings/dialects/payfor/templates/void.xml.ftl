<?xml version="1.0" encoding="UTF-8"?>
<PayforRequest><#t>
<MbrId>${credentials.mbrId}</MbrId><#t>
<MerchantId>${credentials.merchantId}</MerchantId><#t>
<UserCode>${credentials.userCode}</UserCode><#t>
<UserPass>${credentials.userPass}</UserPass><#t>
<OrgOrderId>${payment.transactionCode}</OrgOrderId><#t>
<SecureType>NonSecure</SecureType><#t>
<TxnType>Void</TxnType><#t>
<#-- A void is of the whole order: no amount. -->
<Currency>${currency.code}</Currency><#t>
<Lang>${profile.lang}</Lang><#t>
</PayforRequest><#t>
