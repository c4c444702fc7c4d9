package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class AgreementTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final String orderId;

    AgreementTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        orderId = Shop.newOrderId();
    }

    @Test
    void aSaleIsOneMovementInABodyThatSaysItIsUtf16() {
        Answer sale = shop.approved(shop.sale(orderId, "123456"));

        assertThat(shop.agreement(orderId).text())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<posnetResponse><approved>1</approved>"
                        + "<transactions><transaction><orderID>" + orderId + "</orderID>"
                        + "<ccno>4506 34** **** 0001</ccno><amount>1.234,56</amount><currencyCode>TL</currencyCode>"
                        + "<authCode>" + sale.get("authCode") + "</authCode>"
                        + "<tranDate>2026-05-04 12:00:00.120</tranDate><state>Sale</state><txnStatus>1</txnStatus>"
                        + "<hostLogKey>" + sale.key() + "</hostLogKey>"
                        + "</transaction></transactions></posnetResponse>");
        assertThat(sandbox.screen(Shop.BANK).requests(orderId)).isEqualTo(2);
    }

    @Test
    void theNewestMovementComesFirstAndAVoidIsAMovement() {
        String auth = shop.paid(shop.auth(orderId, "5000").with("currencyCode", "US"));
        clock.advance(Duration.ofMinutes(1));
        String first = shop.paid(shop.capt(auth, "4000").with("currencyCode", "US"));
        clock.advance(Duration.ofMinutes(1));
        Answer voided = shop.approved(shop.reverse("capt", first));
        clock.advance(Duration.ofMinutes(1));
        String second = shop.paid(shop.capt(auth, "3000").with("currencyCode", "US"));
        clock.advance(Duration.ofMinutes(1));
        String refund = shop.paid(shop.refund(second, "5").with("currencyCode", "US"));
        clock.advance(Duration.ofMinutes(1));
        shop.approved(shop.reverse("return", refund));

        Answer agreement = shop.agreement(orderId);

        assertThat(agreement.lines())
                .containsExactly(
                        "Return_Reverse 1 0,05",
                        "Return 0 0,05",
                        "Capture 1 30,00",
                        "Capture_Reverse 1 40,00",
                        "Capture 0 40,00",
                        "Authorization 1 50,00");
        assertThat(agreement.movements().get(3))
                .containsAllEntriesOf(Map.of(
                        "hostLogKey", voided.key(),
                        "authCode", "000000",
                        "currencyCode", "US",
                        "tranDate", "2026-05-04 12:02:00.120"));
    }

    @Test
    void voidedPaymentsHaveNoEffect() {
        shop.approved(shop.reverse("sale", shop.paid(shop.sale(orderId, "100"))));
        String auth = Shop.newOrderId();
        shop.approved(shop.reverse("auth", shop.paid(shop.auth(auth, "100"))));

        assertThat(shop.agreement(orderId).lines()).containsExactly("Sale_Reverse 1 1,00", "Sale 0 1,00");
        assertThat(shop.agreement(auth).lines())
                .containsExactly("Authorization_Reverse 1 1,00", "Authorization 0 1,00");
    }

    @Test
    void aDeclinedPaymentHasNeitherKeyNorAuthorizationCode() {
        shop.send(shop.sale(orderId, "7000051"));

        Answer agreement = shop.agreement(orderId);

        assertThat(agreement.lines()).containsExactly("Sale 0 70.000,51");
        assertThat(agreement.movements().get(0)).doesNotContainKeys("authCode", "hostLogKey");
    }

    @Test
    void anOrderThatTheStoreDoesNotHaveIsNotFound() {
        shop.approved(shop.sale(orderId, "100"));

        assertThat(shop.agreement(Shop.newOrderId()).text())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<posnetResponse><approved>0</approved>"
                        + "<respCode>E219</respCode><respText>KAYIT BULUNAMADI</respText></posnetResponse>");
        assertThat(Shop.restricted(sandbox).agreement(orderId).outcome()).isEqualTo("0 E219 KAYIT BULUNAMADI");
        assertThat(shop.agreement("42").outcome()).isEqualTo("0 E219 KAYIT BULUNAMADI");
    }

    @Test
    void onlyAnOrderIdIsAskedFor() {
        Message agreement = shop.message("agreement").with("orderID", orderId);

        assertThat(shop.outcome(agreement.with("orderID", ""))).isEqualTo("0 0342 ORDERID BOŞ GÖNDERİLDİ");
        assertThat(shop.outcome(agreement.with("orderDate", "20260504"))).isEqualTo("0 0150 PAKET HATALI (ORDERDATE)");
        assertThat(shop.outcome(agreement.without("orderID"))).contains("2.4.b: 'agreement'");
        assertThat(shop.outcome(agreement.with("hostLogKey", "x"))).contains("'hostLogKey' öğesiyle");
        assertThat(shop.outcome(agreement.followedBy("<ngp><ffi>x</ffi></ngp>")))
                .contains("'ngp' öğesiyle");
    }
}
