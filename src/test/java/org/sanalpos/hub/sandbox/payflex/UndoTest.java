package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** Cancel and Reversal. */
@SandboxTest
class UndoTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    UndoTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @ParameterizedTest
    @CsvSource({"Sale, Cancel", "Auth, Cancel", "Sale, Reversal", "Auth, Reversal"})
    void aPaymentIsUndoneAsAWhole(String payment, String undo) {
        Message original = shop.approved(shop.payment(payment, Shop.newId(), "10.00"));
        Message message = shop.cancel(original).with("TransactionType", undo);

        Answer answer = shop.send(message);

        assertThat(answer.code()).isEqualTo("0000");
        assertThat(answer.names())
                .containsExactly(
                        "MerchantId",
                        "TransactionType",
                        "TransactionId",
                        "ReferenceTransactionId",
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
                        "BatchNo",
                        "TLAmount");
        assertThat(answer.get("TransactionType")).isEqualTo(undo);
        assertThat(answer.get("TransactionId")).isEqualTo(message.id());
        assertThat(answer.get("ReferenceTransactionId")).isEqualTo(original.id());
        assertThat(answer.get("CurrencyAmount")).isEqualTo("10.00");
        assertThat(screen.lines(original.values().get("OrderId")).get(0)).contains(" VOIDED ");
    }

    @Test
    void aSecondUndoIsRefusedByWhatTheFirstOneWas() {
        Message cancelled = shop.approved(shop.sale("10.00"));
        shop.approved(shop.cancel(cancelled));
        Message reversed = shop.approved(shop.sale("10.00"));
        shop.approved(shop.reversal(reversed));

        Answer second = shop.send(shop.cancel(cancelled));

        assertThat(second.code()).isEqualTo("1083");
        assertThat(second.get("ResultDetail")).isEqualTo("Referans işlem daha önceden iptal edilmiş.");
        assertThat(shop.code(shop.reversal(cancelled))).isEqualTo("1083");
        assertThat(shop.code(shop.cancel(reversed))).isEqualTo("1101");
        assertThat(shop.code(shop.reversal(reversed))).isEqualTo("1101");
    }

    @ParameterizedTest
    @CsvSource({"Cancel", "Reversal"})
    void whatIsNoStandingTransactionIsNotUndone(String type) {
        Message declined = shop.sale("70000.51");
        shop.send(declined);
        Message cancel = shop.approved(shop.cancel(shop.approved(shop.sale("10.00"))));

        assertThat(shop.code(shop.cancel(shop.sale("10.00")).with("TransactionType", type)))
                .isEqualTo("1007");
        assertThat(shop.code(shop.cancel(declined).with("TransactionType", type)))
                .isEqualTo("1089");
        assertThat(shop.code(shop.cancel(cancel).with("TransactionType", type))).isEqualTo("1089");
    }

    @Test
    void onlyAPaymentIsReversed() {
        Message sale = shop.approved(shop.sale("10.00"));
        Message refund = shop.approved(shop.refund(sale, "4.00"));
        Message capture = shop.approved(shop.capture(shop.approved(shop.auth("10.00")), "10.00"));

        assertThat(shop.code(shop.reversal(refund))).isEqualTo("1089");
        assertThat(shop.code(shop.reversal(capture))).isEqualTo("1089");
    }

    @Test
    void aSaleWithARefundIsCancelledAfterItsRefund() {
        Message sale = shop.approved(shop.sale("10.00"));
        Message refund = shop.approved(shop.refund(sale, "4.00"));

        assertThat(shop.code(shop.cancel(sale))).isEqualTo("1123");
        assertThat(shop.code(shop.cancel(refund))).isEqualTo("0000");
        assertThat(shop.code(shop.cancel(sale))).isEqualTo("0000");
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE VOIDED 1000", "REFUND VOIDED 400");
    }

    @ParameterizedTest
    @CsvSource({
        "ClientIp, '', 1096",
        "ReferenceTransactionId, '', 1007",
        "TerminalNo, VP000702, 1125",
        "TransactionDeviceSource, 2, 1121",
        "CurrencyAmount, 10.00, 6019",
        "CurrencyCode, 949, 6019"
    })
    void aCancelHasItsElementsOnly(String element, String value, String code) {
        Message sale = shop.approved(shop.sale("10.00"));

        assertThat(shop.code(shop.cancel(sale).with(element, value))).isEqualTo(code);
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aCancelMayNameItsTerminalAndAnOrder() {
        Message sale = shop.approved(shop.sale("10.00"));
        Message cancel = shop.cancel(sale)
                .with("TerminalNo", "VP000701")
                .with("OrderId", sale.values().get("OrderId"))
                .with("TransactionDeviceSource", "0");

        assertThat(shop.code(cancel)).isEqualTo("0000");
        assertThat(screen.requests(sale.values().get("OrderId"))).isEqualTo(2);
    }

    @Test
    void afterTheEndOfDayOnlyAnAuthIsCancelled() {
        Message sale = shop.approved(shop.sale("10.00"));
        Message auth = shop.approved(shop.auth("10.00"));
        Message captured = shop.approved(shop.auth("10.00"));
        Message capture = shop.approved(shop.capture(captured, "10.00"));
        Message refunded = shop.approved(shop.sale("10.00"));
        Message refund = shop.approved(shop.refund(refunded, "4.00"));
        screen.settle();

        assertThat(shop.code(shop.cancel(sale))).isEqualTo("2202");
        assertThat(shop.code(shop.cancel(capture))).isEqualTo("2202");
        assertThat(shop.code(shop.cancel(refund))).isEqualTo("2202");
        assertThat(shop.code(shop.reversal(sale))).isEqualTo("0974");
        assertThat(shop.code(shop.reversal(auth))).isEqualTo("0974");
        assertThat(shop.code(shop.cancel(auth))).isEqualTo("0000");
        assertThat(shop.code(shop.refund(sale, "10.00"))).isEqualTo("0000");
    }

    @Test
    void aStoreMaySettleByNight() {
        Shop restricted = Shop.restricted(sandbox);
        Message sale = restricted.approved(restricted.sale("10.00"));
        Message open = shop.approved(shop.sale("10.00"));
        clock.advance(Duration.ofHours(12));

        assertThat(restricted.code(restricted.cancel(sale))).isEqualTo("2202");
        assertThat(shop.code(shop.reversal(open))).isEqualTo("0974");
        assertThat(shop.code(shop.cancel(open))).isEqualTo("0000");
    }
}
