package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.XmlMessage;

@SandboxTest
class DayReportTest {

    private final MutableClock clock;
    private final SandboxBanks banks;
    private final SandboxStores stores;
    private final FaultyTransport transport;
    private final FaultSettings faults;
    private final Shop shop;

    DayReportTest(Sandbox sandbox, SandboxStores stores, FaultyTransport transport, FaultSettings faults) {
        this.stores = stores;
        this.transport = transport;
        this.faults = faults;
        clock = sandbox.clock();
        banks = sandbox.banks();
        shop = Shop.demo(sandbox);
        clock.set(Instant.parse("2026-03-04T11:05:06Z"));
    }

    @Test
    void theReportListsEveryStepOfTheDays() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "12990").with("Transaction/InstallmentCnt", "3"));
        Answer refund = shop.paid(shop.refund(orderId, "2990"));
        shop.send(shop.refund(orderId, "99999"));
        shop.paid(shop.voidOf(orderId).original(refund.rrn()));
        String foreign = Shop.newOrderId();
        shop.send(shop.preauth(foreign, "7000051").with("Transaction/CurrencyCode", "840"));

        Answer report = shop.send(shop.report("04/03/2026 14:05", "04/03/2026 14:05", "1"));

        assertThat(report.outcome()).isEqualTo("00");
        assertThat(report.get("Order/OrderListInqResult/OrderTxnList/TotalTxnCount"))
                .isEqualTo(String.valueOf(report.rows().size()));
        assertThat(report.get("Order/OrderListInqResult/OrderTxnList/TotalPageCount"))
                .isEqualTo("1");
        assertThat(report.get("Order/OrderListInqResult/OrderTxnList/ActPageNum"))
                .isEqualTo("1");
        List<Map<String, String>> rows = rows(report, orderId);
        assertThat(rows)
                .extracting(row -> String.join(
                        " ", row.get("TrxType"), row.get("Status"), row.get("AuthAmount"), row.get("ResponseCode")))
                .containsExactly(
                        "Satis Basarili 12990 00",
                        "Iade Iptal 2990 00",
                        "Iade Basarisiz 99999 92",
                        "Iptal Basarili 2990 00");
        assertThat(rows.get(0))
                .containsAllEntriesOf(Map.of(
                        "LastTrxDate", "2026-03-04 14:05:06",
                        "CardNumberMasked", "55496087****1500",
                        "ExpireDate", "1230",
                        "BankBin", "55496087",
                        "RetrefNum", sale.rrn(),
                        "OrigRetrefNum", "",
                        "InstallmentCnt", "3",
                        "CurrencyCode", "TL",
                        "UserId", "PROVAUT",
                        "EmailAddress", "a@example.com"));
        assertThat(rows.get(1))
                .containsAllEntriesOf(Map.of(
                        "ExpireDate", "",
                        "OrigRetrefNum", sale.rrn(),
                        "UserId", "PROVRFN",
                        "EmailAddress", ""));
        assertThat(rows.get(2)).containsEntry("SysErrMsg", "ErrorId: 0214");
        assertThat(rows.get(3)).containsEntry("OrigRetrefNum", refund.rrn());
        assertThat(rows(report, foreign).get(0))
                .containsAllEntriesOf(Map.of(
                        "TrxType", "On Otorizasyon",
                        "Status", "Basarisiz",
                        "CurrencyCode", "USD",
                        "InstallmentCnt", "Pesin",
                        "ResponseCode", "51",
                        "SysErrMsg", "LIMIT YETERSIZ"));
    }

    @Test
    void theReportHasPagesOfFiveHundred() throws RequestText.Unreadable {
        clock.set(Instant.parse("2026-02-01T09:00:00Z"));
        AcquiringHost host = new AcquiringHost(transport, faults);
        Slips slips = new Slips();
        GarantiApi api = new GarantiApi(stores, host, slips, new Payments(host, slips, new Completions()));
        send(api, shop.sale("REPORT-PAGES", "100"));
        for (int i = 0; i < 501; i++) {
            send(api, shop.refund("REPORT-PAGES", "101"));
        }

        Answer first = send(api, shop.report("01/02/2026 00:00", "01/02/2026 23:59", "1"));
        Answer second = send(api, shop.report("01/02/2026 00:00", "01/02/2026 23:59", "2"));
        Answer third = send(api, shop.report("01/02/2026 00:00", "01/02/2026 23:59", "3"));

        assertThat(first.get("Order/OrderListInqResult/OrderTxnList/TotalPageCount"))
                .isEqualTo("2");
        assertThat(first.rows()).hasSize(500);
        assertThat(second.rows()).extracting(row -> row.get("Id")).containsExactly("501", "502");
        assertThat(third.rows()).isEmpty();
        assertThat(third.outcome()).isEqualTo("00");
    }

    @Test
    void daysWithNothingAreAnsweredAsNotFound() {
        Answer report = shop.send(shop.report("01/01/2020 00:00", "30/01/2020 23:59", "1"));

        assertThat(report.outcome()).isEqualTo("92/0108");
        assertThat(report.get("Order/OrderListInqResult/OrderTxnList/TotalTxnCount"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "Order/StartDate, '', 92/0002",
        "Order/StartDate, 2026-03-04, 92/0001",
        "Order/StartDate, 30/02/2026 00:00, 92/0001",
        "Order/EndDate, '', 92/0002",
        "Order/EndDate, 03/03/2026 00:00, 92/0001",
        "Order/EndDate, 04/04/2026 00:00, 92/0001",
        "Order/ListPageNum, '', 92/0002",
        "Order/ListPageNum, 0, 92/0001",
        "Transaction/ListPageNum, 1, 92/0001",
        "Order/OrderID, A1, 92/0001"
    })
    void aReportIsRefusedWith(String path, String value, String outcome) {
        Message report =
                shop.report("04/03/2026 00:00", "04/03/2026 23:59", "1").with(path, value);

        assertThat(shop.send(report).outcome()).isEqualTo(outcome);
    }

    /** Asks without HTTP, which would take long for so many requests. */
    private Answer send(GarantiApi api, Message message) throws RequestText.Unreadable {
        XmlMessage request = XmlMessage.read(message.xml());
        return Answer.of(
                api.answer(banks.find("garanti").orElseThrow(), request).answer());
    }

    private static List<Map<String, String>> rows(Answer report, String orderId) {
        return report.rows().stream()
                .filter(row -> row.get("OrderID").equals(orderId))
                .toList();
    }
}
