package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** Payments by the API of what a cardholder was authenticated for. */
@SandboxTest
class CompletionTest {

    private final Sandbox sandbox;
    private final Checkout checkout;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    CompletionTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        checkout = Checkout.demo(sandbox, "halkbank");
        shop = Shop.demo(sandbox, "halkbank");
        screen = sandbox.screen("halkbank");
    }

    @Test
    void theAuthenticatedCardIsCharged() {
        Map<String, String> form = Checkout.with(checkout.form("3d", orderId, "129.90"), "taksit", "3");
        WebPage.Form back = checkout.back(form, "success");

        Answer answer = shop.send(completion(back, orderId).with("Taksit", "3"));

        assertThat(answer.outcome()).isEqualTo("Approved");
        assertThat(answer.get("OrderId")).isEqualTo(orderId);
        assertThat(answer.extra("CARDBRAND")).isEqualTo("VISA");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
        assertThat(screen.transaction(orderId, 0).path("maskedPan").asString()).isEqualTo("454671******7894");
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(3);
        assertThat(shop.status(orderId).extra("XID_3D")).isEqualTo(back.fields().get("xid"));
        assertThat(shop.status(orderId).extra("MDSTATUS")).isEqualTo("1");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Approved");
    }

    @Test
    void anAttemptAndAHostedCardAreChargedToo() {
        String hosted = Shop.newOrderId();
        WebPage.Form attempt = checkout.back(checkout.form("3d", orderId, "10.00"), "attempt");
        WebPage.Form typed = checkout.backWithCard(
                checkout.form("3d_host", hosted, "20.00"), "success", "5571135571135575", "12/30", "000");

        assertThat(shop.send(completion(attempt, orderId)).outcome()).isEqualTo("Approved");
        assertThat(shop.send(completion(typed, hosted)).outcome()).isEqualTo("Approved");

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
        assertThat(screen.lines(hosted)).containsExactly("SALE CAPTURED 2000");
        assertThat(screen.transaction(hosted, 0).path("maskedPan").asString()).isEqualTo("557113******5575");
    }

    @Test
    void aPreauthorizationIsBlocked() {
        Map<String, String> form = Checkout.with(checkout.form("3d", orderId, "50.00"), "TranType", "PreAuth");
        WebPage.Form back = checkout.back(form, "success");

        assertThat(shop.send(completion(back, orderId).with("Type", "PreAuth")).outcome())
                .isEqualTo("Approved");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00", "999.00", ""})
    void theAuthenticatedAmountIsChargedWhateverTheRequestSays(String total) {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");

        assertThat(shop.send(completion(back, orderId).with("Total", total)).outcome())
                .isEqualTo("Approved");
        assertThat(screen.captured(orderId)).isEqualTo(1000);
    }

    @Test
    void theIssuerMayDecline() {
        Map<String, String> form = Checkout.with(checkout.form("3d", orderId, "10.00"), "pan", "4355080000005103");
        WebPage.Form back = checkout.back(form, "success");

        Answer answer = shop.send(completion(back, orderId));

        assertThat(answer.get("Response")).isEqualTo("Declined");
        assertThat(answer.get("ProcReturnCode")).isEqualTo("51");
        assertThat(shop.status(orderId).extra("ECI_3D")).isEqualTo("05");
        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Error CORE-2127");
    }

    @Test
    void anAuthenticationIsUsedOnce() {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");
        shop.send(completion(back, orderId));

        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Error CORE-2127");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void ofTwoCompletionsAtOnceOneIsTaken() {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");
        var one = shop.sendAsync(completion(back, orderId));
        var other = shop.sendAsync(completion(back, orderId));

        assertThat(List.of(one.join().outcome(), other.join().outcome()))
                .containsExactlyInAnyOrder("Approved", "Error CORE-2127");
    }

    @Test
    void anOrderThatIsPaidCannotBeCompleted() {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");
        shop.send(shop.sale(orderId, "10.00"));

        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Error CORE-2507");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void whatTheBankChargedItselfCannotBeCompleted() {
        WebPage.Form back = checkout.back(checkout.form("3d_pay", orderId, "10.00"), "success");

        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Error CORE-2127");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong_code", "cancel", "timeout"})
    void aFailedAuthenticationCannotBeCompleted(String outcome) {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), outcome);

        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Error CORE-2206");
        assertThat(shop.send(completion(back, orderId).with("PayerSecurityLevel", "05"))
                        .outcome())
                .isEqualTo("Error CORE-2121");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Number                  |                              | CORE-2015
                    Number                  | 4546711234567894             | CORE-2121
                    Number                  | 454671:AB:1234:##500100001   | CORE-2012
                    PayerTxnId              |                              | CORE-2121
                    PayerTxnId              | N1An1iS5iN4u/1VWS6CgzSGRtN0= | CORE-2121
                    PayerSecurityLevel      |                              | CORE-2121
                    PayerSecurityLevel      | 06                           | CORE-2121
                    PayerAuthenticationCode |                              | CORE-2121
                    PayerAuthenticationCode | ABABBCgghAAAAABllJMDdZdTdic= | CORE-2121
                    OrderId                 |                              | CORE-2121
                    OrderId                 | SOMETHING-ELSE               | CORE-2121
                    Type                    | PreAuth                      | CORE-2128
                    Currency                | 840                          | CORE-2119
                    Currency                |                              | CORE-1010
                    Taksit                  | 2                            | CORE-2601
                    Total                   | ten                          | CORE-2007
                    Expires                 | 12/30                        | CORE-2516
                    Cvv2Val                 | 000                          | CORE-2515
                    Extra/MAILORDER         | MAILORDER                    | CORE-1001
                    CardholderPresentCode   | 1                            | CORE-2121
                    TransId                 | 26124LWsA14386               | CORE-1028
                    PbOrder/OrderType       | 0                            | CORE-2202
                    """)
    void aTamperedCompletionIsRefusedAndTheGoodOneStillTaken(String path, String value, String error) {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");
        Message good = completion(back, orderId);

        assertThat(shop.send(good.with(path, value == null ? "" : value)).outcome())
                .isEqualTo("Error " + error);
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.send(good.with("CardholderPresentCode", "13")).outcome())
                .isEqualTo("Approved");
    }

    @Test
    void theProofOfAnotherOrderIsRefused() {
        String cheap = Shop.newOrderId();
        WebPage.Form mine = checkout.back(checkout.form("3d", orderId, "1000.00"), "wrong_code");
        WebPage.Form other = checkout.back(checkout.form("3d", cheap, "1.00"), "success");

        assertThat(shop.send(completion(other, orderId)).outcome()).isEqualTo("Error CORE-2121");
        assertThat(shop.send(completion(other, orderId)
                                .with("Number", mine.fields().get("md")))
                        .outcome())
                .isEqualTo("Error CORE-2121");
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.lines(cheap)).isEmpty();
    }

    @Test
    void theProofOfAnotherStoreOrBankIsRefused() {
        Shop neighbour = Shop.restricted(sandbox);
        Shop abroad = Shop.demo(sandbox, "isbank");
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");

        assertThat(neighbour.send(completion(neighbour, back, orderId)).outcome())
                .isEqualTo("Error CORE-2121");
        assertThat(abroad.send(completion(abroad, back, orderId)).outcome()).isEqualTo("Error CORE-2012");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void credentialsAreCheckedBeforeTheProof() {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), "success");

        assertThat(shop.send(completion(back, orderId).with("Password", "wrong"))
                        .outcome())
                .isEqualTo("Error CORE-2201");
        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Approved");
    }

    @Test
    void anAnswerCanBeLostAndThePaymentStands() throws IOException {
        Map<String, String> form = Checkout.with(checkout.form("3d", orderId, "10.00"), "pan", "4355080000010608");
        WebPage.Form back = checkout.back(form, "success");

        byte[] answer = shop.exchange(completion(back, orderId)).body();

        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain(orderId);
        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("C");
        assertThat(shop.send(completion(back, orderId)).outcome()).isEqualTo("Error CORE-2127");
    }

    private Message completion(WebPage.Form back, String order) {
        return completion(shop, back, order);
    }

    private static Message completion(Shop by, WebPage.Form back, String order) {
        Map<String, String> fields = back.fields();
        return by.sale(order, fields.get("amount"))
                .without("Expires")
                .without("Cvv2Val")
                .with("Number", fields.get("md"))
                .with("PayerTxnId", fields.get("xid"))
                .with("PayerSecurityLevel", fields.get("eci"))
                .with("PayerAuthenticationCode", fields.get("cavv"));
    }
}
