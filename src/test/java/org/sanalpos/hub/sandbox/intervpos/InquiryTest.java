package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class InquiryTest {

    private static final String EMPTY_RECORD = ";;BatchNo=;;TransId=;;TRXDATE=;;TxnStat=;;PurchAmount=0"
            + ";;VoidDate=1\\.1\\.0001 00:00:00;;TxnStatus=;;ChargeTypeCd=";

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    InquiryTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("denizbank");
    }

    @Test
    void aSaleIsOneRecordUnderAnIdOfTheBanks() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "1250.90"));
        String batch = screen.transaction(orderId, 0).path("batch").asString();

        Answer answer = shop.send(shop.inquiry(orderId).with("Lang", "TR"));

        assertThat(answer.line())
                .matches("OrderId=SYSOID[0-9]{9};;ProcReturnCode=00;;BatchNo=" + batch + ";;TransId="
                        + sale.get("TransId") + ";;TRXDATE=04\\.05\\.2026 12:00:00;;TxnStat=N;;PurchAmount=1250,90"
                        + ";;VoidDate=1\\.1\\.0001 00:00:00;;TxnStatus=C;;ChargeTypeCd=S;;ErrorCode=;;ErrorMessage="
                        + ";;RefundedAmount=0;;AuthCode=" + sale.get("AuthCode"));
        assertThat(screen.requests(orderId)).isEqualTo(2);
    }

    @Test
    void anUnknownOrderIsNotFoundAndNorIsThatOfAnotherStore() {
        String ofAnotherStore = Shop.restricted(sandbox).paid("Auth", "10.00");

        for (String orderId : new String[] {Shop.newOrderId(), ofAnotherStore}) {
            assertThat(shop.send(shop.inquiry(orderId).without("OrderId")).line())
                    .matches("OrderId=SYSOID[0-9]{9};;ProcReturnCode=05" + EMPTY_RECORD
                            + ";;ErrorCode=05;;ErrorMessage=TR:Kayit bulunamadi;;RefundedAmount=0;;AuthCode=");
        }
    }

    @Test
    void aRefusedInquiryHasTheShapeOfAnInquiry() {
        Message inquiry = shop.inquiry(Shop.newOrderId());

        assertThat(shop.send(inquiry.with("UserPass", "wrong")).line())
                .matches("OrderId=SYSOID[0-9]{9};;ProcReturnCode=81" + EMPTY_RECORD
                        + ";;ErrorCode=B810002;;ErrorMessage=TR:Terminal Aktif Degil;;RefundedAmount=0;;AuthCode=");
        assertThat(shop.outcome(inquiry.with("OrderId", "A-1"))).isEqualTo("30 TR:Mesaj Hatasi - OrderId 30");
        assertThat(shop.outcome(inquiry.with("Lang", "de"))).isEqualTo("30 TR:Mesaj Hatasi - Lang 30");
    }

    @Test
    void aPreauthorizationIsFollowedThroughItsLife() {
        String orderId = shop.paid("PreAuth", "10.00");

        assertThat(shop.standing(orderId)).isEqualTo("00 N A S 10 0");
        shop.send(shop.capture(orderId, "8.50"));
        assertThat(shop.standing(orderId)).isEqualTo("00 N K S 8,50 0");
        screen.settle();
        assertThat(shop.standing(orderId)).isEqualTo("00 N S S 8,50 0");
        shop.send(shop.refund(orderId, "1.05"));
        assertThat(shop.standing(orderId)).isEqualTo("00 N S S 8,50 1,05");
    }

    @Test
    void aVoidLeavesItsTimeWithoutLeadingZeros() {
        String orderId = shop.paid("Auth", "10.00");
        clock.set(Instant.parse("2026-05-05T06:05:07Z"));
        shop.send(shop.voidOf(orderId));

        Answer answer = shop.send(shop.inquiry(orderId));

        assertThat(answer.standing()).isEqualTo("00 V V S 10 0");
        assertThat(answer.get("VoidDate")).isEqualTo("5.5.2026 9:05:07");
        assertThat(answer.get("TRXDATE")).isEqualTo("04.05.2026 12:00:00");
    }

    @Test
    void aVoidedCaptureIsVoided() {
        String orderId = shop.paid("PreAuth", "10.00");
        shop.send(shop.capture(orderId, "10.00"));
        shop.send(shop.voidOf(orderId));

        assertThat(shop.standing(orderId)).isEqualTo("00 V V S 10 0");
    }

    @Test
    void anApprovedPaymentCountsMoreThanADeclinedOneOfTheSameOrder() {
        String orderId = Shop.newOrderId();
        shop.send(shop.sale(orderId, "70000.51"));
        assertThat(shop.standing(orderId)).isEqualTo("00 N D S 70000,51 0");

        shop.send(shop.sale(orderId, "10.00"));

        assertThat(shop.standing(orderId)).isEqualTo("00 N C S 10 0");
    }

    @ParameterizedTest
    @CsvSource({"4.00, 00 N C C 4 0", "70000.51, '00 N D C 70000,51 0'"})
    void aRefundIsFoundByTheIdOfItsOwn(String amount, String standing) {
        String orderId = shop.paid("Auth", "100000.00");
        String own = Shop.newOrderId();
        Answer refund = shop.send(shop.refund(orderId, amount).with("OrderId", own));

        Answer answer = shop.send(shop.inquiry(own));

        assertThat(answer.standing()).isEqualTo(standing);
        assertThat(answer.get("AuthCode")).isEqualTo(refund.get("AuthCode"));
    }

    @Test
    void aSettledRefundIsSettled() {
        String orderId = shop.paid("Auth", "10.00");
        String own = Shop.newOrderId();
        shop.send(shop.refund(orderId, "4.00").with("OrderId", own));

        screen.settle();

        assertThat(shop.standing(own)).isEqualTo("00 N S C 4 0");
        assertThat(shop.standing(orderId)).isEqualTo("00 N S S 10 4");
    }

    @Test
    void theOwnIdOfACaptureOrVoidIsNotFound() {
        String orderId = shop.paid("PreAuth", "10.00");
        String capture = Shop.newOrderId();
        String voidId = Shop.newOrderId();
        shop.send(shop.capture(orderId, "10.00").with("OrderId", capture));
        shop.send(shop.voidOf(orderId).with("OrderId", voidId));

        assertThat(shop.standing(orderId)).isEqualTo("00 V V S 10 0");
        assertThat(shop.standing(capture)).startsWith("05");
        assertThat(shop.standing(voidId)).startsWith("05");
    }
}
