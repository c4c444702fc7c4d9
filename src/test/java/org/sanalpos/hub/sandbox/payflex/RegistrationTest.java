package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import tools.jackson.databind.JsonNode;

@SandboxTest
class RegistrationTest {

    private static final String LONG = "12345678901234567890123456789012345678901";

    private final HostedShop shop;
    private final HostedShop restricted;
    private final Shop vpos;
    private final MutableClock clock;

    RegistrationTest(Sandbox sandbox) {
        shop = HostedShop.demo(sandbox);
        restricted = HostedShop.restricted(sandbox);
        vpos = Shop.demo(sandbox);
        clock = sandbox.clock();
    }

    @Test
    void aGoodRegistrationGetsATokenAndThePage() {
        var response = shop.post("CreateToken", Shop.FORM, shop.hosted("145.00").encoded());
        JsonNode answer = HostedShop.json(response);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(answer.propertyNames())
                .containsExactly("CommonPaymentUrl", "PaymentToken", "ErrorCode", "ResponseMessage");
        assertThat(answer.path("CommonPaymentUrl").asString())
                .matches("http://localhost:[0-9]+/sandbox/vakifbank/commonPayment/SecurePayment");
        assertThat(answer.path("PaymentToken").asString()).matches("[0-9a-f]{32}");
        assertThat(answer.path("ErrorCode").asString()).isEqualTo("0000");
        assertThat(answer.path("ResponseMessage").asString()).isEqualTo("İŞLEM BAŞARILI");
        String url = answer.path("CommonPaymentUrl").asString() + "?Ptkn="
                + answer.path("PaymentToken").asString();
        assertThat(WebPage.get(url).form().submit().text())
                .contains("145.00 TRY")
                .contains("name=\"pan\"");
    }

    @ParameterizedTest
    @CsvSource({
        "HostMerchantId, '', 5020",
        "HostMerchantId, 000000000120009, 5023",
        "HostMerchantId, 000000000120002, 5002",
        "MerchantId, 2, 5023",
        "MerchantPassword, '', 5022",
        "MerchantPassword, wrong, 5002",
        "HostTerminalId, '', 5040",
        "HostTerminalId, VP000702, 5040",
        "TransactionType, '', 5027",
        "TransactionType, sale, 5028",
        "TransactionType, Capture, 5028",
        "TransactionType, Vft, 5028",
        "TransactionType, PointSale, 5039",
        "AmountCode, '', 5015",
        "AmountCode, TRY, 5015",
        "AmountCode, 392, 5015",
        "Amount, '', 5014",
        "Amount, 145, 5014",
        "Amount, '145,00', 5014",
        "Amount, 0.00, 5014",
        "Amount, 12345678901.00, 5014",
        "OrderID, a_b, 5036",
        "OrderID, " + LONG + ", 5036",
        "OrderId, O-1, 5029",
        "TransactionId, a_b, 5035",
        "TransactionId, " + LONG + ", 5024",
        "IsSecure, '', 5018",
        "IsSecure, True, 5029",
        "IsSecure, false, 5029",
        "AllowNotEnrolledCard, '', 5018",
        "AllowNotEnrolledCard, 0, 5029",
        "SuccessUrl, '', 5037",
        "SuccessUrl, /ok, 5037",
        "SuccessUrl, http://localhost:9/ok, 5037",
        "FailUrl, '', 5038",
        "FailUrl, https://localhost/fail, 5038",
        "RequestLanguage, tr, 9995",
        "InstallmentCount, 0, 5026",
        "InstallmentCount, 1, 5026",
        "InstallmentCount, 13, 5026",
        "Extract, x, 1133",
        "CustomItems, x, 1131",
        "CustomItems, 'a:b,c', 1131",
        "TokenExpireTime, 0, 5029",
        "PAN, 4938460158754206, 5006",
        "PAN, 4938 4601 5875 4205, 5006",
        "PAN, '', 5006",
        "PAN, 0000000000000000, 5005",
        "CVV, '', 5007",
        "CVV, 7155, 5007",
        "ExpireMonth, 13, 1052",
        "ExpireMonth, '', 1052",
        "ExpireYear, 028, 1052",
        "ExpireYear, 25, 1052",
        "BrandNumber, 200, 5004",
        "CardHoldersName, Ayşe, 5029"
    })
    void aWrongFieldIsRefused(String name, String value, String code) {
        MpiShop.Fields fields = shop.withCard("145.00", Message.VISA);

        assertThat(shop.code(fields.with(name, value))).isEqualTo(code);
        if (value.isEmpty()) {
            assertThat(shop.code(fields.without(name))).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FailureUrl", "Pan", "Password", "HashedData", "MerchantType", "HostSubMerchantId", "orderid"})
    void aFieldThatTheFormDoesNotHaveIsRefused(String name) {
        assertThat(shop.code(shop.hosted("145.00").with(name, "1"))).isEqualTo("5029");
    }

    @ParameterizedTest
    @CsvSource({
        "OrderID,",
        "TransactionId,",
        "RequestLanguage,",
        "RequestLanguage, en-US",
        "InstallmentCount, 03",
        "CustomItems, 'key1:value1,key2:value2'",
        "OrderDescription, Çiçek",
        "MerchantId, 1",
        "TokenExpireTime, 2",
        "ExpireYear, 28",
        "BrandNumber, 100"
    })
    void anOptionalFieldMayBeThere(String name, String value) {
        MpiShop.Fields fields = shop.withCard("145.00", Message.VISA);

        assertThat(shop.token(value == null ? fields.without(name) : fields.with(name, value)))
                .hasSize(32);
    }

    @Test
    void aUrlHasAtMost255Characters() {
        MpiShop.Fields fields = shop.hosted("145.00");
        String url = HostedShop.OK + "/" + "x".repeat(255 - HostedShop.OK.length() - 1);

        assertThat(shop.code(fields.with("SuccessUrl", url + "x"))).isEqualTo("5037");
        assertThat(shop.token(fields.with("SuccessUrl", url))).hasSize(32);
    }

    @Test
    void aTransactionIdIsRegisteredOnceAndNotIfTheVposKnowsIt() {
        MpiShop.Fields fields = shop.hosted("145.00");
        Message sale = vpos.approved(vpos.sale("1.00"));
        shop.token(fields);

        assertThat(shop.code(fields.with("OrderID", "O-2"))).isEqualTo("5010");
        assertThat(shop.code(fields.with("TransactionId", sale.id()))).isEqualTo("5010");
    }

    @Test
    void aStoreRegistersOnlyWhatItMayCharge() {
        assertThat(restricted.code(restricted.hosted("1.00").with("AmountCode", "840")))
                .isEqualTo("5015");
        assertThat(restricted.code(restricted.hosted("1.00").with("InstallmentCount", "4")))
                .isEqualTo("5026");
        assertThat(shop.code(shop.hosted("1.00").with("AmountCode", "840").with("InstallmentCount", "2")))
                .isEqualTo("5026");
    }

    @Test
    void whatIsNoFormIsRefused() {
        String form = shop.hosted("145.00").encoded();

        assertThat(code("application/json", "{}")).isEqualTo("5029");
        assertThat(code(Shop.FORM, form + "&Amount=145.00")).isEqualTo("5029");
        assertThat(HostedShop.json(shop.get("CreateToken")).path("ErrorCode").asString())
                .isEqualTo("5029");
    }

    @ParameterizedTest
    @CsvSource({"'', 5021", "e016ac3aa869465a978c1b22a0d797d1, 5034"})
    void aTokenThatIsNoneLeadsNowhere(String token, String code) {
        WebPage page = shop.open(token);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains(code).doesNotContain("<form");
    }

    @Test
    void aTokenHasALife() {
        String day = shop.token(shop.hosted("1.00"));
        String hours = shop.token(shop.hosted("1.00").with("TokenExpireTime", "2"));

        clock.advance(Duration.ofHours(2));
        assertThat(shop.open(hours).status()).isEqualTo(400);
        assertThat(shop.open(day).status()).isEqualTo(200);
        clock.advance(Duration.ofHours(22));
        assertThat(shop.open(day).status()).isEqualTo(400);
    }

    private String code(String contentType, String body) {
        return HostedShop.json(shop.post("CreateToken", contentType, body))
                .path("ErrorCode")
                .asString();
    }
}
