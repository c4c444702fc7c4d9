package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefundTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    RefundTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox, "halkbank");
        screen = sandbox.screen("halkbank");
    }

    @Test
    void refundsAddUpToTheCapturedAmount() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "129.90"));

        Answer first = shop.send(shop.refund(orderId, "29.90").with("Currency", "949"));
        Answer tooMuch = shop.send(shop.refund(orderId, "100.01"));
        Answer second = shop.send(shop.refund(orderId, "100.00"));
        Answer third = shop.send(shop.refund(orderId, "0.01"));

        assertThat(first.outcome()).isEqualTo("Approved");
        assertThat(first.get("OrderId")).isEqualTo(orderId);
        for (String name : new String[] {"TransId", "HostRefNum", "AuthCode"}) {
            assertThat(first.get(name)).as(name).isNotEmpty().isNotEqualTo(sale.get(name));
        }
        assertThat(tooMuch.outcome()).isEqualTo("Error CORE-2503");
        assertThat(second.outcome()).isEqualTo("Approved");
        assertThat(third.outcome()).isEqualTo("Error CORE-2504");
        assertThat(screen.captured(orderId)).isEqualTo(12990);
        assertThat(screen.refunded(orderId)).isEqualTo(12990);
    }

    @Test
    void aRefundWithNoAmountGivesBackAllThatIsLeft() {
        String orderId = shop.paid("PreAuth", "100.00");
        shop.send(shop.capture(orderId, "80.00"));
        shop.send(shop.refund(orderId, "30.00"));

        assertThat(shop.send(shop.refund(orderId, "")).outcome()).isEqualTo("Approved");
        assertThat(screen.lines(orderId))
                .containsExactly(
                        "PREAUTH AUTHORIZED 0",
                        "CAPTURE CAPTURED 8000",
                        "REFUND CAPTURED 3000",
                        "REFUND CAPTURED 5000");
    }

    @Test
    void aRefundThatFitsNothingIsRefused() {
        String sale = shop.paid("Auth", "10.00");
        String preauth = shop.paid("PreAuth", "10.00");
        String voided = shop.paid("Auth", "10.00");
        shop.send(shop.voidOf(voided));
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "70000.51"));

        assertThat(shop.send(shop.refund(Shop.newOrderId(), "1.00")).outcome()).isEqualTo("Error CORE-2123");
        assertThat(shop.send(shop.refund("", "1.00")).outcome()).isEqualTo("Error CORE-2004");
        assertThat(shop.send(shop.refund(declined, "1.00")).outcome()).isEqualTo("Error CORE-2116");
        assertThat(shop.send(shop.refund(preauth, "1.00")).outcome()).isEqualTo("Error CORE-2117");
        assertThat(shop.send(shop.refund(voided, "1.00")).outcome()).isEqualTo("Error CORE-2117");
        assertThat(shop.send(shop.refund(sale, "1.00").with("Currency", "840")).outcome())
                .isEqualTo("Error CORE-2119");
        assertThat(shop.send(shop.refund(sale, "0.00")).outcome()).isEqualTo("Error CORE-2009");
        assertThat(shop.send(shop.refund(sale, "1.00").with("TransId", "26124LWsA14386"))
                        .outcome())
                .isEqualTo("Error CORE-1028");
        assertThat(screen.lines(sale)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aDeclinedRefundGivesNothingBack() {
        String orderId = shop.paid("Auth", "100000.00");

        Answer declined = shop.send(shop.refund(orderId, "70000.96"));

        assertThat(declined.outcome()).isEqualTo("Declined ISO8583-96");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 10000000", "REFUND DECLINED 0");
        assertThat(shop.send(shop.refund(orderId, "100000.00")).outcome()).isEqualTo("Approved");
    }

    @Test
    void afterTheEndOfDayAVoidIsRefusedAndARefundTaken() {
        String orderId = shop.paid("Auth", "10.00");
        int closed = screen.settle().path("closedBatch").asInt();

        assertThat(screen.lines(orderId)).containsExactly("SALE SETTLED 1000");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Error CORE-2008");
        Answer refund = shop.send(shop.refund(orderId, "4.00"));
        assertThat(refund.outcome()).isEqualTo("Approved");
        assertThat(refund.extra("SETTLEID")).isEqualTo(String.valueOf(closed + 1));
        assertThat(screen.lines(orderId)).containsExactly("SALE SETTLED 1000", "REFUND CAPTURED 400");
        screen.settle();
        assertThat(screen.lines(orderId)).containsExactly("SALE SETTLED 1000", "REFUND SETTLED 400");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Error CORE-2008");
    }

    @Test
    void thisAmountIsRefundedOnlyAfterTheEndOfDay() {
        String orderId = shop.paid("Auth", "72000.00");

        assertThat(shop.send(shop.refund(orderId, "10.00")).outcome()).isEqualTo("Error CORE-2508");
        screen.settle();
        assertThat(shop.send(shop.refund(orderId, "10.00")).outcome()).isEqualTo("Approved");
    }

    @Test
    void aStoreMayHaveToWaitForMidnight() {
        Shop nightly = Shop.restricted(sandbox);
        String orderId = nightly.paid("Auth", "10.00");

        clock.advance(Duration.ofHours(11));
        assertThat(nightly.send(nightly.refund(orderId, "1.00")).outcome()).isEqualTo("Error CORE-2508");
        assertThat(nightly.status(orderId).extra("TRANS_STAT")).isEqualTo("C");
        clock.advance(Duration.ofHours(1));
        assertThat(nightly.status(orderId).extra("TRANS_STAT")).isEqualTo("S");
        assertThat(nightly.send(nightly.voidOf(orderId)).outcome()).isEqualTo("Error CORE-2008");
        assertThat(nightly.send(nightly.refund(orderId, "1.00")).outcome()).isEqualTo("Approved");
    }
}
