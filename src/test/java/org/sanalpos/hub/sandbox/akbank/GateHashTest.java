package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known signatures of forms and callbacks. */
class GateHashTest {

    private static final String PUBLIC_KEY =
            "3230323330393034313735303032363031353172675f357637355f3273387373745f7233725f"
                    + "73323333383737335f323272383774767276327672323531355f";
    private static final String KEY = "32303235303130313132303030303030305f6f726e656b5f616e61687461725f31323334";
    private static final String PUBLIC_PLACE =
            "merchantSafeId=2023090417500272654BD9A49CF07574;terminalSafeId=2023090417500284633D137A249DBBEB;";
    private static final String PLACE =
            "merchantSafeId=2025010112000000000A1B2C3D4E5F60;terminalSafeId=2025010112000000000F6E5D4C3B2A10;";
    private static final String PUBLIC_FORM = "paymentModel=3D;txnCode=3000;" + PUBLIC_PLACE
            + "orderId=20240404A4B0;lang=TR;amount=1.01;ccbRewardAmount=1.00;pcbRewardAmount=1.00;"
            + "xcbRewardAmount=1.00;currencyCode=949;installCount=1;"
            + "okUrl=http://localhost/akbankpos/3d/response.php;failUrl=http://localhost/akbankpos/3d/response.php;"
            + "emailAddress=test@test.com;creditCard=4355093000315232;expiredDate=1135;cvv=665;"
            + "randomNumber=AEDDD8688E11A3DC588DAB2ED59B2F64D45E798761CEFF17F4DB47581072697890180C4195986250F89C2C67A04"
            + "A3B96F0AC66AE99B49BB7BEE618FBD621C4CD;requestDateTime=2024-04-04T21:11:41.000";

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            int at = pair.indexOf('=');
            fields.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return fields;
    }

    private static String formHash(String key, String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields(text).forEach((name, value) -> values.put(name, List.of(value)));
        return AuthHash.of(key, new GateForm(values).signedText());
    }

    @Test
    void aKnownFormHasItsKnownSignature() {
        assertThat(formHash(PUBLIC_KEY, PUBLIC_FORM))
                .isEqualTo("ilR2mCExklKEti+2x61A8pcOfzJ5z5M6xMYmmU8ClaKaDuxKooFuH3v7XW/ba25xlTDqGN1H//i0zTiJl5YnfA==");
        assertThat(formHash(PUBLIC_KEY, PUBLIC_FORM + ";subMerchantId=hdfksafjsallk"))
                .isEqualTo("blqnTrcdZ2JhQBjOmIhyYPhKvC4BlbG7oArE5IkCeuo8CwaYV69EJSOph7J1JKY9opIsmc5QoscGmltGMUJtTQ==");
        assertThat(formHash(
                        "SECRETKEY",
                        "paymentModel=3D;txnCode=3000;merchantSafeId=MERCHANT1;terminalSafeId=TERMINAL1;orderId=ORDER-1;"
                                + "lang=TR;amount=1.99;currencyCode=949;installCount=1;okUrl=https://shop.test/basari;"
                                + "failUrl=lihttps://shop.test/hata;creditCard=4155650100416111;expiredDate=1230;"
                                + "cvv=123;randomNumber=FIXEDRND;requestDateTime=2026-01-01T12:00:00.000"))
                .isEqualTo("SPb2w1iTYeQYEL8PxT2hgS5+9gxfuHgpUfRdIR1exqTuHWMgx5c0HrXp6/fvncQ6SJozA1qUpOMcWukw7BaRkA==");
        assertThat(formHash(
                        KEY,
                        "paymentModel=3D;txnCode=3000;" + PLACE + "orderId=ORD-2026-000004;lang=TR;amount=150.00;"
                                + "currencyCode=949;installCount=1;okUrl=https://magaza.ornek/3d/ok;"
                                + "failUrl=https://magaza.ornek/3d/fail;creditCard=5218076007402834;expiredDate=1140;"
                                + "cvv=820;randomNumber=431FCEAB94297086DFCCA56B869378DBD5429CC9DFB65F968F6B68D31B7EA89"
                                + "FA2354E0A2333FEECCF235B4C40B86AD3EA43415B5751A9786413751B8CBF9A8C;"
                                + "requestDateTime=2026-03-10T12:37:30.123"))
                .isEqualTo("8ZliCL38DKUxbUz6YJ1h6fmKSDYnMSM9/Ful1VjAT1PVc85Vnkv+TgUROXoGU29LuGE7GaKALJNg45siZEBxyA==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                PUBLIC_KEY + "|txnCode=3001;responseCode=VPS-0000;responseMessage=BAŞARILI;"
                        + "txnDateTime=2024-04-18T20:15:35.000;" + PUBLIC_PLACE
                        + "orderId=20240418BA6C;secureId=VG8yV2tCRHpTSlpNN2VqcDJRS1k=;secureEcomInd=02;"
                        + "secureData=kBM8+wZGAAAAAAAAAAAAAAAAAAAA;"
                        + "secureMd=08A86B192287C69B2C443E7A42B29B5F46436C41DF8E159B4A232BB3D961940F"
                        + "|bFYReNscRIyo3EQQm18qB9iZEW5eqtx1UBAjwRAoVJuigugPKr4Rjcf4PgBHtrjg1IYFYAz8k3TCFcKWS0b4Xg==",
                PUBLIC_KEY + "|txnCode=;responseCode=VPS-1279;responseMessage=BKM 3DS Server Doğrulama Başarısız;"
                        + "hostResponseCode=;hostMessage=;orderId=202404180331"
                        + "|ZKXJ0jQkkO2skSh1QC+9kVOpA2OoTNysPzJdhL1okUK6sZ0MS3T3tyu858c/ZBrI9MsgFfZxq/dLMakn9hqLMQ==",
                PUBLIC_KEY + "|txnCode=3001;responseCode=VPS-0000;responseMessage=BAŞARILI;"
                        + "txnDateTime=2026-08-10T00:45:14.000;" + PUBLIC_PLACE
                        + "orderId=TEST-S1VMRISGKX;secureId=NEN3cjFKaDZIaDlnajM4RXRzSTY=;secureEcomInd=02;mdStatus=1;"
                        + "secureData=kBMrDwEgAAAAAAAAAAAAAAAAAAAA;"
                        + "secureMd=F34CC3A09A105540325226366434ABFFDCC3C67878A4870BF6C330D2E4E595CF;"
                        + "maskedCardNumber=557829******1055;amount=100.00;installCount=1;"
                        + "okUrl=https://anadolupay-laravel.test/payment/callback?driver=akbank-pos&order=TEST-S1VMRISGKX;"
                        + "failUrl=https://anadolupay-laravel.test/payment/callback?driver=akbank-pos&order=TEST-S1VMRISGKX"
                        + "|akaMTXqoq0YkH13hUGumSeaU6uCijvKctlnuBDbMJJA9zl0KMNKjhbi6wsOs5Q04UO0DqoPwQwv9BvZcyKAn3A==",
                PUBLIC_KEY + "|txnCode=1000;responseCode=VPS-0000;responseMessage=BAŞARILI;hostResponseCode=00;"
                        + "hostMessage=000 ONAY KODU XXXXXX;txnDateTime=2024-04-18T20:27:45.000;" + PUBLIC_PLACE
                        + "cardHolderName=TD**;orderId=2024041811DA;authCode=306456;rrn=411024360235;batchNumber=438;"
                        + "stan=6;additionalInstallCount=0;deferingMonth=2;ccbEarnedRewardAmount=0.01;"
                        + "ccbBalanceRewardAmount=215.62;ccbRewardDesc=CHIP PARA;pcbEarnedRewardAmount=0.00;"
                        + "pcbBalanceRewardAmount=0.00;pcbRewardDesc=;xcbEarnedRewardAmount=0.00;"
                        + "xcbBalanceRewardAmount=0.00;xcbRewardDesc="
                        + "|PO/pybfGrY7fesPoAq2U2B1bkpudx659yMyjTnnfP/Cw5MKR1t7mKvRnZdPBxu9nCC7qJFdr3mJSPTdMwYc3SA==",
                KEY + "|txnCode=3001;responseCode=VPS-0000;responseMessage=BAŞARILI;"
                        + "txnDateTime=2026-03-10T12:37:31.000;" + PLACE
                        + "orderId=ORD-2026-000004;secureId=OWJlMzdmYjExMGE0NGQ1MTg4NDI=;secureEcomInd=02;mdStatus=1;"
                        + "secureData=kBPxWf8AAAAAAAAAAAAAAAAAAAAA;"
                        + "secureMd=08A86B192287C69B2C443E7A42B29B5F46436C41DF8E159B4A232BB3D961940F;"
                        + "maskedCardNumber=521807******2834;amount=150.00;installCount=1;"
                        + "okUrl=https://magaza.ornek/3d/ok;failUrl=https://magaza.ornek/3d/fail"
                        + "|blkyCK8k24cL3vxakAxpKJUvZIw8l5bQU3FN2247cRe0K9+07hGSxmmEUb9+BP+qqLZYbnwVFawo77MwEldsiQ==",
                KEY + "|responseCode=VPS-1279;responseMessage=BKM 3DS Server Doğrulama Başarısız;"
                        + "orderId=ORD-2026-000005"
                        + "|6sLnDLaCBXbK1d+eOpT8p2aU6J/UVXHORT25NJZPlxLh8DlkE32M+mMfdbnTFta0j+TPR+pHSEpGgtZJ10xWpg==",
                KEY + "|txnCode=1000;responseCode=VPS-0000;responseMessage=BAŞARILI;hostResponseCode=00;"
                        + "hostMessage=000 ONAY KODU XXXXXX;txnDateTime=2026-03-10T12:38:01.000;" + PLACE
                        + "cardHolderName=TE**;orderId=ORD-2026-000006;authCode=306009;rrn=606912000009;"
                        + "batchNumber=800;stan=9;additionalInstallCount=0;deferingMonth=0;"
                        + "ccbEarnedRewardAmount=0.00;ccbBalanceRewardAmount=0.00;ccbRewardDesc=CHIP PARA;"
                        + "pcbEarnedRewardAmount=0.00;pcbBalanceRewardAmount=0.00;pcbRewardDesc=;"
                        + "xcbEarnedRewardAmount=0.00;xcbBalanceRewardAmount=0.00;xcbRewardDesc="
                        + "|0FEGfpbPY/ldZs/fElddOL6/neKzK2z8y8Rs+efwgQvtIwn5m0dC8izNewSnQdHq4/EZln8af55JipZ1kx5uCQ==",
                KEY + "|txnCode=1000;responseCode=VPS-1005;responseMessage=Provizyon Hatası;hostResponseCode=51;"
                        + "hostMessage=051 RED-YETERSIZ BAKIYE;txnDateTime=2026-03-10T12:38:01.000;" + PLACE
                        + "orderId=ORD-2026-000007;authCode=000000;rrn=606912000010;batchNumber=800;stan=10;"
                        + "additionalInstallCount=0;deferingMonth=0;ccbEarnedRewardAmount=0.00;"
                        + "ccbBalanceRewardAmount=0.00;pcbEarnedRewardAmount=0.00;pcbBalanceRewardAmount=0.00;"
                        + "xcbEarnedRewardAmount=0.00;xcbBalanceRewardAmount=0.00"
                        + "|M8grk+aG5ECofvs1xLSsyoMs0xQbOkvl+00SGx3gSgrsTJIo0ufqK/FwKi5MQEIhCsG0IAFyjTrLOGxdCJvZuA=="
            })
    void aKnownCallbackHasItsKnownSignature(String key, String text, String hash) {
        assertThat(Callback.signed(fields(text), key)).containsEntry("hash", hash);
    }
}
