package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefusedMessageTest {

    private static final String NOT_ACTIVE = "81 Terminal Aktif Degil B810002";

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    RefusedMessageTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("denizbank");
    }

    @ParameterizedTest
    @CsvSource({
        "ShopCode, 7001202", "ShopCode, 7009999", "ShopCode, ''",
        "UserCode, DENIZSHOPAPI", "UserCode, denizhubapi", "UserCode, ''",
        "UserPass, 'Deniz Hub&01'", "UserPass, Deniz.Shop.02", "UserPass, ''"
    })
    void aWrongCredentialIsAnInactiveTerminalWhateverElseIsWrong(String field, String value) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "1250.90");

        Answer answer =
                shop.send(sale.with(field, value).with("SecureType", "x").with("Pan", "1"));

        assertThat(answer.line())
                .isEqualTo("OrderId=" + orderId + ";;ProcReturnCode=81;;HostRefNum=hostid;;AuthCode="
                        + ";;TxnResult=Failed;;ErrorMessage=Terminal Aktif Degil;;CampanyId=;;CampanyInstallCount=0"
                        + ";;CampanyShiftDateCount=0;;CampanyTxnId=;;CampanyType=;;CampanyInstallment=0"
                        + ";;CampanyDate=0;;CampanyAmnt=0;;TRXDATE=;;TransId=;;ErrorCode=B810002;;EarnedBonus=0"
                        + ";;UsedBonus=0;;AvailableBonus=0;;BonusToBonus=0;;CampaignBonus=0;;FoldedBonus=0"
                        + ";;SurchargeAmount=0;;Amount=1250,90;;CardHolderName=");
        assertThat(shop.outcome(sale.without(field))).isEqualTo(NOT_ACTIVE);
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.requests(orderId)).isEqualTo(2);
    }

    @Test
    void aPasswordThatIsNotEncodedIsWrong() throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00").body().replace("Deniz%2BHub", "Deniz+Hub");

        assertThat(Answer.of(shop.post(Shop.PATH, Shop.FORM, body)).outcome()).isEqualTo(NOT_ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"text/xml", "application/json"})
    void theBankSeesNoFieldOfABodyThatIsNoForm(String contentType) throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00").body();

        assertThat(Answer.of(shop.post(Shop.PATH, contentType, body)).outcome()).isEqualTo(NOT_ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&Lang=%zz", "&Lang=%FE", "&Lang=%C5"})
    void aBodyThatCannotBeDecodedIsAMessageError(String wrong) throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00").without("Lang").body() + wrong;

        assertThat(Answer.of(shop.post(Shop.PATH, Shop.FORM, body)).outcome()).isEqualTo("30 Mesaj Hatasi 30");
    }

    @Test
    void aBodyThatIsTooLongIsAMessageError() throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00")
                .with("Lang", "x".repeat(70_000))
                .body();

        assertThat(Answer.of(shop.post(Shop.PATH, Shop.FORM, body)).outcome()).isEqualTo("30 Mesaj Hatasi 30");
    }

    @ParameterizedTest
    @CsvSource({
        "SecureType, ''",
        "SecureType, nonsecure",
        "SecureType, 3dmodel",
        "Lang, de",
        "MOTO, 2",
        "MOTO, true",
        "OrderId, 'a b'",
        "OrderId, a;;b=c",
        "OrderId, çay",
        "OrderId, 012345678901234567890123456789012345678901234567891",
        "PurchAmount, ''",
        "PurchAmount, '10,00'",
        "PurchAmount, 1.000.00",
        "PurchAmount, 10.001",
        "PurchAmount, 10.",
        "PurchAmount, .50",
        "PurchAmount, -1",
        "PurchAmount, 010.00",
        "PurchAmount, 12345678901.00",
        "Currency, ''",
        "Currency, TRY",
        "Currency, TL",
        "Currency, 392",
        "Currency, 0949",
        "InstallmentCount, 02",
        "InstallmentCount, -3",
        "InstallmentCount, 100",
        "InstallmentCount, x",
        "Pan, ''",
        "Pan, 4546 7112 3456 7894",
        "Pan, 454671123456",
        "Expiry, ''",
        "Expiry, 12/30",
        "Expiry, 122030",
        "Expiry, 1330",
        "Expiry, 0030",
        "Cvv2, ''",
        "Cvv2, 12",
        "Cvv2, 12345",
        "Cvv2, abc",
        "CardType, 1",
        "CardType, 2",
        "CardType, Visa",
        "BonusAmount, '1,00'"
    })
    void aMalformedFieldIsNamedAndNothingElse(String field, String value) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "10.00").with(field, value));

        assertThat(answer.outcome()).isEqualTo("30 Mesaj Hatasi - " + field + " 30");
        assertThat(answer.get("OrderId")).matches(field.equals("OrderId") ? "SYSOID[0-9]{9}" : orderId);
        if (!field.equals("OrderId")) {
            assertThat(screen.lines(orderId)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SecureType", "OrderId", "PurchAmount", "Currency", "InstallmentCount", "Pan", "Expiry", "Cvv2"})
    void aMandatoryFieldOfAPaymentMustBeThere(String field) {
        Message sale = shop.sale(Shop.newOrderId(), "10.00");

        assertThat(shop.outcome(sale.without(field))).isEqualTo("30 Mesaj Hatasi - " + field + " 30");
    }

    @ParameterizedTest
    @CsvSource({
        "OrderId, a",
        "PurchAmount, 10.00",
        "Currency, 949",
        "InstallmentCount, ''",
        "MOTO, 0",
        "Lang, TR",
        "Pan, " + Message.VISA,
        "Expiry, 1230",
        "Cvv2, 000",
        "pan, " + Message.VISA
    })
    void aDoubledFieldIsJoinedByACommaAndSoMalformed(String field, String value) throws IOException {
        String body = shop.sale(Shop.newOrderId(), "10.00").body() + "&" + field + "=" + value;

        assertThat(Answer.of(shop.post(Shop.PATH, Shop.FORM, body)).outcome())
                .isEqualToIgnoringCase("30 Mesaj Hatasi - " + field + " 30");
    }

    @ParameterizedTest
    @CsvSource({
        "Auth, orgOrderId",
        "Auth, CartType",
        "Auth, Hash",
        "Auth, Version3D",
        "PreAuth, taksitsayisi",
        "PostAuth, Pan",
        "PostAuth, InstallmentCount",
        "Void, InstallmentCount",
        "Refund, Cvv2",
        "StatusHistory, PurchAmount",
        "StatusHistory, MOTO"
    })
    void aFieldThatTheOperationDoesNotHaveIsRefused(String type, String field) {
        Message message = type.endsWith("Auth") && !type.equals("PostAuth")
                ? shop.head().payment(type, Shop.newOrderId(), "10.00")
                : shop.head().followUp(type, Shop.newOrderId());

        assertThat(shop.outcome(message.with(field, "1"))).endsWith("Mesaj Hatasi - " + field + " 30");
    }

    @Test
    void theNameOfAnUnknownFieldCannotAddToTheAnswer() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("x;;ProcReturnCode=00", "1");

        assertThat(shop.outcome(sale)).isEqualTo("30 Mesaj Hatasi - x??ProcReturnCode?00 30");
    }

    @ParameterizedTest
    @CsvSource({
        "Pan, 4546711234567890, 14 Gecersiz Hesap Numarasi 14",
        "Pan, 1111111111111117, 15 Tanimsiz Issuer 15",
        "Expiry, 0426, 54 Suresi Dolmus Kart 54",
        "Cvv2, 1234, 82 Guvenlik Kodu Hatali 82",
        "PurchAmount, 0.00, 13 Gecersiz Tutar 13",
        "TxnType, auth, E31 Gecersiz Islem E31",
        "TxnType, Credit, E31 Gecersiz Islem E31",
        "TxnType, '', E31 Gecersiz Islem E31",
        "BonusAmount, 10.01, 13 Gecersiz Tutar - BonusAmount 13",
        "BonusAmount, 5.00, 58 POSa Izin Verilmeyen Islem - BonusAmount 58",
        "AgricultureTxnFlag, T, 58 POSa Izin Verilmeyen Islem - AgricultureTxnFlag 58",
        "SubMerchantCode, 1, 58 POSa Izin Verilmeyen Islem - SubMerchantCode 58",
        "TxnType, BonusInquiry, 58 POSa Izin Verilmeyen Islem - BonusInquiry 58",
        "InstallmentCount, 13, 58 POSa Izin Verilmeyen Islem - Taksit 58"
    })
    void aPaymentIsRefusedByTheBankInItsWords(String field, String value, String outcome) {
        String orderId = Shop.newOrderId();

        assertThat(shop.outcome(shop.sale(orderId, "10.00").with(field, value))).isEqualTo(outcome);
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void instalmentsAreForLiraOnly() {
        Message sale =
                shop.sale(Shop.newOrderId(), "10.00").with("Currency", "840").with("InstallmentCount", "2");

        assertThat(shop.outcome(sale)).isEqualTo("58 POSa Izin Verilmeyen Islem - Taksit 58");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD", "PayerTxnId", "Eci", "PayerAuthenticationCode"})
    void anAuthenticationThatTheBankDoesNotKnowCompletesNothing(String field) {
        String orderId = Shop.newOrderId();
        Message completion = shop.sale(orderId, "10.00").with(field, "4a7dTg9cO1s+kQ==");

        assertThat(shop.outcome(completion)).isEqualTo("12 Gecersiz Islem - Dogrulama Bulunamadi 12");
        assertThat(shop.outcome(completion.without("Pan").without("Expiry").without("Cvv2")))
                .isEqualTo("12 Gecersiz Islem - Dogrulama Bulunamadi 12");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MOTO, 1, MOTO", "Currency, 840, Para Birimi", "InstallmentCount, 4, Taksit"})
    void aStoreWithFewRightsIsRefusedWhatItMayNot(String field, String value, String reason) {
        Shop restricted = Shop.restricted(sandbox);
        Message sale = restricted.sale(Shop.newOrderId(), "10.00");

        assertThat(restricted.outcome(sale.with(field, value)))
                .isEqualTo("58 POSa Izin Verilmeyen Islem - " + reason + " 58");
        assertThat(restricted.outcome(sale.with("InstallmentCount", "3"))).isEqualTo("00");
    }
}
