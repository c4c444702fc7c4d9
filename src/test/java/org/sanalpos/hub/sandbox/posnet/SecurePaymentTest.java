package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class SecurePaymentTest {

    private final SecureShop secure;
    private final Shop shop;
    private final SecureShop other;
    private final BankScreen screen;
    private final String xid = SecureShop.newXid();
    private final String orderId = "TDS_" + xid;

    SecurePaymentTest(Sandbox sandbox) {
        secure = SecureShop.demo(sandbox);
        shop = secure.shop();
        other = new SecureShop(Shop.restricted(sandbox));
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void anAuthenticatedSaleIsToldAndThenCharged() {
        WebPage.Form back = secure.back(secure.announcement(xid, "1234").with("installment", "03"), "success");

        Answer resolved = shop.send(secure.resolve(back));
        assertThat(resolved.text())
                .isEqualTo("<?xml version='1.0' encoding='iso-8859-9'?><posnetResponse><approved>1</approved>"
                        + "<respCode></respCode><respText></respText><oosResolveMerchantDataResponse><xid>" + xid
                        + "</xid><amount>1234</amount><currency>TL</currency><installment>03</installment>"
                        + "<point>0</point><pointAmount>0</pointAmount><txStatus>Y</txStatus><mdStatus>1</mdStatus>"
                        + "<mdErrorMessage>Authenticated</mdErrorMessage><mac>" + secure.mac("1", xid, "1234", "TL")
                        + "</mac></oosResolveMerchantDataResponse></posnetResponse>");
        assertThat(screen.lines(orderId)).isEmpty();

        Answer paid = shop.send(secure.pay(back).head("tranDateRequired", "1"));
        assertThat(paid.text())
                .isEqualTo("<?xml version='1.0' encoding='iso-8859-9'?><posnetResponse><approved>1</approved><mac>"
                        + secure.mac(paid.key(), xid, "1234", "TL") + "</mac><hostlogkey>" + paid.key()
                        + "</hostlogkey><authCode>" + paid.key().substring(4, 10) + "</authCode>"
                        + "<instInfo><inst1>03</inst1><amnt1>000000000411</amnt1></instInfo>"
                        + "<pointInfo><point>00000000</point><pointAmount>000000000000</pointAmount>"
                        + "<totalPoint>00000000</totalPoint><totalPointAmount>000000000000</totalPointAmount>"
                        + "</pointInfo></posnetResponse>");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1234");
        assertThat(screen.requests(orderId)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "success, 1 Y Authenticated",
        "attempt, 4 A Attempt",
        "wrong_code, 0 N Not authenticated",
        "cancel, 0 N Not authenticated",
        "timeout, 5 U Authentication could not be performed"
    })
    void howTheIssuersPageEndedIsToldUnderTheBanksMac(String outcome, String told) {
        WebPage.Form back = secure.back(secure.announcement(xid, "100"), outcome);

        Answer resolved = shop.send(secure.resolve(back));

        String mdStatus = resolved.get("mdStatus");
        assertThat(mdStatus + " " + resolved.get("txStatus") + " " + resolved.get("mdErrorMessage"))
                .isEqualTo(told);
        assertThat(resolved.get("mac")).isEqualTo(secure.mac(mdStatus, xid, "100", "TL"));
        assertThat(shop.send(secure.resolve(back)).text()).isEqualTo(resolved.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"attempt", "wrong_code", "timeout"})
    void theBankChargesWhateverBecameOfTheAuthentication(String outcome) {
        WebPage.Form back = secure.back(secure.announcement(xid, "100"), outcome);

        assertThat(shop.outcome(secure.pay(back))).isEqualTo("1");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
    }

    @Test
    void aPreauthorizationIsCapturedByItsKey() {
        String key = shop.paid(
                secure.pay(secure.back(secure.announcement(xid, "1000").with("tranType", "Auth"), "success")));

        String capture = shop.paid(shop.capt(key, "800"));
        shop.approved(shop.refund(capture, "300"));

        assertThat(shop.agreement(orderId).lines())
                .containsExactlyInAnyOrder("Authorization 1 10,00", "Capture 1 8,00", "Return 1 3,00");
        assertThat(shop.agreement(orderId).get("orderID")).isEqualTo(orderId);
    }

    @Test
    void theOrderIsVoidedByItsPrefixedIdAlone() {
        shop.approved(secure.pay(secure.back(secure.announcement(xid, "1000"), "success")));

        assertThat(shop.outcome(shop.reverseOrder("sale", xid))).isEqualTo("0 0123 ORJINAL ISLEM BULUNAMADI");
        assertThat(shop.outcome(shop.reverseOrder("sale", orderId))).isEqualTo("1");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000");
    }

    @ParameterizedTest
    @CsvSource({"4355080000005103, 100, 0051 RED-YETERSIZ BAKIYE", "4506340000000001, 7000005, 0005 RED-ONAYLANMADI"})
    void aDeclineIsProvedByAMacWithoutAKey(String card, String amount, String outcome) {
        WebPage.Form back = secure.back(secure.announcement(xid, amount).with("ccno", card), "success");

        Answer declined = shop.send(secure.pay(back));

        assertThat(declined.outcome()).isEqualTo("0 " + outcome);
        assertThat(declined.text()).matches(".*<yourIP>[0-9a-f.:]+</yourIP><mac>.{44}</mac></posnetResponse>");
        assertThat(declined.get("mac")).isEqualTo(secure.mac("", xid, amount, "TL"));
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @Test
    void anXidIsUsedUpByItsFirstPaymentAndThatShowsOnlyAtTheLastStep() {
        WebPage.Form first = secure.back(secure.announcement(xid, "100"), "success");
        WebPage.Form second = secure.back(secure.announcement(xid, "900"), "success");
        shop.approved(secure.pay(first));

        for (WebPage.Form back : new WebPage.Form[] {first, second}) {
            Answer again = shop.send(secure.pay(back));

            assertThat(again.outcome()).isEqualTo("0 0127 ORDERID DAHA ONCE KULLANILMIS");
            assertThat(again.key()).isNull();
            assertThat(again.get("mac"))
                    .isEqualTo(secure.mac("", xid, back.fields().get("Amount"), "TL"));
        }
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
    }

    @Test
    void anXidIsUsedUpByADeclineToo() {
        WebPage.Form declined = secure.back(secure.announcement(xid, "7000051"), "success");
        shop.send(secure.pay(declined));

        assertThat(shop.outcome(secure.pay(secure.back(secure.announcement(xid, "100"), "success"))))
                .isEqualTo("0 0127 ORDERID DAHA ONCE KULLANILMIS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            bankData     | AF86E5 | 0148 CRYPTO HATASI
            merchantData | AF86E5 | 0148 CRYPTO HATASI
            sign         | 699FEF0E78710EACDB5218220BEAC126 | 0148 CRYPTO HATASI
            mac          | xpZEEFLDSba8TlfSnRqnner+lbPxFBKMkV5Oai/4EB8= | E216 Mac Doğrulama hatalı
            """)
    void aChangedPacketOrMacIsRefused(String element, String value, String outcome) {
        WebPage.Form back = secure.back(secure.announcement(xid, "100"), "success");

        assertThat(shop.outcome(secure.resolve(back).with(element, value))).isEqualTo("0 " + outcome);
        if (element.matches("bankData|mac")) {
            Answer refused = shop.send(secure.pay(back).with(element, value));
            assertThat(refused.outcome()).isEqualTo("0 " + outcome);
            assertThat(refused.get("mac")).isNull();
        }
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void packetsOfTwoPaymentsDoNotGoTogether() {
        WebPage.Form mine = secure.back(secure.announcement(xid, "100"), "success");
        WebPage.Form another = secure.back(secure.announcement(SecureShop.newXid(), "100"), "success");

        Message mixed = secure.resolve(mine)
                .with("merchantData", another.fields().get("MerchantPacket"))
                .with("sign", another.fields().get("Sign"));

        assertThat(shop.outcome(mixed)).isEqualTo("0 0148 CRYPTO HATASI");
    }

    @Test
    void packetsOfAnotherOrderNeedTheMacOfThatOrder() {
        WebPage.Form mine = secure.back(secure.announcement(xid, "100"), "wrong_code");
        WebPage.Form another = secure.back(secure.announcement(SecureShop.newXid(), "100"), "success");
        String macOfMine = secure.mac(xid, "100", "TL");

        assertThat(shop.outcome(secure.resolve(another).with("mac", macOfMine)))
                .isEqualTo("0 E216 Mac Doğrulama hatalı");
        assertThat(shop.outcome(secure.pay(another).with("mac", macOfMine))).isEqualTo("0 E216 Mac Doğrulama hatalı");
        assertThat(shop.send(secure.resolve(mine)).get("mdStatus")).isEqualTo("0");
    }

    @Test
    void anotherStoresPacketsAreRefused() {
        WebPage.Form back = secure.back(secure.announcement(xid, "100"), "success");

        assertThat(other.shop().outcome(other.resolve(back))).isEqualTo("0 0148 CRYPTO HATASI");
        assertThat(other.shop().outcome(other.pay(back))).isEqualTo("0 0148 CRYPTO HATASI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merchantData", "sign", "xid", "amount"})
    void theLastStepHasItsOwnElementsOnly(String element) {
        WebPage.Form back = secure.back(secure.announcement(xid, "100"), "success");

        assertThat(shop.outcome(secure.pay(back).with(element, "1"))).startsWith("0 0002 XNIException");
        assertThat(shop.outcome(secure.pay(back).without("mac"))).startsWith("0 0002 XNIException");
        assertThat(shop.outcome(secure.resolve(back).without("sign"))).startsWith("0 0002 XNIException");
    }

    @Test
    void pointsCannotBeBurnt() {
        WebPage.Form back = secure.back(secure.announcement(xid, "100"), "success");

        assertThat(shop.outcome(secure.pay(back).with("wpAmount", "10")))
                .isEqualTo("0 0015 TERMINAL ISLEM YETKISI YOK");
        assertThat(shop.outcome(secure.pay(back).without("wpAmount"))).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "4506340000000002, 3012, 0014 RED-HATALI KART",
        "9406340000000001, 3012, 0014 RED-HATALI KART",
        "4506340000000001, 2604, 0054 RED-ONAYLANMADI"
    })
    void aCardWithoutAnIssuerComesStraightBackAndIsRefusedAtTheLastStep(String card, String expiry, String outcome) {
        Message announcement =
                secure.announcement(xid, "100").with("ccno", card).with("expDate", expiry);

        WebPage.Form back = secure.form(shop.approved(announcement)).submit().form();

        assertThat(back.action()).isEqualTo(SecureShop.RETURN);
        Answer resolved = shop.send(secure.resolve(back));
        assertThat(resolved.get("approved") + resolved.get("mdStatus") + resolved.get("txStatus"))
                .isEqualTo("19N");
        assertThat(resolved.get("mdErrorMessage")).isEqualTo("None 3D - Secure Transaction");
        assertThat(shop.outcome(secure.pay(back))).isEqualTo("0 " + outcome);
    }

    @Test
    void theAnswerToAnotherOrderDoesNotProveThisOne() {
        WebPage.Form back = secure.back(secure.announcement(xid, "100").with("ccno", "4355080000010905"), "success");

        Answer answer = shop.approved(secure.pay(back));

        assertThat(answer.get("mac")).isNotEqualTo(secure.mac(answer.key(), xid, "100", "TL"));
        assertThat(shop.agreement(orderId).get("hostLogKey")).isNotEqualTo(answer.key());
    }

    @Test
    void aLostAnswerIsFoundByTheAgreement() {
        WebPage.Form back = secure.back(secure.announcement(xid, "100").with("ccno", "4355080000010202"), "success");

        assertThatThrownBy(() -> shop.exchange(secure.pay(back))).isInstanceOf(IOException.class);

        assertThat(shop.agreement(orderId).lines()).containsExactly("Sale 1 1,00");
        assertThat(shop.outcome(secure.pay(back))).isEqualTo("0 0127 ORDERID DAHA ONCE KULLANILMIS");
    }

    @Test
    void theCurrencyGoesIntoTheMacsAsTheStoreWroteIt() {
        WebPage.Form back = secure.back(secure.announcement(xid, "100").with("currencyCode", "YT"), "success");
        String mac = secure.mac(xid, "100", "YT");

        assertThat(shop.outcome(secure.resolve(back))).isEqualTo("0 E216 Mac Doğrulama hatalı");
        assertThat(shop.send(secure.resolve(back).with("mac", mac)).get("currency"))
                .isEqualTo("YT");
        assertThat(shop.outcome(secure.pay(back).with("mac", mac))).isEqualTo("1");
    }
}
