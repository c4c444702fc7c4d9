package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** What the bank refuses before it asks the host; a field of {@code -} is left out. */
@SandboxTest
class RefusedRequestTest {

    private final Shop shop;
    private final BankScreen screen;

    RefusedRequestTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("qnb");
    }

    @ParameterizedTest
    @CsvSource({
        "MbrId, -, M013, Kurum kodu eksik",
        "MbrId, 12, V001, Üye işyeri bulma hatası",
        "MerchantId, -, M024, Üye işyeri numarası eksik",
        "MerchantId, 6600000000101, V008, Üye işyeri bulunamadı",
        "UserCode, -, M016, Kullanıcı kodu eksik",
        "UserCode, qnbhubapi, V004, Kullanıcı doğrulanamadı",
        "UserCode, QNBSHOPAPI, V035, Kullanıcı yetkili değil",
        "UserPass, '', M017, Kullanıcı şifresi eksik",
        "UserPass, Qnb.Shop.02, M009, Şifre eşleşmesi başarısız",
        "Lang, -, V036, Sistem hatası",
        "Lang, tr, V036, Sistem hatası",
        "Lang, DE, V036, Sistem hatası",
        "SecureType, -, M014, Bilinmeyen güvenlik tipi",
        "SecureType, nonsecure, M014, Bilinmeyen güvenlik tipi",
        "SecureType, 3DModel, M021, İşlem tipi için geçersiz güvenlik tipi",
        "SecureType, 3DPay, M021, İşlem tipi için geçersiz güvenlik tipi",
        "SecureType, Report, M021, İşlem tipi için geçersiz güvenlik tipi",
        "TxnType, -, M015, Bilinmeyen işlem tipi",
        "TxnType, Sale, M015, Bilinmeyen işlem tipi",
        "TxnType, OrderInquiry, M021, İşlem tipi için geçersiz güvenlik tipi",
        "TxnType, ParaPuanAuth, V006, Bu işlem tipi için yetki yok",
        "TxnType, BatchClose, V006, Bu işlem tipi için yetki yok",
        "TxnType, EodDetail, V006, Bu işlem tipi için yetki yok",
        "RequestType, RECURRINGPAYMENT, V006, Bu işlem tipi için yetki yok",
        "RequestType, CPOSINQUIRY, V006, Bu işlem tipi için yetki yok",
        "RequestType, Auth, M015, Bilinmeyen işlem tipi",
        "MerchantID, 006600000000101, M048, Hatalı değer",
        "purchAmount, 10.00, M048, Hatalı değer",
        "CVV2, 000, M048, Hatalı değer"
    })
    void whatIsNotProcessedIsAnsweredWithoutReferences(String field, String value, String code, String text) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(change(shop.sale(orderId, "10.00"), field, value));

        assertThat(answer.fields("ProcReturnCode ErrMsg")).isEqualTo(code + " " + text);
        assertThat(answer.fields("AuthCode HostRefNum TransId")).isBlank();
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.requests(orderId)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "OrgOrderId, X1, M023",
        "PurchAmount, -, M012",
        "PurchAmount, 0000000010.00, M012",
        "PurchAmount, 0.00, M004",
        "PurchAmount, 0, M004",
        "PurchAmount, '10,00', M004",
        "PurchAmount, 10.0, M004",
        "PurchAmount, 10.000, M004",
        "PurchAmount, -1.00, M004",
        "PurchAmount, 010.00, M004",
        "PurchAmount, ' 10.00', M004",
        "PurchAmount, '1,500.00', M004",
        "PurchAmount, 200000.01, M019",
        "InstallmentCount, 1, V024",
        "InstallmentCount, 03, V024",
        "InstallmentCount, 100, V024",
        "InstallmentCount, 13, V024",
        "InstallmentCount, x, V024",
        "Currency, -, M003",
        "Currency, TRY, M002",
        "Currency, 0949, M002",
        "Currency, 756, M002",
        "Currency, 392, V030",
        "MOTO, -, M048",
        "MOTO, 2, M048",
        "MOTO, true, M048",
        "PNR, ABC1234567890, M025",
        "BonusAmount, 1.00, V006",
        "CardMask, 454671******7894, V006",
        "SubmerchantId, 17, V006",
        "RequestGuid, 1000000081255933, M027",
        "PayerTxnId, x, M027",
        "Eci, 05, M027",
        "Pan, -, M008",
        "Pan, 454671123456, M008",
        "Pan, 45467112345678940000, M008",
        "Pan, 4546711234567895, M041",
        "Pan, 4546 7112 3456 7894, M041",
        "Pan, 0000000000000000, V005",
        "Expiry, -, M006",
        "Expiry, 12/30, M006",
        "Expiry, 3012, M006",
        "Expiry, 123, M006",
        "Expiry, 0426, 54",
        "Cvv2, -, M005",
        "Cvv2, 00, M018",
        "Cvv2, 0000, M018",
        "Cvv2, abc, M018"
    })
    void aWrongFieldIsNamedByItsCode(String field, String value, String code) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(change(shop.sale(orderId, "10.00"), field, value));

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.get("ErrMsg")).isNotEmpty();
        assertThat(answer.get("AuthCode")).isEmpty();
        assertThat(answer.get("HostRefNum")).matches("[0-9]{12}");
        if (!field.equals("OrgOrderId")) {
            assertThat(answer.get("TransId")).isEqualTo(orderId);
            assertThat(screen.lines(orderId)).isEmpty();
            assertThat(shop.send(shop.sale(orderId, "10.00")).code()).isEqualTo("00");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-, M028",
        "'', M028",
        "under_score, M048",
        "İ-1, M048",
        "a23456789-b23456789-c23456789-d23456789-e23456789-f, M025"
    })
    void anOrderIdHasOneToFiftyLettersDigitsAndHyphens(String orderId, String code) {
        assertThat(shop.send(change(shop.sale("X", "10.00"), "OrderId", orderId))
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "PostAuth, OrgOrderId, -, M022",
        "Void, OrgOrderId, '', M022",
        "Refund, OrgOrderId, a_b, M048",
        "PostAuth, OrderId, X, M048",
        "PostAuth, PurchAmount, -, M012",
        "PostAuth, PurchAmount, 0.00, M004",
        "PostAuth, Pan, 4546711234567894, M048",
        "PostAuth, InstallmentCount, 0, M048",
        "PostAuth, MOTO, x, M048",
        "Void, PurchAmount, 10.00, V019",
        "Void, Currency, -, M003",
        "Void, Currency, 840, V013",
        "Void, Lang, tr, V036",
        "Refund, PurchAmount, -, V031",
        "Refund, PurchAmount, '1,00', M004",
        "Refund, PurchAmount, 200000.01, M019",
        "Refund, Currency, TL, M002",
        "Refund, CardHolderName, A, M048"
    })
    void aFollowUpIsCheckedBeforeItsOrderIsLookedFor(String type, String field, String value, String code) {
        Message message = shop.head().followUp(type, Shop.newOrderId());
        Message complete = type.equals("Void") ? message : message.with("PurchAmount", "10.00");

        assertThat(shop.send(change(complete, field, value)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostAuth", "Void", "Refund"})
    void aFollowUpOfNoOrderFindsNothing(String type) {
        String orderId = Shop.newOrderId();
        Message message = shop.head().followUp(type, orderId);

        Answer answer = shop.send(type.equals("Void") ? message : message.with("PurchAmount", "10.00"));

        assertThat(answer.fields("ProcReturnCode ErrMsg TransId")).isEqualTo("V013 Seçili işlem bulunamadı " + orderId);
    }

    @ParameterizedTest
    @CsvSource({
        "RequestGuid, 1000000081255933, M027",
        "OrderId, -, M028",
        "UserPass, wrong, M009",
        "UserCode, nobody, V004",
        "MerchantId, 006600000000101, M048",
        "TxnType, Auth, M048",
        "PurchAmount, 10.00, M048"
    })
    void theCompletionOfAnUnknownAuthenticationFindsNoRecord(String field, String value, String code) {
        Message completion = shop.head()
                .without("MbrId")
                .without("MerchantId")
                .without("Lang")
                .with("RequestGuid", "1000000081255934")
                .with("OrderId", Shop.newOrderId())
                .with("SecureType", "3DModelPayment");

        assertThat(shop.send(change(completion, field, value)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PayforRequest>%s<Pan>4546711234567894</Pan></PayforRequest>",
                "<PayforRequest>%s<UserPass>x</UserPass></PayforRequest>",
                "<PayforRequest>%s<Extra><A>1</A></Extra></PayforRequest>"
            })
    void aFieldThatComesTwiceOrIsNoFieldIsRefused(String document) {
        Message sale = shop.sale(Shop.newOrderId(), "10.00");
        String fields = sale.xml().replaceAll("(?s)^.*<PayforRequest>|</PayforRequest>$", "");

        Answer answer = shop.send(document.replace("%s", fields));

        assertThat(answer.fields("ProcReturnCode TransId")).isEqualTo("M048 ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', M043",
        "<PayforRequest>, V036",
        "<CC5Request/>, V036",
        "<PayforRequest/>, M013",
        "'<!DOCTYPE a [<!ENTITY e \"x\">]><PayforRequest>&e;</PayforRequest>', V036",
        "MbrId=5, V036"
    })
    void whatIsNoRequestIsRefused(String body, String code) {
        assertThat(shop.send(body).fields("ProcReturnCode TransId")).isEqualTo(code + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, UTF-8, 00",
        "text/xml;charset=\"utf-8\", UTF-8, 00",
        "text/xml; charset=UTF-8, ISO-8859-9, V036",
        "text/xml; charset=ISO-8859-9, UTF-8, V036",
        "application/x-www-form-urlencoded, UTF-8, V036",
        "application/json, UTF-8, V036",
        ", UTF-8, V036"
    })
    void theBodyIsXmlInUtf8(String type, String charset, String code) throws IOException {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("CardHolderName", "AYŞE");

        byte[] body = sale.xml().getBytes(Charset.forName(charset));

        assertThat(Answer.of(shop.post(type, body)).code()).isEqualTo(code);
    }

    @Test
    void aHugeBodyIsRefused() throws IOException {
        byte[] body = shop.sale(Shop.newOrderId(), "10.00")
                .with("Description", "x".repeat(70_000))
                .xml()
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Answer.of(shop.post(Shop.TYPE, body)).code()).isEqualTo("V036");
    }

    @Test
    void credentialsAreCheckedBeforeAllElse() {
        Message wrong = shop.head()
                .with("UserPass", "wrong")
                .with("SecureType", "x")
                .with("Lang", "x")
                .with("Nonsense", "x");

        assertThat(shop.send(wrong).code()).isEqualTo("M009");
    }

    private static Message change(Message message, String field, String value) {
        return value.equals("-") ? message.without(field) : message.with(field, value);
    }
}
