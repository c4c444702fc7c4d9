package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import tools.jackson.databind.JsonNode;

@SandboxTest
class SaleTest {

    private final Shop shop;
    private final BankScreen screen;

    SaleTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @Test
    void anApprovedSaleIsAnsweredInTheBanksShape() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "12990").with("Order/GroupID", "G1"));

        assertThat(answer.http().headers().firstValue("Content-Type")).hasValue("text/xml;charset=ISO-8859-9");
        String shape = answer.text()
                .replaceFirst("<RetrefNum>6124[0-9]{8}<", "<RetrefNum>RRN<")
                .replaceFirst("<AuthCode>[0-9]{6}<", "<AuthCode>AUTH<")
                .replaceFirst("<BatchNum>[0-9]{6}<", "<BatchNum>BATCH<")
                .replaceFirst("<SequenceNum>[0-9]{6}<", "<SequenceNum>SEQ<")
                .replaceFirst("<HashData>[0-9A-F]{128}<", "<HashData>HASH<");
        assertThat(shape)
                .isEqualTo("<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?><GVPSResponse><Mode></Mode>"
                        + "<Terminal><ProvUserID>PROVAUT</ProvUserID><UserID>PROVAUT</UserID><ID>30691250</ID>"
                        + "<MerchantID>3000123</MerchantID></Terminal>"
                        + "<Customer><IPAddress>192.0.2.7</IPAddress><EmailAddress>a@example.com</EmailAddress></Customer>"
                        + "<Order><OrderID>" + orderId + "</OrderID><GroupID>G1</GroupID></Order>"
                        + "<Transaction><Response><Source>HOST</Source><Code>00</Code><ReasonCode>00</ReasonCode>"
                        + "<Message>Approved</Message><ErrorMsg></ErrorMsg><SysErrMsg></SysErrMsg></Response>"
                        + "<RetrefNum>RRN</RetrefNum><AuthCode>AUTH</AuthCode><BatchNum>BATCH</BatchNum>"
                        + "<SequenceNum>SEQ</SequenceNum><ProvDate>20260504 12:00:00</ProvDate>"
                        + "<CardNumberMasked>55496087****1500</CardNumberMasked>"
                        + "<CardHolderName>TE** KA***</CardHolderName><CardType>BONUS</CardType>"
                        + "<HashData>HASH</HashData><HostMsgList></HostMsgList>"
                        + "<RewardInqResult><RewardList></RewardList><ChequeList></ChequeList></RewardInqResult>"
                        + "<GarantiCardInd>Y</GarantiCardInd></Transaction></GVPSResponse>");
    }

    @Test
    void theScreenShowsTheSaleInMinorUnitsWithAMaskedCard() {
        String orderId = Shop.newOrderId();
        Answer answer = shop.paid(shop.sale(orderId, "12990").with("Transaction/InstallmentCnt", "3"));

        JsonNode order = screen.order(orderId);

        assertThat(order.path("requests").asInt()).isEqualTo(1);
        JsonNode sale = order.path("transactions").get(0);
        assertThat(sale.path("merchant").asString()).isEqualTo("3000123");
        assertThat(sale.path("type").asString()).isEqualTo("SALE");
        assertThat(sale.path("amount").asLong()).isEqualTo(12990);
        assertThat(sale.path("currency").asString()).isEqualTo("TRY");
        assertThat(sale.path("installments").asInt()).isEqualTo(3);
        assertThat(sale.path("maskedPan").asString()).isEqualTo("554960******1500");
        assertThat(sale.path("rrn").asString()).isEqualTo(answer.rrn());
        assertThat(sale.path("authCode").asString()).isEqualTo(answer.authCode());
    }

    @ParameterizedTest
    @CsvSource({
        "Transaction/InstallmentCnt, 2",
        "Transaction/InstallmentCnt, 12",
        "Transaction/CurrencyCode, 840",
        "Transaction/CurrencyCode, 978",
        "Transaction/CurrencyCode, 826",
        "Transaction/MotoInd, Y",
        "Transaction/MotoInd, E",
        "Transaction/MotoInd, H",
        "Transaction/Amount, 5",
        "Mode, PROD",
        "ChannelCode, S",
        "Terminal/UserID, KASA-1",
        "Terminal/SubMerchantID, 77",
        "Card/Number, 4546711234567894",
        "Card/Number, 9792030394440796",
        "Card/ExpireDate, 0526",
        "Customer/IPAddress, 255.249.199.0",
        "Order/Description, Çay & şeker",
        "Order/CommentList/Comment/Text, Merhaba"
    })
    void aSaleIsApprovedWith(String path, String value) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "12990").with(path, value))
                        .outcome())
                .isEqualTo("00");
    }

    @Test
    void cardsOfOtherBanksHaveNoFamilyAndAmericanExpressFourDigitsOfSecurityCode() {
        Answer answer = shop.paid(shop.sale(Shop.newOrderId(), "100")
                .card("378282246310005")
                .with("Card/CVV2", "1234")
                .without("Customer/EmailAddress"));

        assertThat(answer.get("Transaction/CardNumberMasked")).isEqualTo("37828224***0005");
        assertThat(answer.get("Transaction/CardType")).isEmpty();
        assertThat(answer.get("Transaction/GarantiCardInd")).isEqualTo("N");
        assertThat(answer.get("Customer/EmailAddress")).isEmpty();
    }

    @Test
    void aTelephoneOrderNeedsNoSecurityCode() {
        Message order = shop.sale(Shop.newOrderId(), "2500")
                .with("Transaction/MotoInd", "Y")
                .without("Card/CVV2");

        assertThat(shop.send(order).outcome()).isEqualTo("00");
    }

    @Test
    void aSaleWithNoOrderIdGetsOneFromTheBank() {
        Answer answer = shop.paid(shop.sale("", "500"));

        String orderId = answer.get("Order/OrderID");
        assertThat(orderId).matches("SIST[0-9A-F]{28}");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 500");
        assertThat(shop.status(orderId).status("Status")).isEqualTo("APPROVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales", "preauth"})
    void anOrderTakesOneApprovedPaymentOnlyButIsFreeAfterADecline(String second) {
        String orderId = Shop.newOrderId();
        assertThat(shop.send(shop.sale(orderId, "7000051")).outcome()).isEqualTo("51");
        shop.paid(shop.sale(orderId, "100"));

        Answer again = shop.send(shop.sale(orderId, "100").with("Transaction/Type", second));
        shop.send(shop.voidOf(orderId));
        Answer afterVoid = shop.send(shop.sale(orderId, "100").with("Transaction/Type", second));

        assertThat(again.outcome()).isEqualTo("92/0104");
        assertThat(again.response("ErrorMsg"))
                .isEqualTo("Aynı sipariş içinde sadece bir tane satış işlemi yapılabilir");
        assertThat(again.response("SysErrMsg")).isEqualTo("ErrorId: 0104");
        assertThat(again.rrn()).isEmpty();
        assertThat(again.get("Transaction/ProvDate")).isEqualTo("20260504 12:00:00");
        assertThat(afterVoid.outcome()).isEqualTo("92/0104");
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0", "SALE VOIDED 100");
    }

    @Test
    void everyRequestThatNamesAnOrderIsCounted() {
        String orderId = Shop.newOrderId();

        shop.status(orderId);
        shop.send(shop.sale(orderId, "0"));
        shop.send(shop.sale(orderId, "100").with("Terminal/HashData", "wrong"));
        shop.send(shop.sale(orderId, "100"));

        assertThat(screen.requests(orderId)).isEqualTo(4);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
    }
}
