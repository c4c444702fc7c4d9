package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import tools.jackson.databind.JsonNode;

@SandboxTest
class SaleTest {

    private final Sandbox sandbox;

    SaleTest(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank", "isbank", "teb", "turkiyefinans", "citibank", "hsbc"})
    void everyBankApprovesASaleOfItsDemonstrationStore(String bank) {
        Shop shop = Shop.demo(sandbox, bank);
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "129.90"));

        assertThat(answer.outcome()).isEqualTo("Approved");
        assertThat(answer.http().headers().firstValue("Content-Type")).hasValue("text/xml;charset=ISO-8859-9");
        assertThat(answer.get("OrderId")).isEqualTo(orderId);
        assertThat(answer.get("GroupId")).isEqualTo(orderId);
        assertThat(answer.get("AuthCode")).matches("[A-Z0-9]{6}");
        assertThat(answer.get("HostRefNum")).matches("612412[0-9]{6}");
        assertThat(answer.get("TransId")).matches("26124[A-Za-z]{4}[0-9]{5}");
        assertThat(answer.get("ErrMsg")).isEmpty();
        assertThat(answer.extra("TRXDATE")).isEqualTo("20260504 12:00:00");
        assertThat(answer.extra("HOSTDATE")).isEqualTo("0504-120000");
        assertThat(answer.extra("ERRORCODE")).isEmpty();
        assertThat(answer.extra("NUMCODE")).isEqualTo("00");
        assertThat(answer.extra("CARDBRAND")).isEqualTo("VISA");
    }

    @Test
    void theScreenShowsTheSaleInMinorUnitsWithAMaskedCard() {
        Shop shop = Shop.demo(sandbox, "halkbank");
        String orderId = Shop.newOrderId();
        Answer answer = shop.send(shop.sale(orderId, "129.90").with("Taksit", "3"));

        JsonNode order = sandbox.screen("halkbank").order(orderId);

        assertThat(order.path("requests").asInt()).isEqualTo(1);
        assertThat(order.path("captured").asLong()).isEqualTo(12990);
        assertThat(order.path("transactions").size()).isEqualTo(1);
        JsonNode sale = order.path("transactions").get(0);
        assertThat(sale.path("type").asString()).isEqualTo("SALE");
        assertThat(sale.path("state").asString()).isEqualTo("CAPTURED");
        assertThat(sale.path("amount").asLong()).isEqualTo(12990);
        assertThat(sale.path("currency").asString()).isEqualTo("TRY");
        assertThat(sale.path("installments").asInt()).isEqualTo(3);
        assertThat(sale.path("maskedPan").asString()).isEqualTo("454671******7894");
        assertThat(sale.path("authCode").asString()).isEqualTo(answer.get("AuthCode"));
        assertThat(sale.path("rrn").asString()).isEqualTo(answer.get("HostRefNum"));
        assertThat(sale.path("transId").asString()).isEqualTo(answer.get("TransId"));
        assertThat(sale.path("resultCode").asString()).isEqualTo("00");
        assertThat(sale.path("time").asString()).startsWith("2026-05-04T12:00:00.12");
    }

    @Test
    void everyRequestThatNamesAnOrderIsCounted() {
        Shop shop = Shop.demo(sandbox, "halkbank");
        BankScreen screen = sandbox.screen("halkbank");
        String orderId = Shop.newOrderId();
        assertThat(screen.orderStatusCode(orderId)).isEqualTo(404);

        shop.status(orderId);
        shop.send(shop.sale(orderId, "0"));
        shop.send(shop.sale(orderId, "1.00").with("Password", "wrong"));
        shop.send(shop.sale(orderId, "1.00"));

        assertThat(screen.requests(orderId)).isEqualTo(4);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
        assertThat(screen.orders().toString()).contains(orderId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"129.90", "0.01", "100.00", "10.00", "999999.99", "1.5", "10,15", "100"})
    void ordinaryAmountsAreApprovedInEveryWayOfWriting(String total) {
        Shop shop = Shop.demo(sandbox, "teb");

        assertThat(shop.send(shop.sale(Shop.newOrderId(), total)).outcome()).isEqualTo("Approved");
    }

    @Test
    void aSaleWithNoOrderIdGetsOneFromTheBank() {
        Shop shop = Shop.demo(sandbox, "teb");

        Answer answer = shop.send(shop.sale("", "5.00"));

        assertThat(answer.get("OrderId")).isEqualTo("ORDER-" + answer.get("TransId"));
        assertThat(sandbox.screen("teb").lines(answer.get("OrderId"))).containsExactly("SALE CAPTURED 500");
    }

    @Test
    void theIssuersNameComesAsReferencesAndMessagesAsBytes() {
        Shop shop = Shop.demo(sandbox, "isbank");
        Charset latin5 = Charset.forName("ISO-8859-9");

        Answer approved = shop.send(shop.sale(Shop.newOrderId(), "5.00"));
        Answer refused = shop.send(shop.voidOf(Shop.newOrderId()));

        assertThat(approved.extra("CARDISSUER")).isEqualTo("ZİRAAT BANKASI");
        assertThat(new String(approved.http().body(), latin5)).contains("Z&#x130;RAAT");
        assertThat(refused.get("ErrMsg")).isEqualTo("İptal edilmeye uygun satış işlemi bulunamadı.");
        assertThat(new String(refused.http().body(), latin5)).contains("İptal edilmeye uygun satış");
    }
}
