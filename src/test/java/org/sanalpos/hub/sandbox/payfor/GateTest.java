package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class GateTest {

    private final Sandbox sandbox;
    private final SecureShop secure;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    GateTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        secure = SecureShop.demo(sandbox);
        shop = secure.shop();
        screen = sandbox.screen("qnb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3DModel", "3DPay"})
    void aGoodFormIsAnsweredByAPageThatSendsTheBrowserToTheIssuer(String model) {
        WebPage page = secure.form(model, orderId, "129.90").submit();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.text()).contains("submit()").doesNotContain(Message.VISA);
        assertThat(page.form().submit().document().select("dd").eachText())
                .containsExactly("006600000000101", "129.90 TRY", "454671******7894");
    }

    @Test
    void aHostedFormLeadsToAPageThatAsksForTheCard() {
        WebPage issuer =
                secure.form("3DHost", orderId, "129.90").submit().form().submit();

        assertThat(issuer.document().select("dd").eachText()).containsExactly("006600000000101", "129.90 TRY");
        assertThat(issuer.form().fields()).containsKeys("pan", "expiry", "cvv");
    }

    @ParameterizedTest
    @CsvSource({"3DModel, default.aspx", "3DPay, DEFAULT.ASPX", "3DHost, 3dhost.aspx"})
    void thePagesNameMayBeWrittenInAnyCase(String model, String page) {
        WebPage.Form form = secure.form(model, orderId, "129.90").to(shop.url(page));

        assertThat(form.submit().form().action()).contains("/acs/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            3DModel | OkUrl            | -                        | M010
            3DModel | OkUrl            | /ok                      | M010
            3DModel | OkUrl            | javascript:alert(1)      | M010
            3DModel | Hash             | -                        | M030
            3DModel | Hash             | zmSUxYPhmCj7QOzqpk/28LuE1Oc= | M030
            3DModel | SecureType       | -                        | M014
            3DModel | SecureType       | 3dmodel                  | M014
            3DModel | SecureType       | NonSecure                | M021
            3DModel | SecureType       | 3DHost                   | M021
            3DHost  | SecureType       | 3DPay                    | M021
            3DModel | TxnType          | -                        | M015
            3DModel | TxnType          | auth                     | M015
            3DModel | TxnType          | Refund                   | M021
            3DModel | TxnType          | ParaPuanAuth             | V006
            3DModel | BonusAmount      | 1.00                     | V006
            3DModel | UserPass         | Qnb<Hub>&01              | M048
            3DModel | MerchantPass     | 98760101                 | M048
            3DModel | TemplateType     | 1                        | M048
            3DHost  | TemplateType     | 3                        | M048
            3DHost  | Pan              | 4546711234567894         | M048
            3DHost  | Expiry           | ''                       | M048
            3DHost  | ShippingPlanet   | Earth                    | M048
            3DModel | Rnd              | -                        | M048
            3DModel | OrgOrderId       | X1                       | M023
            3DModel | MOTO             | 1                        | M048
            3DModel | MOTO             | ''                       | M048
            3DModel | Lang             | tr                       | V036
            3DModel | Lang             | -                        | V036
            3DModel | OrderId          | -                        | M028
            3DModel | OrderId          | a_b                      | M048
            3DModel | OrderId          | 012345678901234567890123456789012345678901234567890 | M025
            3DModel | PurchAmount      | -                        | M012
            3DModel | PurchAmount      | 129,90                   | M004
            3DModel | PurchAmount      | 1.500,00                 | M004
            3DModel | PurchAmount      | 100.1                    | M004
            3DModel | PurchAmount      | 0.00                     | M004
            3DModel | PurchAmount      | 200000.01                | M019
            3DModel | InstallmentCount | -                        | V023
            3DModel | InstallmentCount | ''                       | V023
            3DModel | InstallmentCount | 1                        | V024
            3DModel | InstallmentCount | 13                       | V024
            3DModel | Currency         | -                        | M003
            3DModel | Currency         | TRY                      | M002
            3DModel | Currency         | 392                      | V030
            3DModel | Pan              | -                        | M008
            3DModel | Pan              | 4546 7112 3456 7894      | M041
            3DModel | Pan              | 4546711234567895         | M041
            3DModel | Pan              | 9406340000000001         | V005
            3DModel | Expiry           | -                        | M006
            3DModel | Expiry           | 3012                     | M006
            3DModel | Expiry           | 0426                     | 54
            3DModel | Cvv2             | -                        | M005
            3DModel | Cvv2             | 12                       | M018
            """)
    void aWrongFormComesBackToTheFailUrlSignedWithSha256(String model, String field, String value, String code) {
        WebPage.Form form = secure.form(model, orderId, "129.90");

        WebPage page = (field.equals("Hash") ? form.with(field, value) : secure.with(form, field, value)).submit();

        WebPage.Form back = page.form();
        assertThat(page.status()).isEqualTo(200);
        assertThat(back.action()).isEqualTo(SecureShop.FAIL);
        assertThat(back.fields())
                .containsEntry("ProcReturnCode", code)
                .containsEntry("RequestGuid", "0")
                .containsEntry("3DStatus", "-1")
                .containsEntry("TxnStatus", "")
                .containsEntry("TxnResult", "")
                .containsEntry("D3Stat", "")
                .containsEntry("Eci", "")
                .containsEntry("AuthCode", "")
                .containsEntry("CardMask", "")
                .containsEntry("BatchNo", "0");
        assertThat(back.fields().get("ErrMsg")).isNotEmpty();
        assertThat(back.fields().get("ResponseHash"))
                .hasSize(44)
                .isEqualTo(secure.responseHash("SHA-256", back.fields()));
        assertThat(back.fields()).doesNotContainKeys("UserPass", "MerchantPass", "Pan");
        if (!field.equals("OrderId")) {
            assertThat(screen.lines(orderId)).isEmpty();
        }
        assertThat(form.submit().form().action()).contains("/acs/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            MbrId      | -               | M013
            MbrId      | 12              | V001
            MerchantID | -               | M024
            MerchantID | 6600000000101   | V008
            UserCode   | -               | M016
            UserCode   | nobody          | V004
            UserCode   | QNBSHOPAPI      | V035
            FailUrl    | -               | M007
            FailUrl    | /fail           | M007
            """)
    void withoutAStoreOrAWayBackTheBankShowsAPageOfItsOwn(String field, String value, String code) {
        WebPage page = secure.with(secure.form("3DModel", orderId, "129.90"), field, value)
                .submit();

        assertThat(page.document().select("form")).isEmpty();
        assertThat(page.document().select("p").text()).startsWith(code + " ");
    }

    @Test
    void theAddressesHaveAtMost200Characters() {
        String longest = "http://127.0.0.1:9/" + "a".repeat(181);
        WebPage.Form form = secure.form("3DModel", orderId, "129.90");

        assertThat(secure.with(form, "FailUrl", longest + "a")
                        .submit()
                        .document()
                        .select("p")
                        .text())
                .startsWith("M007");
        assertThat(secure.with(form, "OkUrl", longest + "a").submit().form().fields())
                .containsEntry("ProcReturnCode", "M038");
        assertThat(secure.with(secure.with(form, "OkUrl", longest), "FailUrl", longest)
                        .submit()
                        .form()
                        .action())
                .contains("/acs/");
    }

    @ParameterizedTest
    @CsvSource({
        "3DModel, MOTO,",
        "3DModel, CardHolderName,",
        "3DModel, OrgOrderId, ''",
        "3DModel, Lang, EN",
        "3DModel, PurchAmount, 100",
        "3DModel, InstallmentCount, 12",
        "3DHost, TemplateType, 2",
        "3DHost, BillingNameSurname, Ayşe Yılmaz",
        "3DHost, ShippingZipCode, 34000"
    })
    void whatMayBeSentOrLeftOutIsTaken(String model, String field, String value) {
        WebPage.Form form = secure.with(secure.form(model, orderId, "129.90"), field, value);

        assertThat(form.submit().form().action()).contains("/acs/");
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
        WebPage.Form form = secure.form("3DModel", orderId, "129.90");
        StringBuilder body = new StringBuilder("Currency=949");
        form.fields().forEach((name, value) -> body.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));

        assertThat(post(form, "application/x-www-form-urlencoded", body.toString())
                        .form()
                        .fields())
                .containsEntry("ProcReturnCode", "M048");
        assertThat(post(form, "application/x-www-form-urlencoded", body + "&FailUrl=http://127.0.0.1:9/other")
                        .document()
                        .select("p")
                        .text())
                .startsWith("M007");
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, <PayforRequest/>, V036",
        "application/x-www-form-urlencoded, MbrId=%FF, V036",
        "application/x-www-form-urlencoded, '', M043"
    })
    void whatIsNoFormEndsOnAPageOfTheBank(String type, String body, String code) {
        assertThat(post(secure.form("3DModel", orderId, "1.00"), type, body)
                        .document()
                        .select("p")
                        .text())
                .startsWith(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "wrong_code", "abandoned"})
    void anOrderIdIsUsedUpByTheGateWhateverBecomesOfIt(String outcome) {
        WebPage.Form form = secure.form("3DModel", orderId, "129.90");
        WebPage.Form issuer = form.submit().form().submit().form();
        if (!outcome.equals("abandoned")) {
            issuer.with("outcome", outcome).submit();
        }

        WebPage.Form again = form.submit().form();

        assertThat(again.action()).isEqualTo(SecureShop.FAIL);
        assertThat(again.fields())
                .containsEntry("ProcReturnCode", "101310")
                .containsEntry("ErrMsg", "Verilen sipariş no önceden kullanılmıştır")
                .containsEntry("RequestGuid", "0");
        assertThat(again.fields().get("ResponseHash")).isEqualTo(secure.responseHash("SHA-256", again.fields()));
        assertThat(shop.send(shop.sale(orderId, "1.00")).code()).isEqualTo("V029");
    }

    @Test
    void anOrderIdThatWasPaidOrDeclinedWithout3DIsUsedUpToo() {
        shop.send(shop.sale(orderId, "70000.51"));

        assertThat(secure.form("3DHost", orderId, "129.90").submit().form().fields())
                .containsEntry("ProcReturnCode", "101310");
    }

    @Test
    void anotherStoreMayUseTheSameOrderId() {
        SecureShop other = new SecureShop(Shop.restricted(sandbox));
        secure.form("3DModel", orderId, "1.00").submit();

        assertThat(other.form("3DModel", orderId, "1.00").submit().form().action())
                .contains("/acs/");
    }

    @Test
    void aStoreWithFewRightsIsHeldToThem() {
        SecureShop other = new SecureShop(Shop.restricted(sandbox));
        WebPage.Form form = other.form("3DHost", orderId, "1.00");

        assertThat(form.with("Currency", "840").submit().form().fields()).containsEntry("ProcReturnCode", "V030");
        assertThat(other.with(form, "InstallmentCount", "12").submit().form().fields())
                .containsEntry("ProcReturnCode", "V024");
    }

    @Test
    void anotherDialectsBankHasNoSuchPage() {
        WebPage.Form form = secure.form("3DModel", orderId, "1.00");

        assertThat(form.to(form.action().replace("/qnb/", "/yapikredi/"))
                        .submit()
                        .status())
                .isEqualTo(404);
    }

    private static WebPage post(WebPage.Form form, String type, String body) {
        return WebPage.send(HttpRequest.newBuilder(URI.create(form.action()))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
