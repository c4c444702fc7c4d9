package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.payment.Browser;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Channel;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.payment.Secure;

class JsonRequestsTest {
    private static final String WITHOUT_CARD = "{\"amount\":\"129.90\",\"currency\":\"TRY\",\"cardJwe\":\"%s\"}";
    private static final String CARD = "4155650100416111";
    private static final String WHOLE = """
            {"requestId":"r-1","company":"CLEAR","virtualPos":"CLEAR-ONE","operation":"preauth","secure":"none",
             "orderNo":"SO-1001","amount":"129.90","currency":"TRY","installments":3,"channel":"ecommerce",
             "card":{"number":"4155650100416111","expiry":"12/28","cvv":"123","holder":"AYŞE YILMAZ"},
             "customer":{"ip":"2001:db8::7","email":"a@example.com","name":"Ayşe Yılmaz","phone":"+905551112233"},
             "returnUrl":"https://shop.example/checkout/return","description":"İki satır","metadata":{"k":"v"}}
            """;

    private final JsonRequests requests = Intake.json();

    @Test
    void aWholePaymentIsRead() {
        JsonRequests.PaymentBody body = requests.readPayment(bytes(WHOLE));

        PaymentRequest request = body.request();
        assertThat(body.requestId()).isEqualTo("r-1");
        assertThat(body.company()).isEqualTo("CLEAR");
        assertThat(request.operation()).isEqualTo(OperationType.PREAUTH);
        assertThat(request.secure()).isEqualTo(Secure.NONE);
        assertThat(request.amount()).hasToString("129.90 TRY");
        assertThat(request.installments()).isEqualTo(3);
        assertThat(request.card().number()).isEqualTo(CARD);
        assertThat(request.card().expiry()).isEqualTo(YearMonth.of(2028, 12));
        assertThat(request.customer().ip()).isEqualTo("2001:db8::7");
        assertThat(request.description()).isEqualTo("İki satır");
        assertThat(request.metadata()).containsEntry("k", "v");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        PaymentRequest request =
                requests.readPayment(bytes(payment("\"orderNo\":null"))).request();

        assertThat(request.operation()).isEqualTo(OperationType.SALE);
        assertThat(request.secure()).isNull();
        assertThat(request.channel()).isEqualTo(Channel.ECOMMERCE);
        assertThat(request.installments()).isEqualTo(1);
        assertThat(request.orderNo()).isNull();
    }

    @Test
    void allFaultsAreToldAtOnceByTheirPath() {
        String body = WHOLE.replace("\"129.90\"", "129.90")
                .replace("\"TRY\"", "\"LIRA\"")
                .replace("12/28", "13/28")
                .replace("2001:db8::7", "localhost")
                .replace("\"orderNo\"", "\"ordreNo\"");

        assertThat(Intake.fields(() -> requests.readPayment(bytes(body))))
                .containsExactlyInAnyOrder("amount", "currency", "card.expiry", "customer.ip", "ordreNo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount | \"amount\":\"0.00\"",
                "amount | \"amount\":\"-1\"",
                "amount | \"amount\":\"1.234\"",
                "amount | \"amount\":\"129,90\"",
                "amount | \"amount\":\"1000000000000\"",
                "amount | \"amount\":\"1e3\"",
                "amount | \"amount\":12990",
                "currency | \"currency\":\"try\"",
                "currency | \"currency\":\"XXX\"",
                "installments | \"installments\":0",
                "installments | \"installments\":100",
                "installments | \"installments\":\"3\"",
                "installments | \"installments\":1.5",
                "operation | \"operation\":\"refund\"",
                "operation | \"operation\":\"SALE\"",
                "secure | \"secure\":\"3D\"",
                "channel | \"channel\":\"phone\"",
                "virtualPos | \"virtualPos\":\"demo akbank\"",
                "company | \"company\":\"../x\"",
                "requestId | \"requestId\":\"sipariş\"",
                "requestId | \"requestId\":\"\"",
                "orderNo | \"orderNo\":\"a\\u0000b\"",
                "returnUrl | \"returnUrl\":\"/checkout\"",
                "returnUrl | \"returnUrl\":\"javascript:alert(1)\"",
                "metadata | \"metadata\":{\"\":\"v\"}",
                "metadata.k | \"metadata\":{\"k\":5}",
                "cardJwe | \"cardJwe\":\"4155650100416111\"",
                "cardJwe | \"cardJwe\":5",
                "card | \"card\":\"x\"",
                "card.number | \"card\":{\"number\":\"4155650100416112\",\"expiry\":\"12/28\",\"cvv\":\"123\"}",
                "card.number | \"card\":{\"number\":\"4155 6501 0041 6111\",\"expiry\":\"12/28\",\"cvv\":\"123\"}",
                "card.number | \"card\":{\"number\":4155650100416111,\"expiry\":\"12/28\",\"cvv\":\"123\"}",
                "card.expiry | \"card\":{\"number\":\"4155650100416111\",\"expiry\":\"10/26 \",\"cvv\":\"123\"}",
                "card.expiry | \"card\":{\"number\":\"4155650100416111\",\"expiry\":\"09/2026\",\"cvv\":\"123\"}",
                "card.cvv | \"card\":{\"number\":\"4155650100416111\",\"expiry\":\"12/28\"}",
                "card.cvv | \"card\":{\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"12\"}",
                "card.pin | \"card\":{\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\",\"pin\":\"1\"}",
                "card.cvv | \"card\":{\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\",\"cvv\":\"124\"}",
                "customer.phone | \"customer\":{\"phone\":\"0555 111 22 33\"}",
                "customer.email | \"customer\":{\"email\":\"nobody\"}",
                "paymentId | \"paymentId\":\"01JD0000000000000000000000\"",
                "description | \"description\":\"for card 4155-6501-0041-6111\""
            })
    void aWrongFieldIsNamedAndNoCardIsRepeated(String field, String fragment) {
        var problem = Intake.problem(() -> requests.readPayment(bytes(payment(fragment))));

        assertThat(problem.problem().errors()).extracting("field").containsExactly(field);
        assertThat(problem.problem().toString()).doesNotContain("4155650100416111", "6112", "123\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "card.number | {\"number\":\"4155650100416112\",\"expiry\":\"12/28\",\"cvv\":\"123\"}",
                "card.number | {\"number\":4155650100416111,\"expiry\":\"12/28\",\"cvv\":\"123\"}",
                "card.expiry | {\"number\":\"4155650100416111\",\"expiry\":\"09/26\",\"cvv\":\"123\"}",
                "card.cvv | {\"number\":\"4155650100416111\",\"expiry\":\"12/28\"}",
                "card.cvv | {\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\",\"cvv\":\"124\"}",
                "card.holder | {\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\",\"holder\":\"4155650100416111\"}",
                "cardJwe | {\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\",\"geheim\":\"1\"}",
                "cardJwe | [\"4155650100416111\"]",
                "cardJwe | {\"number\":\"4155650100416111\"} {}",
                "cardJwe | {\"number\":\"4155650100416111\"",
                "cardJwe | eyJhbGciOiJSUzI1NiJ9.eyJudW1iZXIiOiI0MTU1NjUwMTAwNDE2MTExIn0.c2ln"
            })
    void anEncryptedCardIsCheckedAsOneInClearAndNeverRepeated(String field, String card) {
        RSAKey key = Intake.cardKeys().usable().get(0).publicKey();
        String body = WITHOUT_CARD.formatted(CardJwe.of(key, card));

        var problem = Intake.problem(() -> requests.readPayment(bytes(body)));

        assertThat(problem.problem().errors()).extracting("field").containsExactly(field);
        assertThat(problem.problem().toString()).doesNotContain("4155650100416111", "6112", "123\"", "geheim", "eyJ");
    }

    @Test
    void anEncryptedCardBecomesTheCardOfTheRequest() {
        RSAKey key = Intake.cardKeys().usable().get(0).publicKey();
        String card =
                "{\"number\":\"4155650100416111\",\"expiry\":\"12/2028\",\"cvv\":\"123\",\"holder\":\"AYŞE YILMAZ\"}";
        String jwe = CardJwe.of(key, card);

        var request = requests.readPayment(bytes(WITHOUT_CARD.formatted(jwe))).request();

        assertThat(request.card())
                .isEqualTo(new Card("4155650100416111", YearMonth.of(2028, 12), "123", "AYŞE YILMAZ"));
        assertThat(request.encryptedCard().unreadable()).isNull();
        assertThat(request.toString()).doesNotContain(jwe, "123,");
        assertThat(Intake.fields(() -> requests.readPayment(bytes(WITHOUT_CARD
                        .replace("\"currency\"", "\"card\":" + card + ",\"currency\"")
                        .formatted(jwe)))))
                .containsExactly("cardJwe");
        assertThat(Intake.fields(() -> requests.readPayment(bytes(WITHOUT_CARD
                        .replace("\"currency\"", "\"secure\":\"3d_host\",\"currency\"")
                        .formatted(jwe)))))
                .containsExactly("cardJwe");
        assertThat(Intake.fields(() -> requests.readPayment(bytes(WITHOUT_CARD
                        .replace("\"currency\"", "\"returnUrl\":\"https://a.example/" + jwe + "\",\"currency\"")
                        .formatted(jwe)))))
                .containsExactly("returnUrl");
        assertThat(Intake.fields(
                        () -> read("{\"operation\":\"void\",\"transactionCode\":\"T\",\"cardJwe\":\"" + jwe + "\"}")))
                .containsExactly("cardJwe");
        assertThat(((Command.Pay) read(WITHOUT_CARD.formatted(jwe)))
                        .request()
                        .card()
                        .number())
                .isEqualTo("4155650100416111");
    }

    @Test
    void aCardIsGoodUntilTheEndOfItsMonthInIstanbul() {
        String body = WHOLE.replace("12/28", "10/26");

        assertThat(requests.readPayment(bytes(body)).request().card().expiry()).isEqualTo(YearMonth.of(2026, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"moto", "recurring"})
    void aCardNeedsNoCvvWhereNobodyCanReadIt(String channel) {
        String body = WHOLE.replace("\"cvv\":\"123\",", "").replace("ecommerce", channel);

        assertThat(requests.readPayment(bytes(body)).request().card().cvv()).isNull();
    }

    @Test
    void aCardTypedAtTheBankIsLeftOut() {
        String none = "{\"amount\":\"1.00\",\"currency\":\"TRY\",\"secure\":\"3d_host\"}";

        assertThat(requests.readPayment(bytes(none)).request().card()).isNull();
        assertThat(Intake.fields(() -> requests.readPayment(bytes(payment("\"secure\":\"3d_host\"")))))
                .containsExactly("card");
        assertThat(Intake.fields(() -> requests.readPayment(bytes(none.replace("3d_host", "3d_pay")))))
                .containsExactly("card");
    }

    @Test
    void whereTheDefinitionDecidesTheModelItDecidesWhetherTheCardIsNeeded() {
        assertThat(requests.readPayment(bytes("{\"amount\":\"1.00\",\"currency\":\"TRY\"}"))
                        .request()
                        .card())
                .isNull();
    }

    @Test
    void theBrowserIsReadAndChecked() {
        String browser =
                "\"customer\":{\"browser\":{\"accept\":\"text/html\",\"userAgent\":\"Mozilla/5.0\",\"language\":\"en-GB\","
                        + "\"screenWidth\":1280,\"screenHeight\":720,\"colorDepth\":24,\"timeZoneOffset\":-180}}";
        String body = "{\"amount\":\"1.00\",\"currency\":\"TRY\"," + browser + "}";

        assertThat(requests.readPayment(bytes(body)).request().customer().browser())
                .isEqualTo(new Browser("text/html", "Mozilla/5.0", "en-GB", 1280, 720, 24, -180));
        assertThat(Intake.fields(() -> requests.readPayment(bytes(body.replace("1280", "0")
                        .replace("-180", "\"-180\"")
                        .replace("en-GB", "English please")
                        .replace("colorDepth", "colourDepth")))))
                .containsExactlyInAnyOrder(
                        "customer.browser.screenWidth",
                        "customer.browser.timeZoneOffset",
                        "customer.browser.language",
                        "customer.browser.colourDepth");
    }

    @Test
    void aFollowUpNamesItsPaymentOnce() {
        String refund = "{\"operation\":\"refund\",\"transactionCode\":\"T1\",\"amount\":\"10.00\"}";

        Command command = requests.read(bytes(refund), "ACME", "queue", "message-1", true);

        assertThat(command).isInstanceOfSatisfying(Command.FollowUp.class, followUp -> {
            assertThat(followUp.request().operation()).isEqualTo(OperationType.REFUND);
            assertThat(followUp.request().transactionCode()).isEqualTo("T1");
            assertThat(followUp.origin().requestKey()).isEqualTo("message-1");
            assertThat(followUp.origin().waitForFirst()).isTrue();
        });
        assertThat(Intake.fields(() ->
                        read(refund.replace("\"amount\"", "\"paymentId\":\"01JD0000000000000000000000\",\"amount\""))))
                .containsExactly("paymentId");
        assertThat(Intake.fields(() -> read("{\"operation\":\"void\"}"))).containsExactly("paymentId");
        assertThat(Intake.fields(() -> read("{\"operation\":\"retund\",\"transactionCode\":\"T1\"}")))
                .containsExactly("operation");
        assertThat(Intake.fields(() -> read(refund.replace("\"amount\"", "\"currency\":\"USD\",\"amount\""))))
                .containsExactly("currency");
    }

    @Test
    void theBodysOwnRequestIdWins() {
        Command command = requests.read(bytes(WHOLE), "CLEAR", "queue", "message-1", true);

        assertThat(command.origin().requestKey()).isEqualTo("r-1");
    }

    @Test
    void aBodyForAnotherCompanyIsRefused() {
        assertThat(Intake.fields(() -> read(WHOLE))).containsExactly("company");
    }

    @Test
    void clearCardsAreRefusedWhereTheCompanyDoesNotAllowThem() {
        var problem = Intake.problem(() -> read(WHOLE.replace("\"CLEAR\"", "\"ACME\"")));

        assertThat(problem.problem().status()).isEqualTo(422);
        assertThat(problem).hasMessageContaining("clearCards");
    }

    @Test
    void theBodyOfAFollowUpMayBeEmptyOrAnAmount() {
        assertThat(requests.readAmount(new byte[0], OperationType.CAPTURE).amount())
                .isNull();
        assertThat(requests.readAmount(bytes("{}"), OperationType.CAPTURE).requestId())
                .isNull();
        JsonRequests.AmountBody body =
                requests.readAmount(bytes("{\"amount\":\"10.00\",\"requestId\":\"r\"}"), OperationType.CAPTURE);
        assertThat(body).isEqualTo(new JsonRequests.AmountBody("10.00", false, "r"));
        assertThat(Intake.fields(() ->
                        requests.readAmount(bytes("{\"amount\":\"ten\",\"currency\":\"TRY\"}"), OperationType.CAPTURE)))
                .containsExactlyInAnyOrder("amount", "currency");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "4155650100416111",
                "x4155650100416111",
                "{\"amount\":4155650100416111x}",
                "{\"amount\":\"1\"} {}",
                "{\"amount\":\"1\""
            })
    void whatIsNotOneObjectIsRefusedWithoutRepeatingIt(String body) {
        var problem = Intake.problem(() -> requests.readPayment(bytes(body)));

        assertThat(problem.problem().status()).isEqualTo(400);
        assertThat(problem.problem().toString()).doesNotContain("4155650100416111");
    }

    @Test
    void depthAndLengthAreBounded() {
        String deep = "{\"metadata\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        String wide = payment("\"description\":\"" + "x".repeat(20_000) + "\"");

        assertThat(Intake.problem(() -> requests.readPayment(bytes(deep)))).hasMessageContaining("too deep");
        assertThat(Intake.problem(() -> requests.readPayment(bytes(wide)))).hasMessageContaining("too long");
    }

    @Test
    void anotherEncodingIsToldForWhatItIs() {
        byte[] turkish = WHOLE.getBytes(Charset.forName("windows-1254"));

        assertThat(Intake.problem(() -> requests.readPayment(turkish))).hasMessageContaining("UTF-8");
    }

    @Test
    void whateverElseIsWrongAClearCardIsToldOfFirst() {
        assertThat(Intake.fields(() -> read(payment("\"amount\":\"x\"")))).containsExactly("card.number");
    }

    private Command read(String body) {
        return requests.read(bytes(body), "ACME", "queue", null, true);
    }

    /** A payment that is right but for what the fragment says instead. */
    private static String payment(String fragment) {
        String name = fragment.substring(0, fragment.indexOf(':'));
        StringBuilder body = new StringBuilder("{").append(fragment);
        for (String field : new String[] {
            "\"amount\":\"129.90\"",
            "\"currency\":\"TRY\"",
            "\"card\":{\"number\":\"" + CARD + "\",\"expiry\":\"12/28\",\"cvv\":\"123\"}"
        }) {
            if (!field.startsWith(name + ":")) {
                body.append(',').append(field);
            }
        }
        return body.append('}').toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
