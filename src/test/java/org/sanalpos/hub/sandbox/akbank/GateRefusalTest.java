package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
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

/** How the gates refuse forms: unsigned if the form is broken, signed once the bank knows whose it is. */
@SandboxTest
class GateRefusalTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final Checkout checkout;
    private final String orderId = Shop.newOrderId();

    GateRefusalTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        checkout = new Checkout(sandbox, shop);
    }

    @ParameterizedTest
    @CsvSource({
        "paymentModel, 3D_PAY_HOSTING",
        "paymentModel, PAY_HOSTING",
        "paymentModel, 3d",
        "txnCode, 1000",
        "txnCode, ''",
        "merchantSafeId, 123",
        "terminalSafeId, ''",
        "orderId, ''",
        "orderId, ORD_1",
        "orderId, 1234567890123456789012345678901234567",
        "lang, tr",
        "lang, ''",
        "amount, 10",
        "amount, 1.1",
        "amount, '1,10'",
        "amount, 01.10",
        "amount, -1.00",
        "amount, ''",
        "ccbRewardAmount, 1",
        "currencyCode, TRY",
        "currencyCode, 999",
        "currencyCode, ''",
        "installCount, ''",
        "installCount, 0",
        "installCount, 01",
        "installCount, 100",
        "okUrl, ''",
        "okUrl, /ok",
        "okUrl, 'javascript:alert(1)'",
        "okUrl, 'http://magaza.ornek/a b'",
        "okUrl, 'https://magaza.ornek/ödeme'",
        "emailAddress, musteri",
        "mobilePhone, +90 532 000 00 00",
        "cardHolderName, ' '",
        "b2bIdentityNumber, 1234567890",
        "merchantData, x",
        "walletProgramData, x",
        "creditCard, ''",
        "creditCard, 4355 0843 5508 4358",
        "creditCard, 4355084355084359",
        "expiredDate, 12/30",
        "expiredDate, 1330",
        "expiredDate, 202612",
        "cvv, ''",
        "cvv, 0000",
        "randomNumber, ABC",
        "randomNumber, ''",
        "requestDateTime, ''",
        "cardNumber, 4355084355084358",
        "cvv2, 000",
        "terminalPassword, secret",
        "secretKey, x"
    })
    void aFieldOfAnotherPatternComesBackUnsignedAndWithoutTheOrder(String field, String value) {
        WebPage.Form form =
                checkout.signed(checkout.form("3D", orderId, "10.00").with(field, value));

        Map<String, String> fields = checkout.refused(form).fields();

        assertThat(String.join(" ", fields.keySet()))
                .isEqualTo("txnCode responseCode responseMessage merchantSafeId terminalSafeId hashParams hash");
        assertThat(fields).containsEntry("responseMessage", "VPS-3001 -  " + field + " alanı patterne uymamaktadır.");
        fields.forEach((name, content) -> {
            if (!name.equals("responseMessage") && !name.equals("txnCode")) {
                assertThat(content).as(name).isEmpty();
            }
        });
        assertThat(fields.get("txnCode")).isEqualTo(field.equals("txnCode") ? value : "3000");
        assertThat(sandbox.screen("akbank").orderStatusCode(orderId)).isEqualTo(field.equals("orderId") ? 404 : 200);
    }

    @ParameterizedTest
    @CsvSource({"creditCard, ''", "creditCard, 4355084355084358", "expiredDate, 1230", "cvv, ''"})
    void aHostedFormMustNotHaveCardFieldsNotEvenEmptyOnes(String field, String value) {
        WebPage.Form form = checkout.signed(
                checkout.form("3D_PAY_HOSTING", orderId, "10.00").with(field, value));

        assertThat(checkout.refused(form).fields())
                .containsEntry("responseMessage", "VPS-3001 -  " + field + " alanı patterne uymamaktadır.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3D", "3D_PAY"})
    void theCardGateDoesNotTakeHostedFormsNorTheOtherWayRound(String model) {
        WebPage.Form form = checkout.form(model, orderId, "10.00");
        WebPage.Form hosted = checkout.form("3D_PAY_HOSTING", orderId, "10.00");

        assertThat(checkout.refused(checkout.signed(form.to(hosted.action())))
                        .fields()
                        .get("responseMessage"))
                .startsWith("VPS-3001");
        assertThat(checkout.refused(checkout.signed(hosted.to(form.action())))
                        .fields()
                        .get("responseMessage"))
                .startsWith("VPS-3001 -  paymentModel");
    }

    @ParameterizedTest
    @CsvSource({
        "merchantSafeId, 20260101120000000A1B2C3D4E5F6999, VPS-1920",
        "merchantSafeId, 20260101120000000A1B2C3D4E5F6002, VPS-1920",
        "terminalSafeId, 20260101120000000F6E5D4C3B2A1002, VPS-1920",
        "subMerchantId, 12345, VPS-1920"
    })
    void anUnknownMerchantComesBackUnsigned(String field, String value, String code) {
        WebPage.Form form =
                checkout.signed(checkout.form("3D", orderId, "10.00").with(field, value));

        Map<String, String> fields = checkout.refused(form).fields();

        assertThat(fields).containsEntry("hash", "").containsEntry("responseCode", "");
        assertThat(fields.get("responseMessage")).startsWith(code + " -  ");
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 10.01",
        "installCount, 2",
        "okUrl, https://magaza.ornek/ok",
        "failUrl, http://127.0.0.1:9/fail?ref=1&x=2",
        "creditCard, 5218076007402834",
        "emailAddress, musteri@ornek.com",
        "cardHolderName, AYŞE",
        "ccbRewardAmount, 0.00",
        "mobilePhone, 5320000000"
    })
    void aFieldThatIsChangedAfterSigningComesBackUnsigned(String field, String value) {
        WebPage.Form form =
                checkout.signed(checkout.form("3D", orderId, "10.00")).with(field, value);

        Map<String, String> fields = form.submit().form().fields();

        assertThat(fields).containsEntry("hash", "").containsEntry("hashParams", "");
        assertThat(fields.get("responseMessage")).startsWith("VPS-1921 -  ");
        assertThat(checkout.issuer(form).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void aHashThatIsNoneComesBackUnsigned(String hash) {
        WebPage.Form form = checkout.form("3D", orderId, "10.00").with("hash", hash);

        assertThat(checkout.refused(form).fields().get("responseMessage")).startsWith("VPS-3001 -  hash");
    }

    @Test
    void theHashOfAnotherStoresKeyIsWrong() {
        WebPage.Form form = checkout.form("3D", orderId, "10.00");
        String other = new Checkout(sandbox, Shop.restricted(sandbox))
                .signed(form)
                .fields()
                .get("hash");

        assertThat(checkout.refused(form.with("hash", other)).fields().get("responseMessage"))
                .startsWith("VPS-1921 -  ");
    }

    @ParameterizedTest
    @CsvSource({
        "requestDateTime, 2026-05-04T09:00:00.120, VPS-1073",
        "requestDateTime, 2026-05-04T12:00:00.120Z, VPS-1073",
        "amount, 0.00, VPS-1902",
        "expiredDate, 0426, VPS-1903",
        "currencyCode, 392, VPS-1904",
        "installCount, 13, VPS-1906",
        "ccbRewardAmount, 5.00, VPS-1907",
        "creditCard, 6011111111111117, VPS-1066"
    })
    void whatTheStoreMayNotComesBackSignedWithTheOrder(String field, String value, String code) {
        WebPage.Form form =
                checkout.signed(checkout.form("3D_PAY", orderId, "10.00").with(field, value));

        Map<String, String> fields = checkout.verified(checkout.refused(form));

        assertThat(fields)
                .containsEntry("responseCode", code)
                .containsEntry("orderId", orderId)
                .containsEntry("txnCode", "")
                .containsEntry("hashParams", "responseCode+responseMessage+orderId");
        assertThat(sandbox.screen("akbank").lines(orderId)).isEmpty();
    }

    @Test
    void instalmentsAreForTheBanksOwnCardsAndForLira() {
        WebPage.Form form = checkout.form("3D", orderId, "10.00").with("installCount", "2");

        assertThat(checkout.verified(checkout.refused(checkout.signed(form.with("creditCard", "4546711234567894")))))
                .containsEntry("responseCode", "VPS-1044");
        WebPage.Form dollars =
                checkout.form("3D", orderId, "10.00").with("installCount", "2").with("currencyCode", "840");
        assertThat(checkout.verified(checkout.refused(checkout.signed(dollars))))
                .containsEntry("responseCode", "VPS-1906");
    }

    @ParameterizedTest
    @CsvSource({"currencyCode, 840, VPS-1904", "installCount, 4, VPS-1906", "creditCard, 378282246310005, VPS-1066"})
    void theSecondStoreHasFewRights(String field, String value, String code) {
        Shop restricted = Shop.restricted(sandbox);
        Checkout second = new Checkout(sandbox, restricted);
        WebPage.Form form = second.form("3D", orderId, "10.00").with(field, value);
        WebPage.Form fitting = field.equals("creditCard") ? form.with("cvv", "0000") : form;

        assertThat(second.verified(second.refused(second.signed(fitting)))).containsEntry("responseCode", code);
        assertThat(second.verified(second.through(second.form("3D", orderId, "10.00"), "success")))
                .containsEntry("merchantSafeId", Shop.RESTRICTED);
    }

    @Test
    void aRandomNumberIsGoodForOneFormOrMessage() {
        WebPage.Form form = checkout.form("3D", orderId, "10.00");
        checkout.issuer(form);

        assertThat(checkout.verified(checkout.refused(checkout.signed(form))))
                .containsEntry("responseCode", "VPS-1901");
        assertThat(shop.send(shop.history(orderId)
                                .with("randomNumber", form.fields().get("randomNumber")))
                        .outcome())
                .isEqualTo("VPS-1901");
    }

    @ParameterizedTest
    @CsvSource({"10.00, 3D", "70000.51, 3D_PAY", "10.00, 3D_PAY_HOSTING"})
    void anOrderIdThatIsUsedUpIsRefusedBeforeTheIssuer(String firstAmount, String model) {
        shop.send(shop.sale(orderId, firstAmount));

        WebPage.Form back = checkout.refused(checkout.signed(checkout.form(model, orderId, "10.00")));

        assertThat(checkout.verified(back))
                .containsEntry("responseCode", "VPS-1013")
                .containsEntry("responseMessage", "Sipariş Numarası : " + orderId + " tekil olmalıdır");
        assertThat(sandbox.screen("akbank").lines(orderId)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/fail", "ftp://magaza.ornek/", "https://magaza.ornek/#x"})
    void withoutAWayBackTheBankShowsAPageOfItsOwn(String failUrl) {
        WebPage page = checkout.signed(checkout.form("3D", orderId, "10.00").with("failUrl", failUrl))
                .submit();

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.document().select("form")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, ''",
        "application/json, ''",
        "application/x-www-form-urlencoded, &lang=%zz",
        "application/x-www-form-urlencoded, &cardHolderName=%DE",
        "application/x-www-form-urlencoded, &failUrl=http%3A%2F%2F127.0.0.1%3A9%2F"
    })
    void aBodyThatIsNoFormOfUtf8EndsOnAPageOfTheBank(String contentType, String more) {
        assertThat(posted(contentType, more).status()).isEqualTo(400);
    }

    @Test
    void aRepeatedFieldIsRefused() {
        WebPage page = posted("application/x-www-form-urlencoded", "&amount=10.00");

        assertThat(page.form().fields())
                .containsEntry("responseMessage", "VPS-3001 -  amount alanı patterne uymamaktadır.");
    }

    @Test
    void theNameOfAnUnknownFieldIsNotRepeatedAsItIs() {
        WebPage.Form form =
                checkout.signed(checkout.form("3D", orderId, "10.00").with("<b>", "1"));

        assertThat(checkout.refused(form).fields())
                .containsEntry("responseMessage", "VPS-3001 -  ?b? alanı patterne uymamaktadır.");
    }

    @Test
    void anotherBankHasNoSuchGate() {
        WebPage.Form form = checkout.signed(checkout.form("3D", orderId, "10.00"));

        assertThat(form.to(form.action().replace("/akbank/", "/halkbank/"))
                        .submit()
                        .status())
                .isEqualTo(404);
    }

    private WebPage posted(String contentType, String more) {
        WebPage.Form form = checkout.signed(checkout.form("3D", orderId, "10.00"));
        StringBuilder body = new StringBuilder();
        form.fields().forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return WebPage.send(HttpRequest.newBuilder(URI.create(form.action()))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body + more)));
    }
}
