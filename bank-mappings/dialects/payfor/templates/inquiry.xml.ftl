<?xml version="1.0" encoding="UTF-8"?>
<PayforRequest><#t>
<MbrId>${credentials.mbrId}</MbrId><#t>
<MerchantId>${credentials.merchantId}</MerchantId><#t>
<UserCode>${credentials.userCode}</UserCode><#t>
<UserPass>${credentials.userPass}</UserPass><#t>
<OrgOrderId>${payment.transactionCode}</OrgOrderId><#t>
<SecureType>Inquiry</SecureType><#t>
<TxnType>OrderInquiry</TxnType><#t>
<Lang>${profile.lang}</Lang><#t>
</PayforRequest><#t>
