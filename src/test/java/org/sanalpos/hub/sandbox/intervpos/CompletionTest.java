package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** The API request that asks for the money of an authentication of model 3DModel. */
@SandboxTest
class CompletionTest {

    private static final String NOT_FOUND = "12 Gecersiz Islem - Dogrulama Bulunamadi 12";
    private static final String DIFFERS = "12 Gecersiz Islem - Dogrulama Bilgileri Farkli 12";

    private final Sandbox sandbox;
    private final Shop shop;
    private final Checkout checkout;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    CompletionTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        checkout = new Checkout(sandbox, shop);
        screen = sandbox.screen("denizbank");
    }

    private Map<String, String> authenticated(String amount, String outcome) {
        return checkout.verified(checkout.through(checkout.form("3DModel", orderId, amount), outcome));
    }

    private Message completion(String amount) {
        return checkout.completion("Auth", authenticated(amount, "success"), orderId, amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "attempt"})
    void aCompletionChargesTheAuthenticatedCard(String outcome) {
        Message completion = checkout.completion("Auth", authenticated("1250.90", outcome), orderId, "1250.90");

        Answer answer = shop.send(completion);

        assertThat(answer.outcome()).isEqualTo("00");
        assertThat(answer.get("OrderId")).isEqualTo(orderId);
        assertThat(answer.get("Amount")).isEqualTo("1250,90");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 125090");
        assertThat(screen.transaction(orderId, 0).path("maskedPan").asString()).isEqualTo("454671******7894");
        assertThat(shop.standing(orderId)).isEqualTo("00 N C S 1250,90 0");
        assertThat(shop.outcome(shop.refund(orderId, "1250.90"))).isEqualTo("00");
    }

    @Test
    void aPreauthorizationOfTheGateIsCompletedAsOneAndCaptured() {
        Map<String, String> callback = checkout.verified(checkout.through(
                checkout.form("3DModel", orderId, "30.00")
                        .with("TxnType", "PreAuth")
                        .with("InstallmentCount", "3")
                        .with("Version3D", "2.0"),
                "success"));

        assertThat(shop.outcome(checkout.completion("PreAuth", callback, orderId, "30.00")
                        .with("InstallmentCount", "3")))
                .isEqualTo("00");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(3);
        assertThat(shop.outcome(shop.capture(orderId, "30.00"))).isEqualTo("00");
    }

    @Test
    void aPaidOrderIsNotCompletedTwice() {
        Message completion = completion("10.00");
        Message second = completion("10.00");

        assertThat(shop.outcome(completion)).isEqualTo("00");
        assertThat(shop.outcome(completion)).isEqualTo("94 Mukerrer Islem 94");
        assertThat(shop.outcome(second)).isEqualTo("94 Mukerrer Islem 94");
        assertThat(screen.lines(orderId)).hasSize(1);
    }

    @Test
    void aDeclineUsesTheAuthenticationUpAndNotTheOrderId() {
        Message completion = completion("70000.51");

        assertThat(shop.outcome(completion)).isEqualTo("51 Limit Yetersiz 51");
        assertThat(shop.outcome(completion)).isEqualTo("12 Gecersiz Islem - Dogrulama Kullanilmis 12");
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
        assertThat(shop.outcome(completion("10.00"))).isEqualTo("00");
    }

    @Test
    void aCompletionThatNeverReachedTheBooksUsesNothingUp() throws IOException {
        Message completion = completion("71000.07");

        for (int i = 0; i < 2; i++) {
            assertThat(new String(shop.exchange(completion).body())).contains("Maintenance");
        }
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MD, 4a7dTg9cO1s+kQ==",
        "MD, ''",
        "PayerTxnId, ''",
        "PayerTxnId, x",
        "Eci, 06",
        "Eci, ''",
        "PayerAuthenticationCode, AAABBxhHmQAAAAAgB0eZAAAAAAA=",
        "PayerAuthenticationCode, ''",
        "OrderId, OTHER-ORDER",
        "OrderId, ''"
    })
    void aTamperedValueProvesNothing(String field, String value) {
        Message completion = completion("10.00");

        assertThat(shop.outcome(completion.with(field, value))).isEqualTo(NOT_FOUND);
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.outcome(completion)).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({
        "PurchAmount, 10.01",
        "PurchAmount, 1.00",
        "Currency, 840",
        "InstallmentCount, 2",
        "TxnType, PreAuth",
        "MOTO, 1"
    })
    void aCompletionOfAnotherPaymentIsRefused(String field, String value) {
        Message completion = completion("10.00");

        assertThat(shop.outcome(completion.with(field, value))).isEqualTo(DIFFERS);
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.outcome(completion)).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({"Pan, 4546711234567894", "Expiry, 1230", "Cvv2, 000", "Cvv2, ''", "CardType, 0"})
    void aCardBesideTheAuthenticationIsRefused(String field, String value) {
        assertThat(shop.outcome(completion("10.00").with(field, value)))
                .isEqualTo("30 Mesaj Hatasi - " + field + " 30");
    }

    @Test
    void theAuthenticationOfAnotherStoreProvesNothing() {
        Map<String, String> callback = authenticated("10.00", "success");
        Shop restricted = Shop.restricted(sandbox);

        assertThat(restricted.outcome(new Checkout(sandbox, restricted).completion("Auth", callback, orderId, "10.00")))
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void aPlusThatIsNotEncodedSpoilsTheAuthentication() throws IOException {
        Message completion = completion("10.00");
        while (!completion.without("UserPass").body().contains("%2B")) {
            completion = completion("10.00");
        }
        String body = completion.body().replace("%2B", "+").replace("Deniz+Hub", "Deniz%2BHub");

        assertThat(Answer.of(shop.post(Shop.PATH, Shop.FORM, body)).outcome()).isEqualTo(NOT_FOUND);
    }

    @Test
    void whatTheGateChargedHasNothingToComplete() {
        Map<String, String> callback =
                checkout.verified(checkout.through(checkout.form("3DPay", orderId, "70000.51"), "success"));

        assertThat(shop.outcome(checkout.completion("Auth", callback, orderId, "70000.51")))
                .isEqualTo(NOT_FOUND);
    }
}
