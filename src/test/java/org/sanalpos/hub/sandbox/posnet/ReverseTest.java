package org.sanalpos.hub.sandbox.posnet;

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
class ReverseTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId;

    ReverseTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
        orderId = Shop.newOrderId();
    }

    @ParameterizedTest
    @CsvSource({"sale, SALE VOIDED 1000", "auth, PREAUTH VOIDED 0"})
    void aPaymentIsVoidedByItsKeyOnce(String operation, String line) {
        String key = shop.paid(shop.charge(operation, orderId, "1000"));

        Answer voided = shop.send(shop.reverse(operation, key).head("tranDateRequired", null));

        assertThat(voided.text())
                .matches("<\\?xml version='1.0' encoding='iso-8859-9'\\?><posnetResponse><approved>1</approved>"
                        + "<hostlogkey>[0-9]{18}</hostlogkey><authCode>000000</authCode></posnetResponse>");
        assertThat(voided.key()).isNotEqualTo(key);
        assertThat(screen.lines(orderId)).containsExactly(line);
        assertThat(screen.captured(orderId)).isZero();
        assertThat(shop.outcome(shop.reverse(operation, key))).isEqualTo("0 0220 IPTAL ISLEMI YAPILMIS");
        assertThat(shop.outcome(shop.reverse(operation, voided.key()))).isEqualTo("0 0123 ORJINAL ISLEM BULUNAMADI");
        assertThat(screen.requests(orderId)).isEqualTo(3);
    }

    @Test
    void theTimeOfAVoidIsToldWhenAskedFor() {
        String key = shop.paid(shop.sale(orderId, "1000"));
        clock.advance(Duration.ofHours(1));

        assertThat(shop.approved(shop.reverse("sale", key)).get("tranDate")).isEqualTo("260504130000");
    }

    @Test
    void aPaymentACaptureAndARefundAreVoidedByTheOrderId() {
        shop.paid(shop.sale(orderId, "1000"));
        shop.approved(shop.message("return")
                .with("amount", "400")
                .with("currencyCode", "TL")
                .with("orderID", orderId));
        assertThat(shop.outcome(shop.reverseOrder("return", orderId))).isEqualTo("1");
        assertThat(shop.outcome(shop.reverseOrder("sale", orderId))).isEqualTo("1");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000", "REFUND VOIDED 400");

        String captured = Shop.newOrderId();
        shop.paid(shop.capt(shop.paid(shop.auth(captured, "1000")), "700"));
        assertThat(shop.outcome(shop.reverseOrder("auth", captured))).isEqualTo("0 0788 FINANSAL ISLEM YAPILMIS");
        assertThat(shop.outcome(shop.reverseOrder("capt", captured))).isEqualTo("1");
        assertThat(shop.outcome(shop.reverseOrder("auth", captured))).isEqualTo("1");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 700");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "sale"})
    void theVoidOfARefundLetsTheSaleBeVoided(String type) {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        String refund = shop.paid(shop.refund(sale, "400"));
        assertThat(shop.outcome(shop.reverse("sale", sale)))
                .isEqualTo("0 0218 BU SIPARIS DAHA ONCE IADE EDILDIGI ICIN IPTAL ISLEMI GECERSIZDIR");

        shop.approved(shop.reverse(type, refund));

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000", "REFUND VOIDED 400");
        assertThat(shop.outcome(shop.reverse("sale", sale))).isEqualTo("1");
    }

    @Test
    void ofTwoRefundsOneMustBeNamedByItsKey() {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        shop.approved(shop.refund(sale, "400"));
        shop.approved(shop.refund(sale, "300"));

        assertThat(shop.outcome(shop.reverseOrder("return", orderId))).isEqualTo("0 0217 GECERSIZ ISLEM STATUSU");
    }

    @Test
    void theRefundOfAnotherBanksCardIsNotVoided() {
        String sale = shop.paid(shop.sale(orderId, "1000").with("ccno", "378282246310005"));
        String refund = shop.paid(shop.refund(sale, "400"));

        assertThat(shop.outcome(shop.reverse("return", refund))).isEqualTo("0 0005 RED-ONAYLANMADI");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400");
    }

    @Test
    void aVoidThatFindsNothingOfItsKindIsRefused() {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        String auth = shop.paid(shop.auth(Shop.newOrderId(), "1000"));
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "7000051"));
        String notFound = "0 0123 ORJINAL ISLEM BULUNAMADI";

        assertThat(shop.outcome(shop.reverse("auth", sale))).isEqualTo(notFound);
        assertThat(shop.outcome(shop.reverse("sale", auth))).isEqualTo(notFound);
        assertThat(shop.outcome(shop.reverse("sale", "000000000000000000"))).isEqualTo(notFound);
        assertThat(shop.outcome(shop.reverseOrder("sale", Shop.newOrderId()))).isEqualTo(notFound);
        assertThat(shop.outcome(shop.reverseOrder("sale", orderId.substring(4))))
                .isEqualTo(notFound);
        assertThat(shop.outcome(Shop.restricted(sandbox).reverse("sale", sale))).isEqualTo(notFound);
        assertThat(shop.outcome(shop.reverse("capt", auth))).isEqualTo("0 0223 ONAYLANMADI");
        assertThat(shop.outcome(shop.reverseOrder("sale", declined))).isEqualTo("0 0217 GECERSIZ ISLEM STATUSU");
    }

    @Test
    void aVoidNamesItsOriginalInOneWay() {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        Message reverse = shop.reverse("sale", sale);

        assertThat(shop.outcome(reverse.with("orderID", orderId))).contains("'orderID' öğesiyle");
        assertThat(shop.outcome(reverse.without("hostLogKey"))).contains("2.4.b: 'reverse'");
        assertThat(shop.outcome(reverse.without("transaction"))).contains("'{transaction}'");
        assertThat(shop.outcome(reverse.with("transaction", "Sale"))).contains("cvc-enumeration-valid: 'Sale'");
        assertThat(shop.outcome(reverse.with("authCode", "123456"))).contains("'authCode' öğesiyle");
        assertThat(shop.outcome(reverse.with("transaction", "pointUsage")))
                .isEqualTo("0 0015 TERMINAL ISLEM YETKISI YOK");
        assertThat(shop.outcome(shop.reverseOrder("sale", ""))).isEqualTo("0 0342 ORDERID BOŞ GÖNDERİLDİ");
        assertThat(shop.outcome(shop.reverseOrder("sale", orderId).with("orderDate", "20260504")))
                .isEqualTo("0 0150 PAKET HATALI (ORDERDATE)");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void afterTheEndOfDayOnlyAPreauthorizationIsVoided() {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        String refunded = shop.paid(shop.sale(Shop.newOrderId(), "1000"));
        String refund = shop.paid(shop.refund(refunded, "400"));
        String capture = shop.paid(shop.capt(shop.paid(shop.auth(Shop.newOrderId(), "1000")), "1000"));
        String auth = shop.paid(shop.auth(Shop.newOrderId(), "1000"));

        screen.settle();

        assertThat(shop.outcome(shop.reverse("sale", sale))).isEqualTo("0 0211 GRUP KAPAMA YAPILMIS");
        assertThat(shop.outcome(shop.reverse("return", refund))).isEqualTo("0 0211 GRUP KAPAMA YAPILMIS");
        assertThat(shop.outcome(shop.reverse("capt", capture))).isEqualTo("0 0229 RED-GECERSIZ ISLEM");
        assertThat(shop.outcome(shop.reverse("auth", auth))).isEqualTo("1");
        assertThat(shop.outcome(shop.refund(sale, "1000"))).isEqualTo("1");
        assertThat(shop.outcome(shop.refund(capture, "1000"))).isEqualTo("1");
    }

    @Test
    void aPreauthorizationIsVoidedWithinAWeek() {
        String first = shop.paid(shop.auth(orderId, "1000"));
        String second = shop.paid(shop.auth(Shop.newOrderId(), "1000"));

        clock.advance(Duration.ofDays(7));
        assertThat(shop.outcome(shop.reverse("auth", first))).isEqualTo("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(shop.outcome(shop.reverse("auth", second))).isEqualTo("0 0122 DATABASE DE ISTENILEN KAYIT YOK");
    }
}
