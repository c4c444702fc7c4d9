package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bank's signature against values computed elsewhere, two of them by real banks. */
class SignatureTest {

    private static final String THREE_D_PAY = """
            clientid=190100000
            storetype=3d_pay
            amount=100.25
            oid=order222
            okUrl=https://domain.com/success
            failUrl=https://domain.com/fail_url
            rnd=rand
            lang=tr
            currency=949
            taksit=
            islemtipi=Auth
            firmaadi=siparis veren
            Email=test@test.com
            hashAlgorithm=ver3
            """;

    @Test
    void aFormOfTheModelInWhichTheBankCharges() {
        Map<String, String> form = fields(THREE_D_PAY);

        assertThat(Signature.ofForm(form, "123456"))
                .isEqualTo("/uPxhEKWCEGi3NsDOOQ4u8Hu5g71v5GWspOid70WehTWEz97PqxG3IN1Jv5jsbOXOw3Z3Rr/0UtywzEgbqFfdA==");
    }

    @Test
    void aFormOfTheModelInWhichTheMerchantCharges() {
        Map<String, String> form = fields(THREE_D_PAY);
        form.keySet().removeAll(Set.of("firmaadi", "Email"));
        form.put("storetype", "3d");
        form.put("rnd", "12345");

        assertThat(Signature.ofForm(form, "123456"))
                .isEqualTo("4aUsG5hqlIFLc9s8PKc5rWb2OLhmxDDewNgKa2XrwoYCIxlyVq8Fjl4IVaZzoqL983CfTseicmnTA0PjZr74xg==");
    }

    @Test
    void backslashesAndBarsAreEscapedInValuesAndInTheKey() {
        Map<String, String> form = fields("""
                clientid=700100000
                storetype=3d
                amount=129.90
                oid=HUB-000123
                okUrl=https://hub.example/3ds/9/ok?r=1
                failUrl=https://hub.example/3ds/9/fail
                rnd=5f3a9b1c2d4e6f708192
                lang=tr
                currency=949
                taksit=3
                TranType=Auth
                hashAlgorithm=ver3
                pan=4355084355084358
                Ecom_Payment_Card_ExpDate_Month=12
                Ecom_Payment_Card_ExpDate_Year=30
                cv2=000
                """);
        form.put("BillToName", "Ayşe | Yılmaz\\Ltd");

        assertThat(Signature.ofForm(form, "K3y|Of\\Shop"))
                .isEqualTo("xzDr8hBXFrXKjgUi003aRARSc51KOtleUfKbnnqZAPj3M68WXq7ur/09fJkD6Lwp7xH8i5WlfzpdirEdjrW1/w==");
    }

    @Test
    void theHashAndThePagesCharsetAreNotSignedWhateverTheirCase() {
        Map<String, String> form = fields(THREE_D_PAY);
        String signature = Signature.ofForm(form, "123456");
        form.put("Encoding", "utf-8");
        form.put("HASH", "x");

        assertThat(Signature.ofForm(form, "123456")).isEqualTo(signature);
    }

    @Test
    void aCallbackThatARealBankSignedInTheYear2022() {
        Map<String, String> callback = fields("""
                ACQBIN=454672
                acqStan=184784
                amount=1.01
                AuthCode=216981
                callbackCall=true
                cavv=ABABBCgghAAAAABllJMDdZdTdic=
                clientid=190200000
                clientIp=89.244.149.137
                currency=949
                digest=digest
                dsId=1
                eci=05
                Ecom_Payment_Card_ExpDate_Month=12
                Ecom_Payment_Card_ExpDate_Year=26
                Email=mail@customer.com
                encoding=ISO-8859-9
                ErrMsg=
                EXTRA_CARDBRAND=VISA
                EXTRA_CARDISSUER=AKBANK T.A.S.
                EXTRA_KAZANILANPUAN=000000010.00
                EXTRA_TRXDATE=20221030 17:42:33
                failUrl=http://localhost/akbank/3d-pay/response.php
                firmaadi=John Doe
                hashAlgorithm=ver3
                HostRefNum=230317184784
                islemtipi=Auth
                lang=tr
                maskedCreditCard=4355 08** **** 4358
                MaskedPan=435508***4358
                md=435508:51104213993AC8DFE8839C7F7E391B461115D09A1D88948C8ACE421D7D7EAA5A:3545:##190200000
                mdErrorMsg=Y-status/Challenge authentication via ACS: https://3ds-acs.test.modirum.com/mdpayacs/creq?token=214711321.1667140951.Ud_jQl3B2l1
                mdStatus=1
                merchantID=190200000
                merchantName=Ziraat 3D_Pay
                oid=202210308C0F
                okUrl=http://localhost/akbank/3d-pay/response.php
                PAResSyntaxOK=true
                PAResVerified=true
                payResults_dsId=1
                ProcReturnCode=00
                Response=Approved
                ReturnOid=202210308C0F
                rnd=J/jGATA5LLVaMfpU+Yyu
                SettleId=2383
                sID=1
                storetype=3d_pay
                taksit=
                TRANID=
                TransId=22303RqiC11252
                txstatus=Y
                version=2.0
                xid=N1An1iS5iN4u/1VWS6CgzSGRtN0=
                HASH=jVgcwtx4vxxAcX8+ajsrrzp77k9uaGu1pjDQfCpoUG95y2MwwGipc6cF3kESiTphjV8/1ESSc6zg9KyTSxUnzA==
                """);

        assertThat(callback).hasSize(53);
        assertThat(Signature.ofCallback(callback, "123456")).isEqualTo(callback.get("HASH"));
    }

    @Test
    void aCallbackWithOddNamesAndWhatIsNotSigned() {
        Map<String, String> callback = fields("""
                clientid=700100000
                oid=HUB-000123
                amount=129.90
                checkout-id=a-1
                TDS2_dsTransID=d1
                mdStatus=1
                md=435508:AB:3545:##700100000
                cavv=
                eci=05
                xid=N1An1iS5iN4u/1VWS6CgzSGRtN0=
                rnd=J/jGATA5LLVaMfpU+Yyu
                hashAlgorithm=ver3
                merchantName=İş|yeri
                encoding=ISO-8859-9
                NATIONALIDNO=12345678901
                TRANID=
                """);

        assertThat(Signature.ofCallback(callback, "KEY0200"))
                .isEqualTo("lnHjb3eNvPbzByWrJFJlEW0QOGYKL50dPZGAijmEtjdem+hhKCQumJFpRsv+0j5q1ltlqYd1W1PyxUPP+uNd7Q==");
    }

    private static Map<String, String> fields(String lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int at = line.indexOf('=');
            fields.put(line.substring(0, at), line.substring(at + 1));
        });
        return fields;
    }
}
