package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class EnrollmentTest {

    private static final String LONG = "12345678901234567890123456789012345678901";

    private final MpiShop shop;
    private final MpiShop restricted;

    EnrollmentTest(Sandbox sandbox) {
        shop = MpiShop.demo(sandbox);
        restricted = MpiShop.of(sandbox, "000000000120002");
    }

    @Test
    void aGoodEnrollmentSendsTheBrowserToTheGateway() {
        MpiShop.Fields fields = shop.enrollment("80.00");

        Answer answer = shop.enroll(fields);

        assertThat(answer.http().headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        assertThat(answer.text())
                .matches(
                        "<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><IPaySecure><Message ID=\"([0-9a-f]{32})\"><VERes>"
                                + "<Version>1.0.2</Version><Status>Y</Status><PaReq>[A-Za-z0-9+/]+=*</PaReq>"
                                + "<ACSUrl>http://localhost:[0-9]+/sandbox/vakifbank/threeDGateway/startThreeDFlow</ACSUrl>"
                                + "<TermUrl>http://localhost:[0-9]+/sandbox/vakifbank/threeDGateway/PARes</TermUrl>"
                                + "<MD>\\1</MD><ACTUALBRAND>Visa</ACTUALBRAND></VERes></Message>"
                                + "<VerifyEnrollmentRequestId>" + fields.get("VerifyEnrollmentRequestId")
                                + "</VerifyEnrollmentRequestId><MessageErrorCode>200</MessageErrorCode><ErrorMessage />"
                                + "</IPaySecure>");
    }

    @Test
    void theIssuersPageNamesTheMerchantTheAmountAndTheMaskedCard() {
        Answer answer = shop.enroll(shop.enrollment("1234.50").with("Currency", "840"));

        String page = CardHolder.browserForm(answer).submit().form().submit().text();

        assertThat(page)
                .contains("000000000120001")
                .contains("1234.50 USD")
                .contains("493846******4205")
                .doesNotContain(Message.VISA);
    }

    @Test
    void aRefusalHasNothingButItsReason() {
        MpiShop.Fields fields = shop.enrollment("80.00").with("MerchantPassword", "wrong");

        assertThat(shop.enroll(fields).text())
                .matches("<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><IPaySecure><Message ID=\"[0-9a-f]{32}\">"
                        + "<VERes><Status>E</Status></VERes></Message><VerifyEnrollmentRequestId />"
                        + "<MessageErrorCode>2005</MessageErrorCode>"
                        + "<ErrorMessage>Merchant cannot be found for this bank</ErrorMessage></IPaySecure>");
        assertThat(shop.enroll(shop.enrollment("80.00").with("Pan", "1")).get("VerifyEnrollmentRequestId"))
                .hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "MerchantId, '', 1012",
        "MerchantId, 12000A, 1012",
        "MerchantId, 000000000120009, 2005",
        "MerchantId, 000000000120002, 2005",
        "MerchantPassword, '', 2006",
        "MerchantPassword, Vakif Hub&01, 2005",
        "VerifyEnrollmentRequestId, '', 2022",
        "VerifyEnrollmentRequestId, sipariş, 2049",
        "VerifyEnrollmentRequestId, a_b, 2049",
        "VerifyEnrollmentRequestId, " + LONG + ", 2049",
        "Pan, '', 1010",
        "Pan, 4938 4601 5875 4205, 1010",
        "Pan, 493846015875, 1010",
        "Pan, 4938460158754206, 2029",
        "Pan, 0000000000000000, 2029",
        "ExpiryDate, '', 1009",
        "ExpiryDate, 202811, 1009",
        "ExpiryDate, 1128, 1009",
        "ExpiryDate, 28/11, 1009",
        "ExpiryDate, 2604, 2030",
        "PurchaseAmount, '', 1008",
        "PurchaseAmount, 80, 1008",
        "PurchaseAmount, '80,00', 1008",
        "PurchaseAmount, 8000, 1008",
        "PurchaseAmount, 80.0, 1008",
        "PurchaseAmount, 0.00, 1008",
        "PurchaseAmount, -1.00, 1008",
        "PurchaseAmount, 1234567890.00, 1008",
        "Currency, '', 1007",
        "Currency, TRY, 1007",
        "Currency, 392, 2021",
        "Currency, 999, 2021",
        "BrandName, Visa, 1003",
        "BrandName, '', 1003",
        "BrandName, 200, 2009",
        "SuccessUrl, '', 1002",
        "SuccessUrl, /3d/ok, 1002",
        "SuccessUrl, ftp://shop.example/ok, 1002",
        "SuccessUrl, https:///ok, 1002",
        "FailureUrl, '', 1026",
        "FailureUrl, shop.example/fail, 1026",
        "SessionInfo, Çiçek, 1005",
        "InstallmentCount, '', 1017",
        "InstallmentCount, x, 1017",
        "InstallmentCount, 0, 2040",
        "InstallmentCount, 1, 2040",
        "InstallmentCount, 01, 2040",
        "InstallmentCount, 13, 2040",
        "IsRecurring, yes, 1014",
        "IsRecurring, true, 1015",
        "Language, de-DE, 2049",
        "BrowserIpAddress, ::1, 2049"
    })
    void aWrongFieldIsRefused(String name, String value, String code) {
        assertThat(shop.code(shop.enrollment("80.00").with(name, value))).isEqualTo(code);
        if (value.isEmpty() && !name.matches("BrandName|InstallmentCount")) {
            assertThat(shop.code(shop.enrollment("80.00").without(name))).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FailUrl",
                "merchantId",
                "Cvv",
                "Expiry",
                "OrderId",
                "CardHoldersName",
                "MerchantType",
                "SubMerchantId",
                "RecurringFrequency"
            })
    void aFieldThatTheMpiDoesNotHaveIsRefused(String name) {
        assertThat(shop.code(shop.enrollment("80.00").with(name, "0"))).isEqualTo("2049");
    }

    @ParameterizedTest
    @CsvSource({
        "28, 20281130, ''",
        "28, 20281201, 2038",
        "28, 20281131, 1016",
        "28, 2028-11-30, 1016",
        "0, 20281130, 1015"
    })
    void aRecurringPlanEndsBeforeTheCard(String frequency, String end, String code) {
        MpiShop.Fields fields = shop.enrollment("80.00")
                .with("IsRecurring", "true")
                .with("RecurringFrequency", frequency)
                .with("RecurringEndDate", end);

        assertThat(code.isEmpty() ? shop.enroll(fields).get("Status") : shop.code(fields))
                .isEqualTo(code.isEmpty() ? "Y" : code);
    }

    @Test
    void aStoreEnrollsOnlyWhatItMayCharge() {
        assertThat(restricted.code(restricted.enrollment("80.00").with("Currency", "840")))
                .isEqualTo("2021");
        assertThat(restricted.code(restricted.enrollment("80.00").with("InstallmentCount", "4")))
                .isEqualTo("2040");
        assertThat(restricted
                        .enroll(restricted.enrollment("80.00").with("InstallmentCount", "3"))
                        .get("Status"))
                .isEqualTo("Y");
        assertThat(shop.code(shop.enrollment("80.00").with("Currency", "840").with("InstallmentCount", "2")))
                .isEqualTo("2040");
    }

    @ParameterizedTest
    @CsvSource({
        "4938460158754205, 100, Visa",
        "5571135571135575, 200, Mastercard",
        "9792030394440796, 300, Troy",
        "378282246310005, 400, Amex"
    })
    void theBrandIsTheCards(String pan, String number, String name) {
        MpiShop.Fields fields = shop.enrollment("80.00").with("Pan", pan);

        assertThat(shop.enroll(fields.with("BrandName", number)).get("ACTUALBRAND"))
                .isEqualTo(name);
    }

    @Test
    void aRequestIdIsUsedOnceEvenByARefusal() {
        MpiShop.Fields good = shop.enrollment("80.00");
        MpiShop.Fields refused = shop.enrollment("80");
        shop.enroll(good);
        shop.enroll(refused);

        assertThat(shop.code(good)).isEqualTo("2023");
        assertThat(shop.code(refused.with("PurchaseAmount", "80.00"))).isEqualTo("2023");
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000030101, N, 20",
        "4355080000030200, U, 200",
        "4355080000030309, E, 2053",
        "4355080000030002, Y, 200"
    })
    void aCardMayTakeNoPart(String pan, String status, String code) {
        Answer answer = shop.enroll(shop.enrollment("80.00").with("Pan", pan));

        assertThat(answer.get("Status")).isEqualTo(status);
        assertThat(answer.get("MessageErrorCode")).isEqualTo(code);
        assertThat(answer.get("PaReq") == null).isEqualTo(!status.equals("Y"));
    }

    @Test
    void whatIsNoFormIsRefused() {
        String form = shop.enrollment("80.00").encoded();
        String xml = "<IPaySecure><MerchantId>1</MerchantId></IPaySecure>";

        assertThat(code("text/xml", xml)).isEqualTo("2030");
        assertThat(code("application/xml", xml)).isEqualTo("2030");
        assertThat(code(Shop.FORM, Shop.form(xml))).isEqualTo("2030");
        assertThat(code("application/json", "{}")).isEqualTo("2049");
        assertThat(code(null, form)).isEqualTo("2049");
        assertThat(code(Shop.FORM, form + "&Currency=949")).isEqualTo("2049");
        assertThat(code(Shop.FORM, form + "%FE")).isEqualTo("2049");
        assertThat(code(Shop.FORM, "")).isEqualTo("1012");
        assertThat(Answer.of(shop.get("Enrollment")).get("MessageErrorCode")).isEqualTo("2049");
    }

    @ParameterizedTest
    @CsvSource({
        "MD, 75bc5f6ec280415d9fd8b226642f48d0",
        "MD,",
        "PaReq, eJxVUttu4jAQ",
        "PaReq,",
        "TermUrl, http://127.0.0.1:9/3d/ok",
        "TermUrl,",
        "Extra, x"
    })
    void theBrowserMustBringWhatTheMpiGaveOut(String name, String value) {
        WebPage.Form form = CardHolder.browserForm(shop.enroll(shop.enrollment("80.00")));

        WebPage refused = form.with(name, value).submit();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("400 Hatalı İstek").doesNotContain("<form");
        assertThat(form.submit().form().submit().status()).isEqualTo(200);
    }

    @Test
    void theBrowserComesByAPostWithItsOwnPaReq() {
        WebPage.Form form = CardHolder.browserForm(shop.enroll(shop.enrollment("80.00")));
        WebPage.Form other = CardHolder.browserForm(shop.enroll(shop.enrollment("80.00")));

        assertThat(form.with("PaReq", other.fields().get("PaReq")).submit().status())
                .isEqualTo(400);
        assertThat(new WebPage.Form(true, form.action(), form.fields()).submit().status())
                .isEqualTo(400);
    }

    @Test
    void aBrowserThatComesAgainFindsTheSamePage() {
        WebPage.Form form = CardHolder.browserForm(shop.enroll(shop.enrollment("80.00")));

        assertThat(form.submit().form()).isEqualTo(form.submit().form());
    }

    @Test
    void thePaReqOfATroyCardIsAWholePage() {
        Answer answer = shop.enroll(shop.enrollment("80.00").with("Pan", MpiShop.TROY));
        byte[] page = Base64.getDecoder().decode(answer.get("PaReq"));
        String html = new String(page, StandardCharsets.UTF_8);
        var form = Jsoup.parse(html).selectFirst("form");

        assertThat(answer.get("TermUrl")).isNull();
        assertThat(html.strip()).startsWith("<").contains("onload").doesNotContain(MpiShop.TROY);
        assertThat(CardHolder.browserForm(answer).submit().text()).contains("400 Hatalı İstek");
        WebPage.Form inner = new WebPage.Form(
                false,
                form.attr("action"),
                Map.of(
                        "MD", form.selectFirst("input[name=MD]").val(),
                        "PaReq", form.selectFirst("input[name=PaReq]").val()));
        assertThat(inner.with("PaReq", "x").submit().status()).isEqualTo(400);
        assertThat(inner.with("x", "x").submit().status()).isEqualTo(400);
        WebPage.Form callback = CardHolder.end(inner.submit().form().submit().form(), "success");
        assertThat(callback.fields()).containsEntry("Status", "Y").containsEntry("Eci", "02");
    }

    @Test
    void thePageOfATroyCardIsTakenInBase64UrlToo() {
        Answer answer = shop.enroll(shop.enrollment("80.00").with("Pan", "6500000000000002"));
        byte[] page = Base64.getDecoder().decode(answer.get("PaReq"));
        WebPage.Form form = CardHolder.browserForm(answer)
                .with("PaReq", Base64.getUrlEncoder().withoutPadding().encodeToString(page));

        assertThat(form.with("TermUrl", MpiShop.OK).submit().status()).isEqualTo(400);
        assertThat(form.submit().form().submit().status()).isEqualTo(200);
    }

    @Test
    void onlyATroyCardGoesByTheSwitch() {
        WebPage.Form form = CardHolder.browserForm(shop.enroll(shop.enrollment("80.00")));

        assertThat(form.with("TermUrl", null)
                        .to(form.action().replace("start", "go"))
                        .submit()
                        .status())
                .isEqualTo(400);
    }

    private String code(String contentType, String body) {
        return Answer.of(shop.post("Enrollment", contentType, body)).get("MessageErrorCode");
    }
}
