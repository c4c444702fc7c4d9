package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class CallbackTest {

    private final Sandbox sandbox;
    private final MpiShop shop;

    CallbackTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = MpiShop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "7f3c1f0e8b2a4d6c9e5b1a2c3d4e5f60, 000000000123456, 8000, 02, jCm0m+u/0hUfAREHBAMBcfN+pSo=, 1, Y, Kx7pQ2mZ,"
                + " ezoumhAtMesgWAZQfhX5/bs1HiYYm5V6XF3ITDA3HwY=",
        "VRQ-20260814-0042, 000000000123456, 1.09, 5, AAABCYaRIwAAAVQ1gpEjAAAAAAA=, 1, Y, Kx7pQ2mZ,"
                + " 8h9gjtKCV0+DQ0DnHLE3GNGXb9DU+qXqEuzXjYZU1VY=",
        "VRQ-20260814-0043, 000000000123456, 8030, 07, '', 0, N, Kx7pQ2mZ,"
                + " 0tml7LBpUrjVWITrvPVaecxGVDMQ+iU/HDCxo2he9GU=",
        "VRQ-20260814-0044, 000000000123456, 8000, 05, AAABCYaRIwAAAVQ1gpEjAAAAAAA=, 1, Y, Gül9şİ4z,"
                + " dIGD3fvR2u/pJMUvvrcxK9pEMI410zUoUWdzF0aZbbQ=",
        "amount-regression, 000100000013506, 1253621, 05, fixture, 1, Y, 123456,"
                + " ipkZXK29MGroGzTUciCjAlYn5qMbw2mUG/qLHvZkjMg="
    })
    void theHashIsThatOfTheBanksRecipe(
            String id,
            String merchant,
            String amount,
            String eci,
            String cavv,
            String mdStatus,
            String status,
            String password,
            String hash) {
        Map<String, String> fields = Map.of(
                "VerifyEnrollmentRequestId",
                id,
                "MerchantId",
                merchant,
                "PurchCurrency",
                "949",
                "PurchAmount",
                amount,
                "Eci",
                eci,
                "Cavv",
                cavv,
                "MdStatus",
                mdStatus,
                "Status",
                status);

        assertThat(CallbackHash.of(fields, password)).isEqualTo(hash);
        assertThat(MpiShop.hash(fields, password)).isEqualTo(hash);
    }

    @Test
    void aSuccessHasAllFieldsInTheirOrderAndIsSigned() {
        MpiShop.Fields fields = shop.enrollment("8561.05").with("InstallmentCount", "03");

        WebPage.Form callback = shop.authenticated(fields, "success");

        assertThat(callback.get()).isFalse();
        assertThat(callback.action()).isEqualTo(MpiShop.OK);
        assertThat(callback.fields().keySet())
                .containsExactly(
                        "MerchantId",
                        "Pan",
                        "Expiry",
                        "PurchAmount",
                        "PurchCurrency",
                        "VerifyEnrollmentRequestId",
                        "Xid",
                        "SessionInfo",
                        "Status",
                        "Cavv",
                        "Eci",
                        "ExpSign",
                        "InstallmentCount",
                        "SubMerchantNo",
                        "SubMerchantName",
                        "SubMerchantNumber",
                        "ErrorCode",
                        "ErrorMessage",
                        "MdStatus",
                        "Hash");
        assertThat(callback.fields())
                .containsEntry("MerchantId", "000000000120001")
                .containsEntry("Pan", "493846******4205")
                .containsEntry("Expiry", "2811")
                .containsEntry("PurchAmount", "856105")
                .containsEntry("PurchCurrency", "949")
                .containsEntry("VerifyEnrollmentRequestId", fields.get("VerifyEnrollmentRequestId"))
                .containsEntry("SessionInfo", "ORD-1")
                .containsEntry("InstallmentCount", "3")
                .containsEntry("ErrorCode", "")
                .containsEntry("Hash", shop.hash(callback.fields()));
        assertThat(callback.fields().get("Xid")).matches("[0-9a-f]{20}");
    }

    @ParameterizedTest
    @CsvSource({
        "success, 4938460158754205, Y, 1, 05, '', ok",
        "success, 5571135571135575, Y, 1, 02, '', ok",
        "attempt, 4938460158754205, A, 4, 06, '', ok",
        "attempt, 5571135571135575, A, 4, 01, '', ok",
        "wrong_code, 4938460158754205, N, 0, 07, 400, fail?shop=1",
        "cancel, 5571135571135575, N, 0, 00, 400, fail?shop=1",
        "timeout, 378282246310005, U, 7, 07, 2054, fail?shop=1"
    })
    void eachEndOfTheIssuersPageHasItsStatus(
            String outcome, String pan, String status, String mdStatus, String eci, String errorCode, String url) {
        WebPage.Form callback = shop.authenticated(shop.enrollment("80.00").with("Pan", pan), outcome);

        assertThat(callback.action()).isEqualTo("http://127.0.0.1:9/3d/" + url);
        assertThat(callback.fields())
                .hasSize(20)
                .containsEntry("Status", status)
                .containsEntry("MdStatus", mdStatus)
                .containsEntry("Eci", eci)
                .containsEntry("ErrorCode", errorCode)
                .containsEntry("InstallmentCount", "")
                .containsEntry("Hash", shop.hash(callback.fields()));
        assertThat(callback.fields().get("Cavv")).matches(errorCode.isEmpty() ? "[A-Za-z0-9+/]{27}=" : "");
        assertThat(callback.fields().get("ErrorMessage").isEmpty()).isEqualTo(errorCode.isEmpty());
    }

    @Test
    void theHashIsMadeWithThePasswordAtTheMpi() {
        MpiShop withCard = MpiShop.withCard(sandbox);

        WebPage.Form callback = withCard.authenticated(withCard.enrollment("80.00"), "success");

        assertThat(callback.fields().get("Hash"))
                .isEqualTo(withCard.hash(callback.fields()))
                .isNotEqualTo(MpiShop.hash(callback.fields(), "Vakif.Card.03"));
    }

    @Test
    void aCodeOtherThanTheOneOfTheSmsIsWrong() {
        WebPage.Form issuer = CardHolder.challenged(shop.enroll(shop.enrollment("80.00")));

        assertThat(CardHolder.end(issuer.with("code", "654321"), "code").fields())
                .containsEntry("Status", "N");
    }

    @Test
    void theFirstEndOfTheIssuersPageCounts() {
        WebPage.Form issuer = CardHolder.challenged(shop.enroll(shop.enrollment("80.00")));

        WebPage.Form first = CardHolder.end(issuer, "wrong_code");

        assertThat(CardHolder.end(issuer, "success")).isEqualTo(first);
    }

    @Test
    void aTamperedFieldIsNotSignedAgain() {
        WebPage.Form issuer = CardHolder.challenged(shop.enroll(shop.enrollment("80.00")));

        WebPage.Form callback =
                CardHolder.end(issuer.with("tamper", "PurchAmount").with("tamperWith", "1"), "success");

        assertThat(callback.fields())
                .containsEntry("PurchAmount", "1")
                .containsEntry(
                        "Hash", shop.hash(callback.with("PurchAmount", "8000").fields()));
        assertThat(callback.fields().get("Hash")).isNotEqualTo(shop.hash(callback.fields()));
    }
}
