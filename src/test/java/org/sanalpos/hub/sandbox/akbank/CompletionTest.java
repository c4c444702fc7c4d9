package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

/** The API message that asks for the money of an authentication of model 3D. */
@SandboxTest
class CompletionTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final Checkout checkout;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    CompletionTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        checkout = new Checkout(sandbox, shop);
        screen = sandbox.screen("akbank");
    }

    private Map<String, String> authenticated(String order, String amount, String outcome) {
        return checkout.verified(checkout.through(checkout.form("3D", order, amount), outcome));
    }

    private Message completion(String amount) {
        return checkout.completion("1000", authenticated(orderId, amount, "success"), orderId, amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "attempt"})
    void aCompletionChargesTheAuthenticatedCard(String outcome) {
        Message completion = checkout.completion("1000", authenticated(orderId, "10.50", outcome), orderId, "10.50");

        Answer answer = shop.send(completion.with("customer.ipAddress", "85.34.78.112"));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.get("order.orderId")).isEqualTo(orderId);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1050");
        assertThat(screen.transaction(orderId, 0).path("maskedPan").asString()).isEqualTo("435508******4358");
        assertThat(shop.send(shop.history(orderId)).rows()).containsExactly("1000 VPS-0000 N 10.5");
        assertThat(shop.send(shop.refund(orderId, "10.50")).outcome()).isEqualTo("VPS-0000 00");
    }

    @Test
    void aPreauthorizationOfTheGateIsCompletedAsOneAndCaptured() {
        Map<String, String> callback = checkout.verified(checkout.through(
                checkout.form("3D", orderId, "30.00").with("txnCode", "3004").with("installCount", "3"), "success"));

        Message completion =
                checkout.completion("1004", callback, orderId, "30.00").with("transaction.installCount", 3);

        assertThat(callback).containsEntry("txnCode", "3001");
        assertThat(shop.send(completion).outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
        assertThat(shop.send(shop.capture(orderId, "30.00")).outcome()).isEqualTo("VPS-0000 00");
    }

    @Test
    void theIssuerMayDeclineACompletion() {
        Answer answer = shop.send(completion("70000.51"));

        assertThat(answer.outcome()).isEqualTo("VPS-1005 51");
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @ParameterizedTest
    @CsvSource({"10.00, VPS-0000 00", "70000.51, VPS-1005 51"})
    void anAuthenticationIsGoodForOneRequest(String amount, String first) {
        Message completion = completion(amount);

        assertThat(shop.send(completion).outcome()).isEqualTo(first);
        assertThat(shop.send(completion.with("randomNumber", shop.randomNumber()))
                        .outcome())
                .isEqualTo("VPS-1013");
        assertThat(screen.lines(orderId)).hasSize(1);
    }

    @Test
    void theSecondAuthenticationOfAnOrderDoesNotPayItAgain() {
        Message one = completion("10.00");
        Message other = completion("10.00");

        assertThat(shop.send(other).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(one).outcome()).isEqualTo("VPS-1013");
        assertThat(screen.lines(orderId)).hasSize(1);
    }

    @Test
    void aCompletionThatNeverReachedTheBooksUsesNothingUp() {
        Message completion = completion("71000.07");

        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> page = shop.exchange(completion.with("randomNumber", shop.randomNumber()));
            assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("Maintenance");
        }
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.send(shop.sale(orderId, "10.00")).outcome()).isEqualTo("VPS-0000 00");
    }

    @ParameterizedTest
    @CsvSource({
        "secureTransaction.secureId, OWJlMzdmYjExMGE0NGQ1MTg4NDI=",
        "secureTransaction.secureId, ''",
        "secureTransaction.secureEcomInd, 06",
        "secureTransaction.secureEcomInd, ''",
        "secureTransaction.secureData, kBPxWf8AAAAAAAAAAAAAAAAAAAAA",
        "secureTransaction.secureData, ''",
        "secureTransaction.secureMd, 08A86B192287C69B2C443E7A42B29B5F46436C41DF8E159B4A232BB3D961940F",
        "secureTransaction.secureMd, ''"
    })
    void aTamperedValueProvesNothing(String path, String value) {
        Message completion = completion("10.00");

        Answer answer = shop.send(completion.with(path, value));

        assertThat(answer.outcome()).isEqualTo("VPS-1279");
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.send(completion.with("randomNumber", shop.randomNumber()))
                        .outcome())
                .isEqualTo("VPS-0000 00");
    }

    @Test
    void theMdInSmallLettersIsAnother() {
        Message completion = completion("10.00");
        String md = completion.json().at("/secureTransaction/secureMd").asString();

        assertThat(shop.send(completion.with("secureTransaction.secureMd", md.toLowerCase(Locale.ROOT)))
                        .outcome())
                .isEqualTo("VPS-1279");
    }

    @ParameterizedTest
    @CsvSource({"transaction.amount, 10.01", "transaction.amount, 1.00", "txnCode, 1004"})
    void aCompletionOfAnotherPaymentIsRefused(String path, String value) {
        assertThat(shop.send(completion("10.00").with(path, value)).outcome()).isEqualTo("VPS-1922");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"transaction.currencyCode, 840", "transaction.installCount, 2", "transaction.motoInd, 1"})
    void aCompletionWithAnotherNumberIsRefused(String path, int value) {
        assertThat(shop.send(completion("10.00").with(path, value)).outcome()).isEqualTo("VPS-1922");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void theAuthenticationOfAnotherOrderProvesNothing() {
        String other = Shop.newOrderId();
        Map<String, String> callback = authenticated(other, "10.00", "success");

        assertThat(shop.send(checkout.completion("1000", callback, orderId, "10.00"))
                        .outcome())
                .isEqualTo("VPS-1279");
        Message without = checkout.completion("1000", callback, other, "10.00").without("order");
        assertThat(shop.send(without).outcome()).isEqualTo("VPS-1279");
    }

    @Test
    void theAuthenticationOfAnotherStoreProvesNothing() {
        Map<String, String> callback = authenticated(orderId, "10.00", "success");
        Shop restricted = Shop.restricted(sandbox);
        Message completion = new Checkout(sandbox, restricted).completion("1000", callback, orderId, "10.00");

        assertThat(restricted.send(completion).outcome()).isEqualTo("VPS-1279");
    }

    @Test
    void aCardBesideTheAuthenticationIsABadRequest() {
        assertThat(shop.send(completion("10.00").with("card.cardNumber", Shop.CARD))
                        .outcome())
                .isEqualTo("HTTP 400");
    }

    @Test
    void anAuthenticationDoesNotUseUpTheOrderId() {
        authenticated(orderId, "10.00", "success");
        authenticated(orderId, "10.00", "cancel");

        assertThat(shop.send(shop.sale(orderId, "10.00")).outcome()).isEqualTo("VPS-0000 00");
    }
}
