package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** Requests that charge a card which the 3-D gate has authenticated. */
@SandboxTest
class CompletionTest {

    private static final String MD = "Transaction/Secure3D/Md";

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    CompletionTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "attempt"})
    void aPassedAuthenticationIsCharged(String outcome) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D", orderId, "12990").with("txninstallmentcount", "6");
        Map<String, String> callback = request.checked(request.end(outcome));

        Answer answer = shop.paid(shop.completion(callback));

        assertThat(answer.get("Transaction/CardNumberMasked")).isEqualTo("55496087****1500");
        assertThat(answer.get("Transaction/GarantiCardInd")).isEqualTo("Y");
        assertThat(answer.rrn()).isEqualTo(shop.status(orderId).status("RetrefNum"));
        assertThat(shop.status(orderId).status("InstallmentCnt")).isEqualTo("6");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
        assertThat(shop.send(shop.refund(orderId, "2990").original(answer.rrn()))
                        .outcome())
                .isEqualTo("00");
        assertThat(shop.history(orderId).rows())
                .extracting(row -> row.get("Type"))
                .containsExactly("sales", "refund");
        Answer report = shop.send(shop.report("04/05/2026 00:00", "04/05/2026 23:59", "1"));
        assertThat(report.rows().stream().filter(row -> row.get("RetrefNum").equals(answer.rrn())))
                .extracting(row -> row.get("SafeType") + " " + row.get("ExpireDate"))
                .containsExactly("3D 1230");
    }

    @Test
    void anAuthenticatedPreauthorizationIsBlockedCapturedAndVoided() {
        String orderId = Shop.newOrderId();
        Map<String, String> callback = authenticated(
                shop.secured("3D", orderId, "1000").with("txntype", "preauth").with("txncurrencycode", "840"));

        Answer preauth = shop.paid(shop.completion(callback));

        assertThat(shop.status(orderId).status("Status")).isEqualTo("WAITINGPOSTAUTH");
        Message capture = shop.capture(orderId, "900").original(preauth.rrn()).with("Transaction/CurrencyCode", "840");
        assertThat(shop.send(capture).outcome()).isEqualTo("00");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 900");
    }

    @ParameterizedTest
    @CsvSource({
        "Transaction/Amount, 12991",
        "Transaction/Amount, 1",
        "Transaction/InstallmentCnt, 2",
        "Transaction/CurrencyCode, 840",
        "Transaction/Type, preauth",
        "Transaction/CardholderPresentCode, 0",
        "Transaction/Secure3D/AuthenticationCode, WyZR4zJ+jwvAGX88r1MVzk0hAkE=",
        "Transaction/Secure3D/SecurityLevel, 05",
        "Transaction/Secure3D/SecurityLevel, 2",
        "Transaction/Secure3D/TxnID, 94b65ccd-dd1c-10c2-11c1-cd5cebdc5c9a",
        "Transaction/Secure3D/Md, aW5kZXg6MDKT",
        "Order/OrderID, ANOTHER-ORDER",
        "Order/OrderID, ''",
        "Card/Number, 5549608789641500"
    })
    void aCompletionThatDiffersFromItsAuthenticationIsRefusedAndTheRightOneStillTaken(String path, String value) {
        String orderId = Shop.newOrderId();
        Message completion = shop.completion(authenticated(shop.secured("3D", orderId, "12990")));

        Answer refused = shop.send(completion.with(path, value));

        assertThat(refused.outcome()).isEqualTo("92/0804");
        assertThat(refused.rrn()).isEmpty();
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.status(orderId).outcome()).isEqualTo("92/0110");
        shop.paid(completion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthenticationCode", "SecurityLevel", "TxnID", "Md"})
    void aCompletionNeedsAllThatTheCallbackGave(String name) {
        Message completion = shop.completion(authenticated(shop.secured("3D", Shop.newOrderId(), "12990")));

        assertThat(shop.send(completion.without("Transaction/Secure3D/" + name)).outcome())
                .isEqualTo("92/0763");
        assertThat(shop.send(completion.with("Transaction/Secure3D/" + name, ""))
                        .outcome())
                .isEqualTo("92/0763");
        assertThat(shop.send(completion.without("Transaction/Secure3D")).outcome())
                .isEqualTo("92/0763");
    }

    @Test
    void aCompletionIsNoTelephoneOrder() {
        Message completion = shop.completion(authenticated(shop.secured("3D", Shop.newOrderId(), "12990")));

        assertThat(shop.send(completion.with("Transaction/MotoInd", "Y")).outcome())
                .isEqualTo("92/0001");
        assertThat(shop.send(completion.with("Transaction/MotoInd", "H")).outcome())
                .isEqualTo("00");
    }

    @Test
    void anMdWithABlankForAPlusIsNotFound() {
        Map<String, String> callback;
        do {
            callback = authenticated(shop.secured("3D", Shop.newOrderId(), "100"));
        } while (!callback.get("md").contains("+"));

        assertThat(shop.send(shop.completion(callback)
                                .with(MD, callback.get("md").replace('+', ' ')))
                        .outcome())
                .isEqualTo("92/0804");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong_code", "cancel", "timeout"})
    void aFailedAuthenticationCannotBeCompletedWhateverIsMadeUpForIt(String outcome) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D", orderId, "12990");
        Map<String, String> callback = request.checked(request.end(outcome));
        Message completion = shop.completion(callback);

        assertThat(shop.send(completion).outcome()).isEqualTo("92/0763");
        assertThat(shop.send(completion
                                .with("Transaction/Secure3D/AuthenticationCode", "WyZR4zJ+jwvAGX88r1MVzk0hAkE=")
                                .with("Transaction/Secure3D/SecurityLevel", "02"))
                        .outcome())
                .isEqualTo("92/0804");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void theValuesOfAnotherOrderOrStoreAreRefused() {
        Map<String, String> mine = authenticated(shop.secured("3D", Shop.newOrderId(), "100"));
        Map<String, String> other = authenticated(shop.secured("3D", Shop.newOrderId(), "100"));
        Shop restricted = Shop.restricted(sandbox);

        Message mixed = shop.completion(mine).with(MD, other.get("md"));
        Message swapped = shop.completion(other).with("Order/OrderID", mine.get("oid"));

        assertThat(shop.send(mixed).outcome()).isEqualTo("92/0804");
        assertThat(shop.send(swapped).outcome()).isEqualTo("92/0804");
        assertThat(restricted.send(restricted.completion(mine)).outcome()).isEqualTo("92/0804");
        shop.paid(shop.completion(mine));
        shop.paid(shop.completion(other));
    }

    @Test
    void aSecondCompletionFindsTheOrderPaid() {
        String orderId = Shop.newOrderId();
        Message first = shop.completion(authenticated(shop.secured("3D", orderId, "100")));
        Message second = shop.completion(authenticated(shop.secured("3D", orderId, "100")));
        shop.paid(first);

        assertThat(shop.send(first).outcome()).isEqualTo("92/0104");
        assertThat(shop.send(second).outcome()).isEqualTo("92/0104");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
    }

    @Test
    void anAuthenticationIsUsedUpByADecline() {
        String orderId = Shop.newOrderId();
        Message completion = shop.completion(authenticated(shop.secured("3D", orderId, "7000051")));

        assertThat(shop.send(completion).outcome()).isEqualTo("51");
        assertThat(shop.send(completion).outcome()).isEqualTo("92/0804");
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @Test
    void aCompletionWhoseAnswerIsLostHasChargedOnce() {
        String orderId = Shop.newOrderId();
        Message completion = shop.completion(authenticated(shop.secured("3D", orderId, "7100002")));

        assertThatThrownBy(() -> shop.exchange(completion)).isInstanceOf(IOException.class);

        assertThat(shop.send(completion).outcome()).isEqualTo("92/0104");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 7100002");
    }

    @Test
    void aCompletionThatNeverArrivesUsesNothingUp() {
        String orderId = Shop.newOrderId();
        Message completion = shop.completion(authenticated(shop.secured("3D", orderId, "7100003")));

        assertThatThrownBy(() -> shop.exchange(completion)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(completion)).isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "txnamount, 0, 92/0002",
        "txncurrencycode, 392, 92/0759",
        "txninstallmentcount, 13, 58",
        "cardexpiredateyear, 25, 54",
        "cardcvv2, 1234, 12"
    })
    void whatTheGateDoesNotLookAtIsFoundByTheCompletion(String name, String value, String outcome) {
        Map<String, String> callback =
                authenticated(shop.secured("3D", Shop.newOrderId(), "100").with(name, value));

        assertThat(shop.send(shop.completion(callback)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3D_PAY", "3D_OOS_PAY"})
    void whatTheBankHasChargedItselfIsNotCompleted(String level) {
        GateRequest request = shop.secured(level, Shop.newOrderId(), "100");
        Map<String, String> callback = request.checked(
                level.equals("3D_PAY")
                        ? request.end("success")
                        : request.end("success", Message.BONUS, "12/30", "123"));

        assertThat(shop.send(shop.completion(callback)).outcome()).isEqualTo("92/0804");
    }

    private static Map<String, String> authenticated(GateRequest request) {
        Map<String, String> callback = request.checked(request.end("success"));
        assertThat(callback).containsEntry("mdstatus", "1");
        return callback;
    }
}
