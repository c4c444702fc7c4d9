package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.IssuerMessages;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class DeclineTest {

    private static final String AFTER_THE_TEXT = ";;CampanyId=;;CampanyInstallCount=0;;CampanyShiftDateCount=0"
            + ";;CampanyTxnId=;;CampanyType=;;CampanyInstallment=0;;CampanyDate=0;;CampanyAmnt=0;;TRXDATE=;;TransId="
            + ";;ErrorCode=%1$s;;EarnedBonus=0;;UsedBonus=0;;AvailableBonus=0;;BonusToBonus=0;;CampaignBonus=0"
            + ";;FoldedBonus=0;;SurchargeAmount=0;;Amount=%2$s;;CardHolderName=%3$s";

    private final Shop shop;
    private final BankScreen screen;

    DeclineTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("denizbank");
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000005103, 10.00, 51, Limit Yetersiz, '10,00', ''",
        "4355080000005400, 10, 54, Suresi Dolmus Kart, 10, ;;",
        "4355080000000500, 10.00, 05, Onaylanmadi, '10,00', ''",
        "4355080000004304, 10.00, 43, 'Calinti Kart, El Koy', '10,00', ''",
        "4355080000009600, 10.00, 96, Sistem Hatasi, '10,00', ;;",
        Message.VISA + ", 70000.01, 01, Bankanizi Arayin, '70000,01', ''",
        Message.VISA + ", 70000.82, 82, Guvenlik Kodu Hatali, '70000,82', ;;",
        Message.VISA + ", 70000.93, 93, Yasal Nedenle Tamamlanamadi, '70000,93', ''"
    })
    void aDeclineIsOneLineAndAnEvenCodeEndsItWithASeparator(
            String pan, String amount, String code, String text, String answered, String end) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, amount).with("Pan", pan));

        assertThat(answer.line())
                .isEqualTo("OrderId=" + orderId + ";;ProcReturnCode=" + code + ";;HostRefNum=hostid;;AuthCode="
                        + ";;TxnResult=Failed;;ErrorMessage=" + text + AFTER_THE_TEXT.formatted(code, answered, end));
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
        assertThat(shop.standing(orderId)).isEqualTo("00 N D S " + answered.replace(",00", "") + " 0");
    }

    @Test
    void everyDeclineHasWords() {
        for (int code = 1; code < 100; code++) {
            String iso = String.format(Locale.ROOT, "%02d", code);
            if (IssuerMessages.known(iso)) {
                assertThat(shop.outcome(shop.sale(Shop.newOrderId(), "70000." + iso)))
                        .matches(iso + " [A-Za-z][A-Za-z ,()]+ " + iso);
            }
        }
    }

    @Test
    void aDeclinedPaymentCanNeitherBeCapturedNorVoidedNorRefunded() {
        String orderId = Shop.newOrderId();
        shop.send(shop.preauth(orderId, "70000.51"));

        assertThat(shop.outcome(shop.capture(orderId, "10.00"))).isEqualTo("28 Orjinal Reddedildi 28");
        assertThat(shop.outcome(shop.voidOf(orderId))).isEqualTo("28 Orjinal Reddedildi 28");
        assertThat(shop.outcome(shop.refund(orderId, "10.00"))).isEqualTo("28 Orjinal Reddedildi 28");
    }

    @Test
    void aPaymentThatTimedOutIsBeingReversedUntilTheEndOfDay() {
        String orderId = Shop.newOrderId();

        assertThat(shop.outcome(shop.sale(orderId, "70000.92"))).isEqualTo("92 Finansal Kurum Tanimiyor 92");
        assertThat(shop.standing(orderId)).isEqualTo("00 R D S 70000,92 0");
        screen.settle();
        assertThat(shop.standing(orderId)).isEqualTo("00 N D S 70000,92 0");
    }

    @Test
    void aCaptureOrRefundCanBeDeclinedAndTriedAgain() {
        String captured = shop.paid("PreAuth", "100000.00");
        String refunded = shop.paid("Auth", "100000.00");

        Answer decline = shop.send(shop.capture(captured, "70000.05"));

        assertThat(decline.outcome()).isEqualTo("05 Onaylanmadi 05");
        assertThat(decline.get("Amount")).isEqualTo("70000,05");
        assertThat(shop.standing(captured)).isEqualTo("00 N A S 100000 0");
        assertThat(shop.outcome(shop.capture(captured, "70000.00"))).isEqualTo("00");
        assertThat(shop.outcome(shop.refund(refunded, "70000.51"))).isEqualTo("51 Limit Yetersiz 51");
        assertThat(shop.standing(refunded)).isEqualTo("00 N C S 100000 0");
        assertThat(shop.outcome(shop.refund(refunded, "70000.00"))).isEqualTo("00");
    }
}
