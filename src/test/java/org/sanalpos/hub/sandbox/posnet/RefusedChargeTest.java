package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefusedChargeTest {

    private final Sandbox sandbox;
    private final Shop shop;

    RefusedChargeTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            amount        | 0                          | 0205 GECERSIZ TUTAR
            amount        | -100                       | 0205 GECERSIZ TUTAR
            amount        | +100                       | 0205 GECERSIZ TUTAR
            amount        | 0100                       | 0205 GECERSIZ TUTAR
            amount        | 10000000                   | 0205 GECERSIZ TUTAR
            currencyCode  | TRY                        | E190 CURRENCYCODE HATALI
            currencyCode  | 949                        | E190 CURRENCYCODE HATALI
            currencyCode  | tl                         | E190 CURRENCYCODE HATALI
            currencyCode  | GB                         | 0207 GECERSIZ PARA BIRIMI
            installment   | 13                         | 0012 RED-GECERSIZ ISLEM
            ccno          | 4506340000000002           | 0014 RED-HATALI KART
            ccno          | 4506 3400 0000 0001        | 0014 RED-HATALI KART
            ccno          | 9506340000000008           | 0014 RED-HATALI KART
            expDate       | 1230                       | 0005 RED-ONAYLANMADI
            expDate       | 12/30                      | 0005 RED-ONAYLANMADI
            expDate       | 3000                       | 0005 RED-ONAYLANMADI
            expDate       | 2604                       | 0054 RED-ONAYLANMADI
            cvc           | -                          | 0150 PAKET HATALI
            cvc           | ''                         | 0150 PAKET HATALI
            cvc           | XXX                        | 0150 PAKET HATALI
            cvc           | 12                         | 0150 PAKET HATALI
            cvc           | 12345                      | 0150 PAKET HATALI
            orderID       | ''                         | 0342 ORDERID BOŞ GÖNDERİLDİ
            orderID       | 00000000000000000000042    | 0150 PAKET HATALI (ORDERID)
            orderID       | 0000000000000000000000042  | 0150 PAKET HATALI (ORDERID)
            orderID       | 00000000000000000000-042   | 0150 PAKET HATALI (ORDERID)
            orderID       | 0000000000000000000Ş0042   | 0150 PAKET HATALI (ORDERID)
            koiCode       | 1                          | 0015 TERMINAL ISLEM YETKISI YOK
            subMrcId      | 12                         | 0327 ODEME SERVIS SAGLAYICI BULUNAMADI
            vkn           | 1234567890                 | 0325 Alt bayi bulunamadı
            """)
    void aFieldThatTheBankCannotUseIsRefused(String name, String value, String outcome) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "100").with(name, value));

        assertThat(answer.outcome()).isEqualTo("0 " + outcome);
        assertThat(answer.key()).isNull();
        if (!name.equals("orderID")) {
            assertThat(sandbox.screen(Shop.BANK).lines(orderId)).isEmpty();
            assertThat(shop.outcome(shop.sale(orderId, "100"))).isEqualTo("1");
        }
    }

    @Test
    void theHostsRefusalIsWrittenAsOnItsScreenAndTellsTheAddress() {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "0")).text())
                .matches("<\\?xml version='1.0' encoding='iso-8859-9'\\?><posnetResponse><approved>0</approved>"
                        + "<respCode>0205</respCode><respText>GECERSIZ TUTAR                     0205</respText>"
                        + "<yourIP>[0-9a-f.:]+</yourIP></posnetResponse>");
    }

    @Test
    void facilitatorsAndDealersExcludeEachOther() {
        Message sale = shop.sale(Shop.newOrderId(), "100").with("mcc", "5411").with("tckn", "10000000146");

        assertThat(shop.outcome(sale)).startsWith("0 0324 ");
    }

    @Test
    void aCardTakenFromTheInsurersFileIsNotPermitted() {
        Message sale = shop.sale(Shop.newOrderId(), "100")
                .without("ccno")
                .without("expDate")
                .with("cardInfo/inquiryValue", "10000000146")
                .with("cardInfo/cardNoFirst", "450634")
                .with("cardInfo/cardNoLast", "0001");

        assertThat(shop.outcome(sale)).isEqualTo("0 0015 TERMINAL ISLEM YETKISI YOK");
    }

    @ParameterizedTest
    @CsvSource({"US, 4506340000000001", "TL, 378282246310005"})
    void foreignCurrencyAndOtherBanksCardsHaveNoInstallments(String currency, String card) {
        Message sale = shop.sale(Shop.newOrderId(), "1000")
                .with("currencyCode", currency)
                .with("ccno", card);

        assertThat(shop.outcome(sale.with("installment", "02"))).isEqualTo("0 0012 RED-GECERSIZ ISLEM");
        assertThat(shop.outcome(sale)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unmatchedreturn", "merchantReconciliation", "pointInquiry", "pointUsage", "pointReturn", "saleWP",
                "vftQuery", "vftTransaction", "vftReturn", "koiCampaignQuery", "trioSingle", "trioFixed",
                "trioMultiple", "trioReturn", "trioAvailableLimitInq"
            })
    void otherOperationsAreNotPermitted(String operation) {
        assertThat(shop.outcome(shop.sale(Shop.newOrderId(), "100").as(operation)))
                .isEqualTo("0 0015 TERMINAL ISLEM YETKISI YOK");
    }
}
