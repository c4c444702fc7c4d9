package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class PaymentTest {

    private static final String HEAD_OF_APPROVAL = ";;ProcReturnCode=00;;HostRefNum=hostid;;AuthCode=[0-9]{6}"
            + ";;TxnResult=Success;;ErrorMessage=;;CampanyId=;;CampanyInstallCount=0;;CampanyShiftDateCount=0"
            + ";;CampanyTxnId=;;CampanyType=;;CampanyInstallment=0;;CampanyDate=0;;CampanyAmnt=0"
            + ";;TRXDATE=04\\.05\\.2026 12:00:00;;TransId=26124[A-Z][0-9]{3,}";
    private static final String BONUS_OF_APPROVAL = ";;ErrorCode=;;EarnedBonus=0,00;;UsedBonus=0,00"
            + ";;AvailableBonus=0,00;;BonusToBonus=0;;CampaignBonus=0,00;;FoldedBonus=0;;SurchargeAmount=0";

    private final Shop shop;
    private final BankScreen screen;

    PaymentTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("denizbank");
    }

    @ParameterizedTest
    @CsvSource({"Auth, SALE CAPTURED 125090", "PreAuth, PREAUTH AUTHORIZED 0"})
    void anApprovedPaymentIsAnsweredByOneLineInTheNewerForm(String type, String booked) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.head().payment(type, orderId, "1250.90").with("CardType", "0"));

        assertThat(answer.line())
                .matches("OrderId=" + orderId + HEAD_OF_APPROVAL + BONUS_OF_APPROVAL
                        + ";;Amount=1250,90;;CardHolderName=Ş\\*\\*\\* Ö\\*\\*\\*;;QrReferenceNumber=;;QrCardToken="
                        + ";;QrData=;;QrPayIsSucess=False;;QrIssuerPaymentMethod=;;QrFastMessageReferenceNo="
                        + ";;QrFastParticipantReceiverCode=;;QrFastParticipantReceiverName="
                        + ";;QrFastParticipantSenderCode=;;QrFastSenderIban=;;QrFastParticipantSenderName="
                        + ";;QrFastPaymentResultDesc=");
        assertThat(screen.lines(orderId)).containsExactly(booked);
        assertThat(screen.requests(orderId)).isEqualTo(1);
        assertThat(screen.transaction(orderId, 0).path("merchant").asString()).isEqualTo("7001201");
        assertThat(screen.transaction(orderId, 0).path("transId").asString()).isEqualTo(answer.get("TransId"));
    }

    @ParameterizedTest
    @CsvSource({"PostAuth, 1050.90, '1.050,90'", "Refund, 250, '250,00'", "Void, , '1.250,90'"})
    void anApprovedFollowUpIsAnsweredInTheOlderFormUnderAnIdOfTheBanks(String type, String amount, String answered) {
        String orderId = shop.paid(type.equals("PostAuth") ? "PreAuth" : "Auth", "1250.90");
        Message message = shop.head().followUp(type, orderId);

        Answer answer = shop.send(
                amount == null ? message : message.with("PurchAmount", amount).with("Currency", "949"));

        assertThat(answer.line())
                .matches("OrderId=SYSOID[0-9]{9}" + HEAD_OF_APPROVAL + ";" + BONUS_OF_APPROVAL + ";;Amount="
                        + answered.replace(".", "\\.") + ";;CardHolderName=Ş\\*\\*\\* Ö\\*\\*\\*");
        assertThat(screen.requests(orderId)).isEqualTo(2);
    }

    @Test
    void anAnswerIsInTheBanksCharsetWithoutNamingIt() throws IOException {
        var response = shop.exchange(shop.sale(Shop.newOrderId(), "10.00"));

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(new String(response.body(), Charset.forName("windows-1254"))).contains("Ş*** Ö***");
    }

    @ParameterizedTest
    @CsvSource({"100.00, '100,00', 10000", "100, 100, 10000", "123.1, '123,1', 12310", "0.01, '0,01', 1"})
    void anAmountComesBackAsItWasSpelled(String sent, String answered, long minorUnits) {
        String orderId = Shop.newOrderId();

        assertThat(shop.send(shop.sale(orderId, sent)).get("Amount")).isEqualTo(answered);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED " + minorUnits);
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "0, 1", "1, 1", "2, 2", "12, 12"})
    void instalmentsAreBooked(String sent, int booked) {
        String orderId = Shop.newOrderId();

        shop.paid(shop.sale(orderId, "120.00").with("InstallmentCount", sent));

        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(booked);
    }

    @ParameterizedTest
    @CsvSource({
        "Currency, 840",
        "Currency, 978",
        "Currency, 826",
        "MOTO, 1",
        "MOTO, ''",
        "Lang, en",
        "Lang, Tr",
        "Lang, ''",
        "OrderId, TR_2026.05-%s",
        "PayerTxnId, ''",
        "BonusAmount, 0.00",
        "Expiry, 0526"
    })
    void whatTheBankKnowsIsTaken(String field, String value) {
        Message sale = shop.sale(Shop.newOrderId(), "10.00");

        assertThat(shop.outcome(sale.with(field, value.replace("%s", Long.toString(System.nanoTime())))))
                .isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CardType", "MOTO", "Lang"})
    void optionalFieldsMayBeAbsent(String field) {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("CardType", "0");

        assertThat(shop.outcome(sale.without(field))).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({"5571135571135575, 1, 123", "9792030394440796, '', 123", "378282246310005, '', 1234"})
    void cardsOfAllSchemesPay(String pan, String cardType, String cvv) {
        Message sale = shop.sale(Shop.newOrderId(), "10.00");

        assertThat(shop.outcome(sale.with("Pan", pan).with("CardType", cardType).with("Cvv2", cvv)))
                .isEqualTo("00");
    }

    @Test
    void aMailOrderNeedsNoCvv() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("Cvv2", "");

        assertThat(shop.outcome(sale.with("MOTO", "1"))).isEqualTo("00");
        assertThat(shop.outcome(sale)).isEqualTo("30 Mesaj Hatasi - Cvv2 30");
        assertThat(shop.outcome(sale.with("MOTO", "1").without("Cvv2"))).isEqualTo("30 Mesaj Hatasi - Cvv2 30");
    }

    @Test
    void aPaymentWithoutAnIdGetsOneFromTheBank() {
        Answer answer = shop.send(shop.sale("", "10.00"));

        assertThat(answer.get("OrderId")).matches("SYSOID[0-9]{9}");
        assertThat(screen.lines(answer.get("OrderId"))).containsExactly("SALE CAPTURED 1000");
        assertThat(shop.standing(answer.get("OrderId"))).isEqualTo("00 N C S 10 0");
    }

    @Test
    void namesOfFieldsAndThePathAreReadWithoutRegardToCase() throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00")
                .body()
                .replace("TxnType", "txnType")
                .replace("PurchAmount", "PURCHAMOUNT");

        Answer answer = Answer.of(shop.post("denizbank/MPI/default.aspx", "application/x-www-form-urlencoded", body));

        assertThat(answer.outcome()).isEqualTo("00");
    }

    @Test
    void anApprovedOrderIdIsUsedUpAndADeclinedOneIsNot() {
        String orderId = Shop.newOrderId();

        assertThat(shop.outcome(shop.sale(orderId, "70000.51"))).isEqualTo("51 Limit Yetersiz 51");
        assertThat(shop.outcome(shop.sale(orderId, "10.00"))).isEqualTo("00");
        assertThat(shop.outcome(shop.sale(orderId, "10.00"))).isEqualTo("94 Mukerrer Islem 94");
        shop.send(shop.voidOf(orderId));
        assertThat(shop.outcome(shop.preauth(orderId, "10.00"))).isEqualTo("94 Mukerrer Islem 94");
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0", "SALE VOIDED 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank/mpi/Default.aspx", "nowhere/mpi/Default.aspx", "denizbank/mpi/Other.aspx"})
    void otherBanksAndPagesAreNotThere(String path) throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00").body();

        assertThat(shop.post(path, Shop.FORM, body).statusCode()).isEqualTo(404);
    }
}
