package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class FollowUpTest {

    private static final String INVALID = "12 Gecersiz Islem - ";
    private static final String TOO_HIGH = "13 Gecersiz Tutar 13";

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    FollowUpTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("denizbank");
    }

    @ParameterizedTest
    @CsvSource({"10.00, 1000", "6.5, 650"})
    void aPreauthorizationIsCapturedOnceAndForNoMore(String amount, long minorUnits) {
        String orderId = shop.paid("PreAuth", "10.00");

        assertThat(shop.outcome(shop.capture(orderId, "10.01"))).isEqualTo(TOO_HIGH);
        assertThat(shop.outcome(shop.capture(orderId, "5.00").with("Currency", "840")))
                .isEqualTo(INVALID + "Para Birimi Farkli 12");
        Answer captured = shop.send(shop.capture(orderId, amount));
        assertThat(captured.outcome()).isEqualTo("00");
        assertThat(captured.get("AuthCode"))
                .isEqualTo(screen.transaction(orderId, 0).path("authCode").asString());
        assertThat(shop.outcome(shop.capture(orderId, "1.00"))).isEqualTo(INVALID + "On Provizyon Kapatilmis 12");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED " + minorUnits);
    }

    @Test
    void onlyAPreauthorizationCanBeCaptured() {
        assertThat(shop.outcome(shop.capture(shop.paid("Auth", "10.00"), "10.00")))
                .isEqualTo(INVALID + "On Provizyon Degil 12");
    }

    @Test
    void aSaleIsVoidedOnce() {
        String orderId = shop.paid("Auth", "10.00");

        assertThat(shop.outcome(shop.voidOf(orderId))).isEqualTo("00");
        assertThat(shop.outcome(shop.voidOf(orderId))).isEqualTo(INVALID + "Islem Iptal Edilmis 12");
        assertThat(shop.outcome(shop.refund(orderId, "10.00"))).isEqualTo(INVALID + "Islem Iptal Edilmis 12");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000");
    }

    @Test
    void theVoidOfACaptureVoidsItsPreauthorizationToo() {
        String orderId = shop.paid("PreAuth", "10.00");
        shop.send(shop.capture(orderId, "6.00"));

        Answer answer = shop.send(shop.voidOf(orderId));

        assertThat(answer.get("Amount")).isEqualTo("6,00");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 600");
        assertThat(shop.outcome(shop.voidOf(orderId))).isEqualTo(INVALID + "Islem Iptal Edilmis 12");
        assertThat(shop.outcome(shop.capture(orderId, "1.00"))).isEqualTo(INVALID + "Islem Iptal Edilmis 12");
    }

    @Test
    void aVoidTakesAmountAndCurrencyWithoutNeedingThem() {
        String orderId = shop.paid("Auth", "10.00");
        Message named = shop.voidOf(orderId)
                .without("OrderId")
                .with("PurchAmount", "10.00")
                .with("Currency", "949")
                .with("MOTO", "0");

        assertThat(shop.outcome(named.with("Currency", "TL"))).isEqualTo("30 Mesaj Hatasi - Currency 30");
        assertThat(shop.outcome(named.with("PurchAmount", "1,0"))).isEqualTo("30 Mesaj Hatasi - PurchAmount 30");
        assertThat(shop.outcome(named)).isEqualTo("00");
    }

    @Test
    void partsAreRefundedUntilNothingIsLeft() {
        String orderId = shop.paid("Auth", "10.00");

        assertThat(shop.outcome(shop.refund(orderId, "10.01"))).isEqualTo(TOO_HIGH);
        assertThat(shop.outcome(shop.refund(orderId, "1.00").with("Currency", "840")))
                .isEqualTo(INVALID + "Para Birimi Farkli 12");
        assertThat(shop.outcome(shop.refund(orderId, "4.00").without("Currency").without("OrderId")))
                .isEqualTo("00");
        assertThat(shop.outcome(shop.voidOf(orderId))).isEqualTo(INVALID + "Iadesi Var 12");
        assertThat(shop.outcome(shop.refund(orderId, "6.01"))).isEqualTo(TOO_HIGH);
        assertThat(shop.outcome(shop.refund(orderId, "6.00").with("MOTO", "0"))).isEqualTo("00");
        assertThat(shop.outcome(shop.refund(orderId, "0.01")))
                .isEqualTo("13 Gecersiz Tutar - Iade Edilecek Tutar Yok 13");
        assertThat(screen.lines(orderId))
                .containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400", "REFUND CAPTURED 600");
    }

    @Test
    void onlyWhatWasCapturedCanBeRefunded() {
        String orderId = shop.paid("PreAuth", "10.00");

        assertThat(shop.outcome(shop.refund(orderId, "10.00"))).isEqualTo(INVALID + "Tahsilat Yok 12");
        shop.send(shop.capture(orderId, "6.00"));
        assertThat(shop.outcome(shop.refund(orderId, "6.01"))).isEqualTo(TOO_HIGH);
        assertThat(shop.outcome(shop.refund(orderId, "6.00"))).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({"PostAuth", "Void", "Refund"})
    void anOrderThatTheStoreDoesNotHaveIsNotFound(String type) {
        String ofAnotherStore = Shop.restricted(sandbox).paid("PreAuth", "10.00");
        Message message = shop.head()
                .followUp(type, Shop.newOrderId())
                .with("PurchAmount", "10.00")
                .with("Currency", "949");

        assertThat(shop.outcome(message)).isEqualTo("25 Kayit Dosyada Bulunamadi 25");
        assertThat(shop.outcome(message.with("orgOrderId", ofAnotherStore)))
                .isEqualTo("25 Kayit Dosyada Bulunamadi 25");
    }

    @ParameterizedTest
    @CsvSource({
        "PostAuth, orgOrderId", "PostAuth, OrderId", "PostAuth, PurchAmount", "PostAuth, Currency",
        "Void, orgOrderId", "Refund, orgOrderId", "Refund, PurchAmount", "StatusHistory, orgOrderId"
    })
    void aMandatoryFieldOfAFollowUpMustBeThere(String type, String field) {
        Message message = shop.head().followUp(type, Shop.newOrderId());
        Message complete = type.equals("StatusHistory")
                ? message
                : message.with("PurchAmount", "10.00").with("Currency", "949");

        assertThat(shop.outcome(complete.without(field))).endsWith("Mesaj Hatasi - " + field + " 30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b"})
    void theIdOfTheOriginalMustBeWellFormed(String original) {
        assertThat(shop.outcome(shop.voidOf(original))).isEqualTo("30 Mesaj Hatasi - orgOrderId 30");
    }

    @Test
    void anIdOfItsOwnIsAnsweredAndUsedUp() {
        String orderId = shop.paid("Auth", "10.00");
        String own = Shop.newOrderId();

        Answer refund = shop.send(shop.refund(orderId, "4.00").with("OrderId", own));

        assertThat(refund.get("OrderId")).isEqualTo(own);
        assertThat(screen.requests(own)).isEqualTo(1);
        for (Message again : new Message[] {
            shop.refund(orderId, "4.00").with("OrderId", own),
            shop.refund(orderId, "4.00").with("OrderId", orderId),
            shop.sale(own, "10.00")
        }) {
            assertThat(shop.outcome(again)).isEqualTo("94 Mukerrer Islem 94");
        }
        assertThat(screen.refunded(orderId)).isEqualTo(400);
    }

    @Test
    void anIdOfItsOwnIsFreeAgainIfNothingCameOfIt() {
        String orderId = shop.paid("Auth", "100000.00");
        Message refund = shop.refund(orderId, "70000.51").with("OrderId", Shop.newOrderId());

        assertThat(shop.outcome(refund)).isEqualTo("51 Limit Yetersiz 51");
        assertThat(shop.outcome(refund.with("PurchAmount", "100000.01"))).isEqualTo(TOO_HIGH);
        assertThat(shop.outcome(refund.with("PurchAmount", "1.00"))).isEqualTo("00");
    }

    @Test
    void aRefundIsNoOriginalOfAnything() {
        String own = Shop.newOrderId();
        shop.send(shop.refund(shop.paid("Auth", "10.00"), "4.00").with("OrderId", own));

        assertThat(shop.outcome(shop.voidOf(own))).isEqualTo(INVALID + "Iade Islemi 12");
        assertThat(shop.outcome(shop.refund(own, "1.00"))).isEqualTo(INVALID + "Iade Islemi 12");
        assertThat(shop.outcome(shop.capture(own, "1.00"))).isEqualTo(INVALID + "Iade Islemi 12");
    }

    @Test
    void afterTheEndOfDayOnlyRefundsArePossibleAndOpenPreauthorizationsCanBeVoided() {
        String sale = shop.paid("Auth", "10.00");
        String captured = shop.paid("PreAuth", "10.00");
        shop.send(shop.capture(captured, "10.00"));
        String open = shop.paid("PreAuth", "10.00");

        screen.settle();

        assertThat(shop.outcome(shop.voidOf(sale))).isEqualTo(INVALID + "Gunsonu Yapilmis 12");
        assertThat(shop.outcome(shop.voidOf(captured))).isEqualTo(INVALID + "Gunsonu Yapilmis 12");
        assertThat(shop.outcome(shop.voidOf(open))).isEqualTo("00");
        assertThat(shop.outcome(shop.refund(sale, "10.00"))).isEqualTo("00");
        assertThat(shop.outcome(shop.refund(captured, "4.00"))).isEqualTo("00");
    }

    @Test
    void aRefundMayHaveToWaitForTheEndOfDay() {
        String byAmount = shop.paid("Auth", "72000.10");
        Shop restricted = Shop.restricted(sandbox);
        String byStore = restricted.paid("Auth", "10.00");

        assertThat(shop.outcome(shop.refund(byAmount, "1.00"))).isEqualTo(INVALID + "Gunsonu Yapilmamis 12");
        assertThat(restricted.outcome(restricted.refund(byStore, "1.00"))).isEqualTo(INVALID + "Gunsonu Yapilmamis 12");
        screen.settle();
        assertThat(shop.outcome(shop.refund(byAmount, "1.00"))).isEqualTo("00");
        assertThat(restricted.outcome(restricted.refund(byStore, "1.00"))).isEqualTo("00");
    }

    @Test
    void aStoreWithFewRightsSettlesAtMidnightAndCapturesWithinItsDays() {
        Shop restricted = Shop.restricted(sandbox);
        String sale = restricted.paid("Auth", "10.00");
        String preauth = restricted.paid("PreAuth", "10.00");

        clock.advance(Duration.ofHours(13));
        assertThat(restricted.standing(sale)).isEqualTo("00 N S S 10 0");
        assertThat(restricted.outcome(restricted.refund(sale, "10.00"))).isEqualTo("00");
        clock.advance(Duration.ofDays(15));
        assertThat(restricted.outcome(restricted.capture(preauth, "10.00")))
                .isEqualTo(INVALID + "Kapama Suresi Asildi 12");
    }
}
