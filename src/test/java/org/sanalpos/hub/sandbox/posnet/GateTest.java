package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class GateTest {

    private final SecureShop secure;
    private final Shop shop;
    private final BankScreen screen;
    private final String xid = SecureShop.newXid();

    GateTest(Sandbox sandbox) {
        secure = SecureShop.demo(sandbox);
        shop = secure.shop();
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void anAnnouncedOrderGetsThreePackets() {
        Answer answer = shop.send(secure.announcement(xid, "1234"));

        assertThat(answer.text())
                .matches("<\\?xml version='1.0' encoding='iso-8859-9'\\?><posnetResponse><approved>1</approved>"
                        + "<oosRequestDataResponse><data1>[0-9A-F]{200,400}</data1><data2>[0-9A-F]{104}</data2>"
                        + "<sign>[0-9A-F]{32}</sign></oosRequestDataResponse></posnetResponse>");
        assertThat(shop.send(secure.announcement(xid, "1234")).get("data1")).isNotEqualTo(answer.get("data1"));
    }

    @Test
    void withoutACardThereIsNoSecondPacket() {
        assertThat(shop.approved(secure.hosted(xid, "1234")).get("data2")).isNull();
        Message empty = secure.hosted(xid, "1234")
                .with("ccno", "")
                .with("expDate", "")
                .with("cvc", "")
                .with("cardHolderName", "");
        assertThat(shop.approved(empty).get("data2")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            posnetid       | -                     | 0002 XNIException
            posnetid       | 12345678901234567     | 0002 XNIException
            posnetid       | 1010102               | 0003 148 MID,TID,IP HATALI
            XID            | -                     | 0002 XNIException
            XID            | 0000000000ORD100004   | E189 Xid hatalı.
            XID            | 0000000000ORD10000421 | E189 Xid hatalı.
            XID            | 0000000000ORD-100042  | E189 Xid hatalı.
            XID            | ''                    | E189 Xid hatalı.
            amount         | 569a                  | 0002 XNIException
            amount         | -                     | 0002 XNIException
            amount         | 12.34                 | 0002 XNIException
            amount         | 0                     | 0205 GECERSIZ TUTAR
            amount         | 0100                  | 0205 GECERSIZ TUTAR
            amount         | 10000000              | 0205 GECERSIZ TUTAR
            currencyCode   | TRY                   | E190 CURRENCYCODE HATALI
            currencyCode   | GB                    | 0207 GECERSIZ PARA BIRIMI
            installment    | 3                     | 0002 XNIException
            installment    | -                     | 0002 XNIException
            installment    | 37                    | 0002 XNIException
            installment    | 13                    | 0012 RED-GECERSIZ ISLEM
            tranType       | sale                  | 0002 XNIException
            tranType       | -                     | 0002 XNIException
            tranType       | Vft                   | 0015 TERMINAL ISLEM YETKISI YOK
            tranType       | SaleWP                | 0015 TERMINAL ISLEM YETKISI YOK
            tranType       | WP                    | 0015 TERMINAL ISLEM YETKISI YOK
            cardHolderName | -                     | 0002 XNIException
            ccno           | -                     | 0002 XNIException
            ccno           | 4506 3400 0000 0001   | 0002 XNIException
            expDate        | -                     | 0002 XNIException
            expDate        | 1230                  | 0002 XNIException
            cvc            | -                     | 0002 XNIException
            cvc            | 12                    | 0150 PAKET HATALI
            orderID        | 0000000000ORD1000042  | 0002 XNIException
            koiCode        | 1                     | 0002 XNIException
            """)
    void aWrongAnnouncementIsRefused(String element, String value, String outcome) {
        Message announcement = secure.announcement(SecureShop.newXid(), "1234").with(element, value);

        assertThat(shop.outcome(announcement)).startsWith("0 " + outcome);
    }

    @Test
    void aForeignPosnetIdIsToldItsAddress() {
        assertThat(shop.send(secure.announcement(xid, "1234").with("posnetid", "1"))
                        .text())
                .matches(".*<approved>0</approved><respCode>0003</respCode>"
                        + "<respText>148 MID,TID,IP HATALI: ([0-9a-f.:]+)</respText><yourIP>\\1</yourIP>.*");
    }

    @Test
    void installmentsOfAnotherBanksCardAreRefusedAsSoonAsTheCardIsKnown() {
        Message amex = secure.announcement(xid, "1234")
                .with("ccno", "375622005485014")
                .with("cvc", "0000")
                .with("installment", "03");

        assertThat(shop.outcome(amex)).isEqualTo("0 0012 RED-GECERSIZ ISLEM");
        WebPage.Form back = secure.issuer(secure.hosted(xid, "1234").with("installment", "03"))
                .form()
                .with("pan", "375622005485014")
                .with("expiry", "12/30")
                .with("cvv", "0000")
                .with("outcome", "success")
                .submit()
                .form();
        assertThat(shop.outcome(secure.pay(back))).isEqualTo("0 0012 RED-GECERSIZ ISLEM");
    }

    @Test
    void theBrowserIsSentToTheIssuerWhoKnowsTheOrder() {
        WebPage gate =
                secure.form(shop.approved(secure.announcement(xid, "1234"))).submit();

        assertThat(gate.status()).isEqualTo(200);
        WebPage issuer = gate.form().submit();
        assertThat(issuer.document().select("dd").eachText())
                .containsExactly("6700000101", "12.34 TRY", "450634******0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "attempt", "wrong_code", "cancel", "timeout"})
    void theBrowserComesBackTheSameWayWhateverHappened(String outcome) {
        WebPage.Form back = secure.back(secure.announcement(xid, "1234").with("tranType", "Auth"), outcome);

        assertThat(back.get()).isFalse();
        assertThat(back.action()).isEqualTo(SecureShop.RETURN);
        assertThat(List.copyOf(back.fields().keySet()))
                .containsExactly(
                        "MerchantPacket", "BankPacket", "Sign", "CCPrefix", "TranType", "Amount", "Xid", "MerchantId");
        assertThat(back.fields().get("MerchantPacket")).matches("[0-9A-F]{208}");
        assertThat(back.fields().get("BankPacket")).matches("[0-9A-F]{400}");
        assertThat(back.fields().get("Sign")).matches("[0-9A-F]{32}");
        assertThat(back.fields())
                .containsEntry("CCPrefix", "450634")
                .containsEntry("TranType", "Auth")
                .containsEntry("Amount", "1234")
                .containsEntry("Xid", xid)
                .containsEntry("MerchantId", "6700000101");
        assertThat(screen.lines("TDS_" + xid)).isEmpty();
    }

    @Test
    void theCardMayBeTypedOnTheBanksPage() {
        WebPage issuer = secure.issuer(secure.hosted(xid, "1234"));
        assertThat(issuer.document().select("dd").eachText()).containsExactly("6700000101", "12.34 TRY");

        WebPage.Form back = issuer.form()
                .with("pan", Message.CARD)
                .with("expiry", "12/30")
                .with("cvv", "000")
                .with("code", "123456")
                .with("outcome", "code")
                .submit()
                .form();

        assertThat(back.fields()).containsEntry("CCPrefix", "450634").containsEntry("TranType", "Sale");
        assertThat(shop.send(secure.resolve(back)).get("mdStatus")).isEqualTo("1");
        assertThat(shop.outcome(secure.pay(back))).isEqualTo("1");
        assertThat(screen.lines("TDS_" + xid)).containsExactly("SALE CAPTURED 1234");
    }

    @Test
    void theBanksPageMayBeLeftBeforeACardIsTyped() {
        WebPage.Form back = secure.back(secure.hosted(xid, "1234"), "cancel");

        assertThat(back.fields()).containsEntry("CCPrefix", "");
        assertThat(shop.send(secure.resolve(back)).get("mdStatus")).isEqualTo("0");
        assertThat(shop.outcome(secure.pay(back))).isEqualTo("0 0014 RED-HATALI KART");
    }

    @Test
    void theWayBackCanBeTamperedWith() {
        WebPage issuer = secure.issuer(secure.announcement(xid, "1234"));

        WebPage.Form back = issuer.form()
                .with("outcome", "success")
                .with("tamper", "BankPacket")
                .with("tamperWith", "ABCD")
                .submit()
                .form();

        assertThat(shop.outcome(secure.resolve(back))).isEqualTo("0 0148 CRYPTO HATASI");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            mid               | -
            mid               | 6700000102
            posnetID          | -
            posnetID          | 1010102
            posnetData        | -
            posnetData        | ABCDEF
            posnetData2       | -
            posnetData2       | ''
            digest            | -
            digest            | 699FEF0E78710EACDB5218220BEAC126
            merchantReturnURL | -
            merchantReturnURL | ''
            merchantReturnURL | /return
            merchantReturnURL | javascript:alert(1)
            merchantReturnURL | http://127.0.0.1:9/a b
            lang              | -
            lang              | TR
            url               | -
            vftCode           | K001
            useJokerVadaa     | 0
            openANewWindow    | 1
            mac               | xpZEEFLDSba8TlfSnRqnner+lbPxFBKMkV5Oai/4EB8=
            ccno              | 4506340000000001
            """)
    void aWrongFormEndsOnAPageOfTheBank(String field, String value) {
        WebPage.Form form = secure.form(shop.approved(secure.announcement(xid, "1234")));

        WebPage page = form.with(field, value).submit();

        assertThat(page.document().select("form")).isEmpty();
        assertThat(page.document().select("p").text()).contains("İşleminiz gerçekleştirilemedi");
        assertThat(form.submit().document().select("form")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"useJokerVadaa, 1", "openANewWindow,", "vftCode,", "lang, en", "url, http://127.0.0.1:9/shop"})
    void whatMayBeSentOrLeftOutIsTaken(String field, String value) {
        WebPage.Form form = secure.form(shop.approved(secure.announcement(xid, "1234")));

        assertThat(form.with(field, value).submit().document().select("form")).hasSize(1);
    }

    @Test
    void anAddressOfMoreThan255CharactersIsRefused() {
        WebPage.Form form = secure.form(shop.approved(secure.announcement(xid, "1234")));
        String longest = "http://127.0.0.1:9/" + "a".repeat(236);

        assertThat(form.with("merchantReturnURL", longest).submit().document().select("form"))
                .hasSize(1);
        assertThat(form.with("merchantReturnURL", longest + "a")
                        .submit()
                        .document()
                        .select("form"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, mid=1",
        "application/x-www-form-urlencoded, lang=%FF",
        "application/x-www-form-urlencoded, ''"
    })
    void whatIsNoFormEndsOnAPageOfTheBank(String type, String body) {
        WebPage.Form form = secure.form(shop.approved(secure.announcement(xid, "1234")));

        WebPage page = WebPage.send(HttpRequest.newBuilder(URI.create(form.action()))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(page.document().select("p").text()).contains("İşleminiz gerçekleştirilemedi");
    }

    @Test
    void aFieldThatComesTwiceEndsOnAPageOfTheBank() {
        WebPage.Form form = secure.form(shop.approved(secure.announcement(xid, "1234")));

        WebPage page = form.with("lang", null).submit();
        WebPage twice = WebPage.send(HttpRequest.newBuilder(URI.create(form.action()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("lang=tr&lang=tr")));

        assertThat(page.document().select("p").text()).contains("lang");
        assertThat(twice.document().select("p").text()).contains("lang");
    }

    @Test
    void anotherDialectsBankHasNoSuchPage() {
        WebPage.Form form = secure.form(shop.approved(secure.announcement(xid, "1234")));

        assertThat(form.to(form.action().replace(Shop.BANK, "qnb")).submit().status())
                .isEqualTo(404);
    }
}
