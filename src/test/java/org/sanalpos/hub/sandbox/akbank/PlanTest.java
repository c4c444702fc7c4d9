package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

@SandboxTest
class PlanTest {

    private final String trackId = UUID.randomUUID().toString();
    private final Shop shop;
    private final Message recurring;

    PlanTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        recurring = shop.sale("", "5.00")
                .without("order.orderId")
                .with("order.orderTrackId", trackId)
                .with("transaction.motoInd", 1)
                .with("recurring.frequencyInterval", 1)
                .with("recurring.frequencyCycle", "M")
                .with("recurring.numberOfPayments", 3);
    }

    @Test
    void recurringPaymentsAreNotPermitted() {
        Answer answer = shop.send(recurring);

        assertThat(answer.outcome()).isEqualTo("VPS-1061");
        assertThat(answer.get("responseMessage"))
                .isEqualTo("Bu üye işyerinin planlı ve tekrarlayan işlem yetkisi yoktur");
        assertThat(answer.json().has("order")).isFalse();
        assertThat(answer.get("recurring.frequencyCycle")).isEqualTo("M");
        assertThat(shop.send(recurring.with("randomNumber", shop.randomNumber()).with("transaction.motoInd", 0))
                        .outcome())
                .isEqualTo("VPS-1060");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.orderTrackId", "recurring", "recurring.frequencyCycle"})
    void aPlanNeedsAllItsFields(String path) {
        assertThat(shop.send(recurring.without(path)).outcome()).isEqualTo("VPS-1055");
    }

    @ParameterizedTest
    @CsvSource({
        "recurring.frequencyInterval, 0",
        "recurring.frequencyInterval, 100",
        "recurring.numberOfPayments, 1",
        "recurring.numberOfPayments, 121",
        "transaction.installCount, 2"
    })
    void aPlanOfOtherNumbersIsRefused(String path, int value) {
        assertThat(shop.send(recurring.with(path, value)).outcome()).isEqualTo("VPS-1055");
    }

    @ParameterizedTest
    @CsvSource({"recurring.frequencyCycle, H", "order.orderTrackId, SHORT", "order.orderId, ORD-1"})
    void aPlanOfOtherTextsIsRefused(String path, String value) {
        assertThat(shop.send(recurring.with(path, value)).outcome()).isEqualTo("VPS-1055");
    }

    @ParameterizedTest
    @CsvSource({"1002, VPS-1061", "1003, VPS-1061", "1013, VPS-1061"})
    void paymentsOfAPlanCanNeitherBeVoidedNorRefundedNorCancelled(String txnCode, String code) {
        Message one = shop.message(txnCode).with("order.orderTrackId", trackId).with("recurring.recurringOrder", 1);

        assertThat(shop.send(one).outcome()).isEqualTo(code);
    }

    @Test
    void allPaymentsOfAPlanCanOnlyBeCancelled() {
        assertThat(shop.send(shop.message("1013").with("order.orderTrackId", trackId))
                        .outcome())
                .isEqualTo("VPS-1061");
        assertThat(shop.send(shop.message("1003").with("order.orderTrackId", trackId))
                        .outcome())
                .isEqualTo("VPS-1055");
    }

    @Test
    void noPlanIsFound() {
        Answer answer = shop.send(shop.message("1010").with("order.orderTrackId", trackId));

        assertThat(answer.outcome()).isEqualTo("VPS-1059");
        assertThat(answer.get("responseMessage"))
                .isEqualTo("Planlı İşlem bulunamadı. Talimat Takip Numarası : " + trackId);
        assertThat(shop.send(shop.message("1010").with("order.orderTrackId", "SHORT"))
                        .outcome())
                .isEqualTo("VPS-3001");
    }

    @Test
    void paymentByLinkIsNotPermitted() {
        Message link = shop.message("1020")
                .with("order.orderTrackId", trackId)
                .with("payByLink.linkTxnCode", "3000")
                .with("payByLink.linkTransferType", "SMS")
                .with("payByLink.mobilePhoneNumber", "5550000000")
                .with("transaction.amount", "10.00")
                .with("transaction.currencyCode", 949)
                .with("transaction.motoInd", 0)
                .with("transaction.installCount", 1);

        assertThat(shop.send(link).outcome()).isEqualTo("VPS-1908");
    }
}
