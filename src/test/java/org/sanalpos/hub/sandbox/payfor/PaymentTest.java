package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class PaymentTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    PaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("qnb");
    }

    @Test
    void aSaleIsAnsweredInTheBanksShape() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "129.90").with("CardHolderName", "AYŞE <YILMAZ> & OĞLU"));

        assertThat(answer.http().headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringCase("text/xml;charset=utf-8");
        assertThat(answer.text())
                .matches("(?s)<\\?xml version=\"1\\.0\" encoding=\"utf-8\"\\?>\n<PayforResponse>\n"
                        + "<AuthCode>S\\d{5}</AuthCode>\n<HostRefNum>612412\\d{6}</HostRefNum>\n"
                        + "<ProcReturnCode>00</ProcReturnCode>\n<TransId>" + orderId + "</TransId>\n"
                        + "<ErrMsg>Onaylandı</ErrMsg>\n"
                        + "<CardHolderName>AYŞE &lt;YILMAZ&gt; &amp; OĞLU</CardHolderName>\n"
                        + "<ArtiTaksit>0</ArtiTaksit>\n"
                        + "<BankInternalResponseMessage></BankInternalResponseMessage>\n"
                        + "<PAYFORFROMXMLREQUEST>1</PAYFORFROMXMLREQUEST>\n"
                        + "<SESSION_SYSTEM_USER>0</SESSION_SYSTEM_USER>\n</PayforResponse>");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
        assertThat(screen.requests(orderId)).isEqualTo(1);
        assertThat(screen.transaction(orderId, 0).path("merchant").asString()).isEqualTo("006600000000101");
    }

    @Test
    void aPreauthorizationBlocksOnly() {
        String orderId = Shop.newOrderId();

        assertThat(shop.send(shop.preauth(orderId, "50.00").with("InstallmentCount", "3"))
                        .code())
                .isEqualTo("00");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @ParameterizedTest
    @CsvSource({
        "InstallmentCount, 0",
        "InstallmentCount, 2",
        "InstallmentCount, 12",
        "InstallmentCount, ''",
        "Currency, 840",
        "Currency, 978",
        "Currency, 826",
        "PurchAmount, 1",
        "PurchAmount, 0.01",
        "PurchAmount, 69999.99",
        "PurchAmount, 200000.00",
        "Expiry, 0526",
        "Lang, EN",
        "OrgOrderId, ''",
        "Description, Sipariş",
        "SubMerchantCode, 17",
        "PNR, ABC123456789"
    })
    void whatTheFormatAllowsIsPaid(String field, String value) {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with(field, value);

        assertThat(shop.send(sale).code()).isEqualTo("00");
    }

    @Test
    void theNumberOfInstallmentsMayBeLeftOut() {
        String orderId = Shop.newOrderId();

        assertThat(shop.send(shop.sale(orderId, "10.00").without("InstallmentCount"))
                        .code())
                .isEqualTo("00");
        assertThat(shop.inquiry(orderId).get("InstallmentCount")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5571135571135575", "9792030394440796", "6500000000000002"})
    void cardsOfEverySchemePay(String pan) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "10.00").with("Pan", pan))
                        .code())
                .isEqualTo("00");
    }

    @Test
    void anAmexCardHasFourDigitsOfCvv() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("Pan", "378282246310005");

        assertThat(shop.send(sale).code()).isEqualTo("M018");
        assertThat(shop.send(sale.with("Cvv2", "0000")).code()).isEqualTo("00");
    }

    @Test
    void aMailOrderNeedsNoCvv() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("MOTO", "1").without("Cvv2");

        assertThat(shop.send(sale).code()).isEqualTo("00");
    }

    @Test
    void theMerchantNumberHasTwoNames() {
        Message sale =
                shop.sale(Shop.newOrderId(), "10.00").without("MerchantId").with("MerchantID", "006600000000101");

        assertThat(shop.send(sale).code()).isEqualTo("00");
    }

    @ParameterizedTest
    @CsvSource({"XMLGate.aspx, 200", "XmlGate.aspx, 200", "xmlgate.aspx, 200", "JsonGate.aspx, 404", "XMLGateXaspx, 404"
    })
    void thePageHasItsNameInAnyCase(String page, int status) throws IOException {
        Message sale = shop.sale(Shop.newOrderId(), "10.00");

        assertThat(Shop.at(sandbox, "qnb/Gateway/" + page).exchange(sale).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank", "nobank"})
    void aBankOfAnotherDialectHasNoSuchPage(String bank) throws IOException {
        byte[] body = shop.sale(Shop.newOrderId(), "10.00").xml().getBytes(StandardCharsets.UTF_8);

        assertThat(Shop.at(sandbox, bank + "/Gateway/XMLGate.aspx")
                        .post(Shop.TYPE, body)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.00", "70000.51"})
    void anOrderIdIsUsedOnceForEver(String amount) {
        String orderId = Shop.newOrderId();
        shop.send(shop.sale(orderId, amount));

        Answer again = shop.send(shop.sale(orderId, "10.00"));

        assertThat(again.fields("ProcReturnCode ErrMsg AuthCode TransId"))
                .isEqualTo("V029 OrderID tekil olmalı  " + orderId);
        assertThat(shop.send(shop.preauth(orderId, "10.00")).code()).isEqualTo("V029");
        assertThat(screen.order(orderId).path("transactions").size()).isEqualTo(1);
        assertThat(screen.requests(orderId)).isEqualTo(3);
    }

    @Test
    void anotherStoreMayUseTheSameOrderId() {
        String orderId = shop.paid("Auth", "10.00");
        Shop other = Shop.restricted(sandbox);

        assertThat(other.inquiry(orderId).code()).isEqualTo("V013");
        assertThat(other.send(other.sale(orderId, "20.00")).code()).isEqualTo("00");
        assertThat(shop.inquiry(orderId).get("PurchAmount")).isEqualTo("10.00");
    }
}
