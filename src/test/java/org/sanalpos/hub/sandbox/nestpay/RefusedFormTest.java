package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** Forms that the gate does not send on to the issuer. */
@SandboxTest
class RefusedFormTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Sandbox sandbox;
    private final Checkout checkout;
    private final Shop shop;
    private final String orderId = Shop.newOrderId();

    RefusedFormTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        checkout = Checkout.demo(sandbox, "halkbank");
        shop = Shop.demo(sandbox, "halkbank");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    storetype                       | (none)                       | 3D-1009
                    storetype                       | 3D                           | 3D-1007
                    storetype                       | 3d_oos_pay                   | 3D-1007
                    amount                          | (none)                       | 3D-1008
                    amount                          |                              | 3D-1008
                    amount                          | 0.00                         | 3D-1008
                    amount                          | -1.00                        | 3D-1008
                    amount                          | 1.005                        | 3D-1008
                    amount                          | 1.234,56                     | 3D-1008
                    amount                          | 123456789012345.67           | 3D-1008
                    currency                        | (none)                       | 3D-1017
                    currency                        | TRY                          | 3D-1006
                    currency                        | 123                          | 3D-1006
                    currency                        | 392                          | 3D-1006
                    oid                             | (none)                       | 3D-1018
                    oid                             |                              | 3D-1018
                    oid                             | a/b                          | CORE-2301
                    oid                             | LONG65                       | CORE-1015
                    okUrl                           | (none)                       | 3D-1019
                    okUrl                           | /shop/ok                     | 3D-1019
                    okUrl                           | javascript:alert(1)          | 3D-1019
                    callbackUrl                     | shop                         | 3D-1019
                    rnd                             | (none)                       | 3D-1018
                    rnd                             |                              | 3D-1018
                    lang                            | (none)                       | 3D-1018
                    lang                            | de                           | 3D-1018
                    TranType                        | (none)                       | 3D-1018
                    TranType                        | auth                         | 3D-1018
                    TranType                        | PostAuth                     | 3D-1018
                    islemtipi                       | Auth                         | 3D-1018
                    taksit                          | (none)                       | 3D-1018
                    Instalment                      |                              | 3D-1018
                    taksit                          | 0                            | CORE-1023
                    taksit                          | 03                           | CORE-1023
                    taksit                          | -2                           | CORE-1026
                    taksit                          | 13                           | CORE-2204
                    pan                             | (none)                       | 3D-1011
                    pan                             |                              | 3D-1011
                    pan                             | 4546711234567895             | 3D-1002
                    pan                             | 4546 7112 3456 7894          | 3D-1002
                    pan                             | 1234567890123452             | 3D-1002
                    cv2                             | (none)                       | 3D-1002
                    cv2                             | 00                           | 3D-1002
                    cv2                             | 0000                         | 3D-1002
                    Ecom_Payment_Card_ExpDate_Month | (none)                       | 3D-1003
                    Ecom_Payment_Card_ExpDate_Month | 13                           | 3D-1003
                    Ecom_Payment_Card_ExpDate_Month | 1                            | 3D-1003
                    Ecom_Payment_Card_ExpDate_Year  | (none)                       | 3D-1003
                    Ecom_Payment_Card_ExpDate_Year  | 25                           | 3D-1003
                    Ecom_Payment_Card_ExpDate_Year  | 030                          | 3D-1003
                    xid                             | short                        | 3D-1018
                    cardType                        | VISA                         | 3D-1018
                    refreshtime                     | soon                         | 3D-1018
                    encoding                        | windows-1254                 | 3D-1018
                    email                           | LONG65                       | CORE-2005
                    BillToCity                      | LONG65                       | CORE-2005
                    Password                        | Halk.Hub.01                  | 3D-1018
                    Name                            | HALKHUBAPI                   | 3D-1018
                    storeKey                        | HALKKEY01                    | 3D-1018
                    RecurringPaymentNumber          | 12                           | CORE-2202
                    """)
    void aSignedFormIsRefusedFor(String name, String value, String error) {
        String text = value == null ? "" : value.equals("LONG65") ? "x".repeat(65) : value;
        Map<String, String> form = checkout.form("3d_pay", orderId, "10.00");

        WebPage.Form back = checkout.enter(Checkout.with(form, name, text.equals("(none)") ? null : text))
                .form();

        assertRefused(back, error);
        assertThat(back.fields()).doesNotContainKeys("Password", "Name", "storeKey");
    }

    @ParameterizedTest
    @CsvSource({
        "pan, 4546711234567894",
        "PAN, 4546711234567894",
        "cv2, 000",
        "Ecom_Payment_Card_ExpDate_Month, 12",
        "Ecom_Payment_Card_ExpDate_Year, 30"
    })
    void aCardIsNotForAFormOfAHostedModel(String name, String value) {
        for (String storetype : new String[] {"3d_pay_hosting", "3d_host"}) {
            Map<String, String> form = checkout.form(storetype, orderId, "10.00");

            WebPage.Form back = checkout.enter(Checkout.with(form, name, value)).form();

            assertRefused(back, "3D-1018");
            assertThat(back.fields()).doesNotContainKey("PAN");
        }
    }

    @Test
    void whatTheStoreMayNotDoIsRefused() {
        Checkout restricted = Checkout.restricted(sandbox);
        Map<String, String> form = restricted.form("3d", orderId, "10.00");

        assertThat(restricted
                        .enter(Checkout.with(form, "currency", "840"))
                        .form()
                        .fields())
                .containsEntry("ErrCode", "3D-1006");
        assertThat(restricted.enter(Checkout.with(form, "taksit", "4")).form().fields())
                .containsEntry("ErrCode", "CORE-2204");
        assertThat(restricted
                        .back(Checkout.with(form, "taksit", "3"), "success")
                        .fields())
                .containsEntry("mdStatus", "1");
    }

    @Test
    void instalmentsAreNotForForeignCurrency() {
        Map<String, String> form = Checkout.with(checkout.form("3d", orderId, "10.00"), "currency", "978");

        assertThat(checkout.enter(Checkout.with(form, "taksit", "2")).form().fields())
                .containsEntry("ErrCode", "CORE-2124");
        assertThat(checkout.back(form, "success").fields()).containsEntry("mdStatus", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"26", "2026", "30"})
    void theseYearsOfExpiryAreGood(String year) {
        Map<String, String> form =
                Checkout.with(checkout.form("3d", orderId, "10.00"), "Ecom_Payment_Card_ExpDate_Year", year);

        assertThat(checkout.back(form, "success").fields()).containsEntry("mdStatus", "1");
    }

    @ParameterizedTest
    @CsvSource({"amount, 1.00", "okUrl, http://127.0.0.1:9/thief", "oid, OTHER", "rnd, x", "pan, 5571135571135575"})
    void aFormThatWasChangedAfterItWasSignedIsRefused(String name, String value) {
        Map<String, String> form = checkout.form("3d_pay", orderId, "10.00");
        Map<String, String> signed = Checkout.with(form, "hash", Checkout.hash(form, checkout.storeKey()));

        assertRefused(checkout.enterAsIs(Checkout.with(signed, name, value)).form(), "3D-1004");
        assertRefused(
                checkout.enterAsIs(Checkout.with(signed, "unsigned", "field")).form(), "3D-1004");
        assertThat(checkout.enterAsIs(Checkout.with(signed, "encoding", "utf-8"))
                        .form()
                        .action())
                .contains("/sandbox/halkbank/acs/");
    }

    @Test
    void aFormThatIsNotSignedByTheStoreIsRefused() {
        Map<String, String> form = checkout.form("3d", orderId, "10.00");

        assertRefused(checkout.enterAsIs(form).form(), "3D-1004");
        assertRefused(checkout.enterAsIs(Checkout.with(form, "hash", "")).form(), "3D-1004");
        assertRefused(
                checkout.enterAsIs(Checkout.with(form, "hash", Checkout.hash(form, "Halk.Hub.01")))
                        .form(),
                "3D-1004");
    }

    @Test
    void theWordsOfAWrongSignatureAreTheBanksOwn() {
        WebPage.Form back = checkout.enterAsIs(Checkout.with(checkout.form("3d", orderId, "10.00"), "hash", "x"))
                .form();

        assertThat(back.fields())
                .containsEntry("mdErrorMsg", "Guvenlik Kodu hatali.")
                .containsEntry("ErrMsg", "Guvenlik Kodu hatali.")
                .doesNotContainKey("xid");
    }

    @Test
    void theOldWaysOfSigningAreRefused() {
        Map<String, String> form = checkout.form("3d_pay", orderId, "10.00");
        String key = checkout.storeKey();
        String first = checkout.clientId() + orderId + "10.00" + Checkout.OK_URL + Checkout.FAIL_URL + "Auth"
                + form.get("rnd") + key;
        String second = String.join(
                "|",
                checkout.clientId(),
                orderId,
                "10.00",
                Checkout.OK_URL,
                Checkout.FAIL_URL,
                "Auth",
                "",
                form.get("rnd"),
                "",
                "",
                "",
                "949",
                key);
        Map<String, String> ver1 = Checkout.with(form, "hashAlgorithm", null);
        Map<String, String> ver2 = Checkout.with(form, "hashAlgorithm", "ver2");

        assertRefused(
                checkout.enterAsIs(Checkout.with(ver1, "hash", Checkout.digest("SHA-1", first)))
                        .form(),
                "3D-1004");
        assertRefused(checkout.enter(ver1).form(), "3D-1004");
        assertRefused(
                checkout.enterAsIs(Checkout.with(ver2, "hash", Checkout.digest("SHA-512", second)))
                        .form(),
                "3D-1004");
        assertRefused(checkout.enter(ver2).form(), "3D-1004");
        assertRefused(
                checkout.enter(Checkout.with(form, "hashAlgorithm", "VER3")).form(), "3D-1004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d", "3d_pay", "3d_pay_hosting", "3d_host"})
    void anOrderThatIsPaidIsRefused(String storetype) {
        shop.send(shop.sale(orderId, "10.00"));
        shop.send(shop.voidOf(orderId));

        assertThat(checkout.enter(checkout.form(storetype, orderId, "10.00"))
                        .form()
                        .fields())
                .containsEntry("mdStatus", "7")
                .containsEntry("ErrCode", "3D-1015");
    }

    @ParameterizedTest
    @CsvSource({
        "clientid, (none), 3D-1020",
        "clientid, '', 3D-1020",
        "clientid, 999999999, 3D-1018",
        "clientid, 700655000, 3D-1018",
        "failUrl, (none), 3D-1019",
        "failUrl, '', 3D-1019",
        "failUrl, /shop/fail, 3D-1019",
        "failUrl, ftp://shop.example/fail, 3D-1019"
    })
    void whatHasNoWayBackEndsOnThePageOfTheBank(String name, String value, String error) {
        Map<String, String> form = checkout.form("3d", orderId, "10.00");

        WebPage page = checkout.enter(Checkout.with(form, name, value.equals("(none)") ? null : value));

        assertEndsHere(page, error);
    }

    @Test
    void whatIsNoFormOfUniqueFieldsEndsOnThePageOfTheBank() {
        String path = "halkbank/fim/est3Dgate";
        String form = "clientid=500100001&failUrl=http%3A%2F%2F127.0.0.1%3A9%2Ff";

        assertEndsHere(send(path, FORM, form + "&amount=1&amount=1"), "3D-1018");
        assertEndsHere(send(path, FORM, form + "&amount=1&AMOUNT=1"), "3D-1018");
        assertEndsHere(send(path, FORM, form + "&description=%FF"), "3D-1018");
        assertEndsHere(send(path, FORM, form + "&description=%GG"), "3D-1018");
        assertEndsHere(send(path, FORM, form + "&=1"), "3D-1018");
        assertEndsHere(send(path, "text/plain", form), "3D-1018");
        assertEndsHere(send(path, FORM, ""), "3D-1020");
        assertThat(send("garanti/fim/est3Dgate", FORM, form).status()).isEqualTo(404);
    }

    @Test
    void theGateTakesNoLink() {
        HttpRequest.Builder link = sandbox.client("halkbank/fim/est3Dgate").get("?clientid=500100001");

        assertThat(WebPage.send(link).status()).isEqualTo(405);
    }

    private WebPage send(String path, String type, String body) {
        return WebPage.send(sandbox.client(path).post("", type, body.getBytes(StandardCharsets.US_ASCII)));
    }

    private void assertRefused(WebPage.Form back, String error) {
        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(back.get()).isFalse();
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "7")
                .containsEntry("Response", "Error")
                .containsEntry("ProcReturnCode", "99")
                .containsEntry("ErrCode", error)
                .containsEntry("clientid", checkout.clientId())
                .containsEntry("mdErrorMsg", back.fields().get("ErrMsg"))
                .doesNotContainKeys("md", "cavv", "pan", "cv2", "hash", "AuthCode", "TransId");
        assertThat(back.fields().get("ErrMsg")).isNotBlank();
    }

    private static void assertEndsHere(WebPage page, String error) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select("form")).isEmpty();
        assertThat(page.document().text()).contains(error);
    }
}
