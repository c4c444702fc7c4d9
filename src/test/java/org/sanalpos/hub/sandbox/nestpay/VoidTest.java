package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class VoidTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    VoidTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox, "halkbank");
        screen = sandbox.screen("halkbank");
    }

    @Test
    void aVoidRepeatsTheNumbersOfWhatItVoids() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "10.00"));

        Answer voided = shop.send(shop.voidOf(orderId));

        assertThat(voided.outcome()).isEqualTo("Approved");
        for (String name : new String[] {"OrderId", "TransId", "AuthCode", "HostRefNum"}) {
            assertThat(voided.get(name)).as(name).isEqualTo(sale.get(name));
        }
        assertThat(voided.extra("TRXDATE")).isEqualTo(sale.extra("TRXDATE"));
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000");
        assertThat(screen.captured(orderId)).isZero();
    }

    @Test
    void aSecondVoidIsRefused() {
        String orderId = shop.paid("Auth", "10.00");
        shop.send(shop.voidOf(orderId));

        Answer again = shop.send(shop.voidOf(orderId));

        assertThat(again.outcome()).isEqualTo("Error CORE-2008");
        assertThat(again.get("OrderId")).isEmpty();
    }

    @Test
    void aVoidThatNamesNothingVoidableIsRefused() {
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "70000.51"));
        String sale = shop.paid("Auth", "10.00");
        String otherTransId = shop.send(shop.sale(Shop.newOrderId(), "10.00")).get("TransId");

        assertThat(shop.send(shop.voidOf(Shop.newOrderId())).outcome()).isEqualTo("Error CORE-2008");
        assertThat(shop.send(shop.voidOf(declined)).outcome()).isEqualTo("Error CORE-2008");
        assertThat(shop.send(shop.voidOf(sale).with("TransId", otherTransId)).outcome())
                .isEqualTo("Error CORE-2008");
        assertThat(shop.send(shop.voidOf("").with("TransId", "26124Nope00001")).outcome())
                .isEqualTo("Error CORE-2008");
        assertThat(shop.send(shop.voidOf("").with("TransId", "x".repeat(65))).outcome())
                .isEqualTo("Error CORE-1017");
        assertThat(shop.send(shop.voidOf("")).outcome()).isEqualTo("Error CORE-2002");
    }

    @Test
    void anotherStoresPaymentCannotBeVoided() {
        String orderId = Shop.newOrderId();
        String transId = shop.send(shop.sale(orderId, "10.00")).get("TransId");
        Shop other = Shop.restricted(sandbox);

        assertThat(other.send(other.voidOf(orderId)).outcome()).isEqualTo("Error CORE-2008");
        assertThat(other.send(other.voidOf("").with("TransId", transId)).outcome())
                .isEqualTo("Error CORE-2008");
    }

    @Test
    void aPreauthorizationIsVoidedAndSoIsACaptureWithItsPreauthorization() {
        String open = shop.paid("PreAuth", "10.00");
        String captured = shop.paid("PreAuth", "10.00");
        shop.send(shop.capture(captured, "7.00"));

        assertThat(shop.send(shop.voidOf(open)).outcome()).isEqualTo("Approved");
        assertThat(shop.send(shop.voidOf(captured)).outcome()).isEqualTo("Approved");

        assertThat(screen.lines(open)).containsExactly("PREAUTH VOIDED 0");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 700");
        assertThat(screen.captured(captured)).isZero();
        assertThat(shop.send(shop.voidOf(captured)).outcome()).isEqualTo("Error CORE-2008");
        assertThat(shop.send(shop.capture(captured, "7.00")).outcome()).isEqualTo("Error CORE-2509");
    }

    @Test
    void aCapturedPreauthorizationCannotBeVoidedByItself() {
        String orderId = Shop.newOrderId();
        String transId = shop.send(shop.preauth(orderId, "10.00")).get("TransId");
        shop.send(shop.capture(orderId, "10.00"));

        assertThat(shop.send(shop.voidOf(orderId).with("TransId", transId)).outcome())
                .isEqualTo("Error CORE-2511");
    }

    @Test
    void theVoidOfARefundGivesTheMoneyBackToTheStore() {
        String orderId = shop.paid("Auth", "10.00");
        shop.send(shop.refund(orderId, "10.00"));
        assertThat(shop.send(shop.refund(orderId, "1.00")).outcome()).isEqualTo("Error CORE-2504");

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Approved");

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000", "REFUND VOIDED 1000");
        assertThat(screen.refunded(orderId)).isZero();
        assertThat(shop.send(shop.refund(orderId, "1.00")).outcome()).isEqualTo("Approved");
    }

    @Test
    void ofTwoRefundsOneMustBeNamed() {
        String orderId = Shop.newOrderId();
        String sale = shop.send(shop.sale(orderId, "10.00")).get("TransId");
        shop.send(shop.refund(orderId, "2.00"));
        String second = shop.send(shop.refund(orderId, "3.00")).get("TransId");

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Error CORE-2133");
        assertThat(shop.send(shop.voidOf(orderId).with("TransId", sale)).outcome())
                .isEqualTo("Error CORE-2511");
        assertThat(shop.send(shop.voidOf("").with("TransId", second)).outcome()).isEqualTo("Approved");
        assertThat(screen.lines(orderId))
                .containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 200", "REFUND VOIDED 300");
    }

    @Test
    void aVoidByTransactionNumberCountsForItsOrder() {
        String orderId = Shop.newOrderId();
        String transId = shop.send(shop.sale(orderId, "10.00")).get("TransId");

        shop.send(shop.voidOf("").with("TransId", transId));

        assertThat(screen.requests(orderId)).isEqualTo(2);
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000");
    }
}
