package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import tools.jackson.databind.JsonNode;

@SandboxTest
class PaymentTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    PaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void anApprovedSaleIsAnsweredInTheBanksShape() {
        Message sale = shop.sale("145.00");

        Answer answer = shop.send(sale);

        assertThat(answer.http().headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        assertThat(answer.text())
                .matches("<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><VposResponse>"
                        + "<MerchantId>000000000120001</MerchantId><TransactionType>Sale</TransactionType>"
                        + "<TransactionId>" + sale.id() + "</TransactionId>"
                        + "<ResultCode>0000</ResultCode><ResultDetail>İŞLEM BAŞARILI</ResultDetail>"
                        + "<CustomItems><Item name=\"CardHolderName\" value=\"TE\\* KA\\*\" /></CustomItems>"
                        + "<InstallmentTable /><CampaignResult /><AuthCode>[1-9][0-9]{5}</AuthCode>"
                        + "<HostDate>20260504120000</HostDate><Rrn>612412[0-9]{6}</Rrn><TerminalNo>VP000701</TerminalNo>"
                        + "<GainedPoint>0.00</GainedPoint><TotalPoint>0.00</TotalPoint>"
                        + "<CurrencyAmount>145.00</CurrencyAmount><CurrencyCode>949</CurrencyCode>"
                        + "<OrderId>" + sale.values().get("OrderId") + "</OrderId>"
                        + "<ThreeDSecureType>1</ThreeDSecureType><TransactionDeviceSource>0</TransactionDeviceSource>"
                        + "<BatchNo>[0-9]+</BatchNo><TLAmount>145.00</TLAmount></VposResponse>");
    }

    @Test
    void theBooksKnowThePaymentByTheMerchantsNumbers() {
        Message sale = shop.sale("12.34").with("NumberOfInstallments", "03");

        Answer answer = shop.send(sale);

        JsonNode order = screen.order(sale.values().get("OrderId"));
        assertThat(order.path("requests").asInt()).isEqualTo(1);
        JsonNode line = order.path("transactions").get(0);
        assertThat(line.path("merchant").asString()).isEqualTo("000000000120001");
        assertThat(line.path("transId").asString()).isEqualTo(sale.id());
        assertThat(line.path("rrn").asString()).isEqualTo(answer.get("Rrn"));
        assertThat(line.path("authCode").asString()).isEqualTo(answer.get("AuthCode"));
        assertThat(line.path("installments").asInt()).isEqualTo(3);
        assertThat(line.path("maskedPan").asString()).isEqualTo("493846******4205");
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE CAPTURED 1234");
    }

    @Test
    void anAuthBlocksTheAmountOnly() {
        Message auth = shop.approved(shop.auth("50.00"));

        assertThat(screen.lines(auth.values().get("OrderId"))).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @ParameterizedTest
    @CsvSource({
        "CurrencyCode, 840",
        "CurrencyCode, 978",
        "CurrencyCode, 826",
        "NumberOfInstallments, 2",
        "NumberOfInstallments, 12",
        "CurrencyAmount, 0.01",
        "CurrencyAmount, 9999999999.99",
        "OrderDescription, Açıklama",
        "CardHoldersName, TEST KART",
        "Location, 1",
        "DeviceType, 3",
        "Pan, 5571135571135575",
        "Pan, 9792030394440796",
        "Expiry, 202605"
    })
    void aPaymentMayBeOtherwise(String element, String value) {
        assertThat(shop.code(shop.sale("10.00").with(element, value))).isEqualTo("0000");
    }

    @Test
    void anAmericanExpressHasFourDigits() {
        Message sale = shop.sale("10.00").with("Pan", "378282246310005");

        assertThat(shop.code(sale.with("Cvv", "1234"))).isEqualTo("0000");
        assertThat(shop.code(shop.sale("10.00").with("Pan", "378282246310005"))).isEqualTo("1050");
    }

    @Test
    void aForeignAmountIsToldInLiraToo() {
        Answer answer = shop.send(shop.sale("10.25").with("CurrencyCode", "840"));

        assertThat(answer.get("CurrencyCode")).isEqualTo("840");
        assertThat(answer.get("CurrencyAmount")).isEqualTo("10.25");
        assertThat(answer.get("TLAmount")).isEqualTo("410.00");
    }

    @Test
    void aMailOrderNeedsNoCvvAndIsEchoed() {
        Answer answer = shop.send(
                shop.sale("10.00").with("TransactionDeviceSource", "1").without("Cvv"));

        assertThat(answer.code()).isEqualTo("0000");
        assertThat(answer.get("TransactionDeviceSource")).isEqualTo("1");
    }

    @Test
    void whatTheMerchantDoesNotNumberTheBankDoes() {
        Answer answer = shop.send(shop.sale("10.00").without("TransactionId", "OrderId"));

        assertThat(answer.get("TransactionId")).matches("[0-9a-f]{32}");
        assertThat(answer.get("OrderId")).matches("[0-9a-f]{32}");
        assertThat(screen.lines(answer.get("OrderId"))).containsExactly("SALE CAPTURED 1000");
        assertThat(screen.requests(answer.get("OrderId"))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000005103, 10.00, 0051, RED-LİMİT YETERSİZ",
        "4355080000004106, 10.00, 0041, RED-KAYIP KART",
        "4355080000009105, 10.00, 0091, RED-KARTIN BANKASI HİZMET VEREMİYOR",
        "4355080000008206, 10.00, 0312, RED-GEÇERSİZ KART",
        "4355080000003702, 10.00, 0381, RED-KARTA EL KOYUNUZ",
        "4938460158754205, 70000.05, 0005, RED-İŞLEM ONAYLANMADI"
    })
    void aDeclineHasTheBanksCode(String pan, String amount, String code, String text) {
        Message sale = shop.sale(amount).with("Pan", pan);

        Answer answer = shop.send(sale);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.get("ResultDetail")).isEqualTo(text);
        assertThat(answer.get("AuthCode")).isEqualTo("000000");
        assertThat(answer.get("CurrencyAmount")).isEqualTo(amount);
        assertThat(answer.names())
                .containsExactly(
                        "MerchantId",
                        "TransactionType",
                        "TransactionId",
                        "ResultCode",
                        "ResultDetail",
                        "InstallmentTable",
                        "CampaignResult",
                        "AuthCode",
                        "HostDate",
                        "Rrn",
                        "TerminalNo",
                        "CurrencyAmount",
                        "CurrencyCode",
                        "OrderId",
                        "ThreeDSecureType",
                        "TransactionDeviceSource",
                        "BatchNo",
                        "TLAmount");
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE DECLINED 0");
    }

    @Test
    void aPaidOrderIsRefusedForEverAndADeclinedOneIsFree() {
        String orderId = Shop.newId();
        shop.send(shop.payment("Sale", orderId, "70000.51"));
        Message sale = shop.approved(shop.payment("Sale", orderId, "10.00"));

        Answer second = shop.send(shop.payment("Auth", orderId, "10.00"));

        assertThat(second.text())
                .endsWith("<VposResponse><ResultCode>1061</ResultCode><ResultDetail>"
                        + "Aynı sipariş numarasıyla daha önceden başarılı işlem yapılmış"
                        + "</ResultDetail><InstallmentTable /></VposResponse>");
        shop.approved(shop.cancel(sale));
        assertThat(shop.code(shop.payment("Sale", orderId, "10.00"))).isEqualTo("1061");
        assertThat(screen.requests(orderId)).isEqualTo(5);
    }

    @Test
    void aTransactionIdIsUsedUpByDeclinesAndCancelsToo() {
        Message declined = shop.sale("70000.51");
        shop.send(declined);
        Message sale = shop.approved(shop.sale("10.00"));
        Message cancel = shop.approved(shop.cancel(sale));

        assertThat(shop.code(sale)).isEqualTo("1006");
        assertThat(shop.code(declined.with("CurrencyAmount", "10.00"))).isEqualTo("1006");
        assertThat(shop.code(cancel)).isEqualTo("1006");
        assertThat(shop.code(shop.sale("10.00").with("TransactionId", cancel.id())))
                .isEqualTo("1006");
        assertThat(shop.code(shop.cancel(Shop.demo(sandbox).sale("1.00")).with("TransactionId", sale.id())))
                .isEqualTo("1006");
        assertThat(Shop.restricted(sandbox)
                        .code(Shop.restricted(sandbox).sale("10.00").with("TransactionId", sale.id())))
                .isEqualTo("0000");
    }

    @Test
    void aRefusedRequestLeavesItsTransactionIdFree() {
        Message sale = shop.sale("10.00");

        assertThat(shop.code(sale.with("NumberOfInstallments", "13"))).isEqualTo("1104");
        assertThat(shop.code(sale)).isEqualTo("0000");
    }

    @Test
    void ofManyEqualPaymentsOneIsApproved() {
        Message sale = shop.sale("10.00");

        List<String> codes = Stream.generate(() -> shop.sendAsync(sale)).limit(8).toList().stream()
                .map(answer -> answer.join().code())
                .toList();

        assertThat(codes).containsOnlyOnce("0000").allMatch(code -> code.matches("0000|1006"));
    }
}
