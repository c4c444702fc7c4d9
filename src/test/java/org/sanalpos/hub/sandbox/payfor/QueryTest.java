package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;

@SandboxTest
class QueryTest {

    private static final String NAMESPACE = "http://ocean.smartway.com/";

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final SandboxBanks banks;
    private final Shop shop;
    private final BankScreen screen;

    QueryTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        banks = sandbox.banks();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("qnb");
    }

    @Test
    void anInquiryTellsAPaymentInOneFlatRecord() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "129.90").with("InstallmentCount", "3"));

        Answer answer = shop.send(shop.inquiryOf(orderId).with("Currency", "949"));

        assertThat(answer.text())
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<PayforResponse>\n<RequestGuid>10000000")
                .contains("<MD>\r\n</MD>");
        assertThat(answer.fields("OrderId MbrId MerchantID SecureType TxnType PurchAmount Currency InstallmentCount"))
                .isEqualTo(orderId + " 5 006600000000101 NonSecure Auth 129.90 949 3");
        assertThat(answer.fields("ProcReturnCode ErrMsg ReturnMessage TxnStatus TxnResult"))
                .isEqualTo("00 Onaylandı Onaylandı Y Success");
        assertThat(answer.fields("AuthCode F37")).isEqualTo(sale.fields("AuthCode HostRefNum"));
        assertThat(answer.fields("HostRefNum OrgOrderId VoidDate D3Status Eci")).isBlank();
        assertThat(answer.fields("CardMask InsertDatetime TrxDate"))
                .isEqualTo("454671******7894 4.05.2026 12:00:00 04.05.2026 12:00");
        assertThat(answer.fields("IsVoided IsRefunded RefundedAmount VoidTime")).isEqualTo("false false 0 0");
        assertThat(answer.get("BatchNo")).matches("[0-9]{4}");
        assertThat(answer.get("RRN")).isNull();
        assertThat(answer.get("TransactionDate")).isNull();
    }

    @Test
    void anInquiryOfNoOrderIsAboutItself() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.inquiry(orderId);

        assertThat(answer.fields("ProcReturnCode TxnType SecureType RequestGuid TxnStatus IrcCode InsertDatetime"))
                .isEqualTo("V013 OrderInquiry Inquiry 0 P 99961 1.01.0001 00:00:00");
        assertThat(answer.get("IsVoided")).isNull();
        assertThat(screen.requests(orderId)).isEqualTo(1);
    }

    @Test
    void anInquiryTellsWhatBecameOfAnOrder() {
        String orderId = shop.paid("PreAuth", "100.00");
        assertThat(shop.inquiry(orderId).fields("TxnType PurchAmount OrgOrderId"))
                .isEqualTo("PreAuth 100.00 ");

        Answer capture = shop.send(shop.capture(orderId, "80.00"));
        assertThat(shop.inquiry(orderId).fields("TxnType PurchAmount OrgOrderId AuthCode F37"))
                .isEqualTo("PostAuth 80.00 " + orderId + " " + capture.fields("AuthCode HostRefNum"));

        screen.settle();
        shop.send(shop.refund(orderId, "30.00"));
        assertThat(shop.inquiry(orderId).fields("TxnType RefundedAmount IsRefunded"))
                .isEqualTo("PostAuth 30.00 false");
        shop.send(shop.refund(orderId, "50.00"));
        shop.send(shop.refund(orderId, "50.00"));
        assertThat(shop.inquiry(orderId).fields("TxnType RefundedAmount IsRefunded"))
                .isEqualTo("PostAuth 80.00 true");
    }

    @Test
    void aPaymentUnderWayIsNotCompleted() {
        String orderId = Shop.newOrderId();
        SandboxBank bank = banks.find("qnb").orElseThrow();
        Transaction pending = new Transaction(
                "1",
                Transaction.Kind.SALE,
                Transaction.State.PENDING,
                1000,
                1000,
                "TRY",
                1,
                TestCards.card(Message.VISA),
                "",
                "612412999999",
                "",
                bank.openBatch(),
                bank.now(),
                null);
        Order order = bank.open("006600000000101", orderId);
        order.alone(() -> {
            order.add(pending);
            return pending;
        });

        assertThat(shop.inquiry(orderId).fields("ProcReturnCode ErrMsg TxnType TxnStatus TxnResult AuthCode"))
                .isEqualTo("V000 İşlem devam ediyor Auth N Failed ");
    }

    @Test
    void aVoidHasATimeWithoutLeadingZeros() {
        clock.set(Instant.parse("2026-05-04T22:09:03Z"));
        String orderId = shop.paid("Auth", "10.00");
        shop.send(shop.voidOf(orderId));

        assertThat(shop.inquiry(orderId)
                        .fields("ProcReturnCode TxnStatus IsVoided VoidDate VoidTime VoidUserCode InsertDatetime"))
                .isEqualTo("00 V true 20260505 10903 QNBHUBAPI 5.05.2026 01:09:03");
    }

    @Test
    void theHistoryHasARowForEveryEvent() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.send(shop.preauth(orderId, "100.00"));
        Answer capture = shop.send(shop.capture(orderId, "80.00"));
        Answer early = shop.send(shop.refund(orderId, "20.00"));
        screen.settle();
        Answer refund = shop.send(shop.refund(orderId, "30.00"));
        shop.send(shop.voidOf(orderId));

        Answer history = shop.history(orderId);

        List<Answer> rows = history.rows();
        assertThat(rows)
                .extracting(row -> row.fields(
                        "TxnType ProcReturnCode TxnStatus TxnResult PurchAmount RefundedAmount OrgOrderId OrgTxnType"))
                .containsExactly(
                        "PreAuth 00 Y Success 100.00 0  ",
                        "PostAuth 00 Y Success 80.00 30.00 " + orderId + " ",
                        "Refund V014 N Failed 20.00 20.00 " + orderId + " PostAuth",
                        "Refund 00 Y Success 30.00 30.00 " + orderId + " PostAuth",
                        "Void V018 N Failed 100.00 0 " + orderId + " PreAuth");
        assertThat(rows.subList(0, 4))
                .extracting(row -> row.get("F37"))
                .containsExactly(
                        preauth.get("HostRefNum"),
                        capture.get("HostRefNum"),
                        early.get("HostRefNum"),
                        refund.get("HostRefNum"));
        assertThat(rows)
                .extracting(row -> row.fields("OrderId HostRefNum InsertDatetime CardMask F13"))
                .containsOnly(orderId + "  2026-05-04T12:00:00 454671******7894 504");
        assertThat(rows.get(3).get("F37_ORG")).isEqualTo(capture.get("HostRefNum"));
        assertThat(rows.get(3).get("AuthCode")).isEqualTo(refund.get("AuthCode"));
    }

    @Test
    void aVoidIsARowOfItsOwnBesideTheVoidedOne() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "10.00"));
        Answer voided = shop.send(shop.voidOf(orderId));
        shop.send(shop.voidOf(orderId));

        List<Answer> rows = shop.history(orderId).rows();

        assertThat(rows)
                .extracting(row -> row.fields("TxnType ProcReturnCode TxnStatus PurchAmount VoidDate OrgTxnType"))
                .containsExactly("Auth 00 V 10.00 20260504 ", "Void 00 Y 10.00  Auth", "Void V013 N 10.00  Auth");
        assertThat(rows.get(1).fields("F37 F37_ORG"))
                .isEqualTo(voided.get("HostRefNum") + " " + sale.get("HostRefNum"));
    }

    @Test
    void theHistoryIsWrittenAsTheBankDoes() {
        String orderId = shop.paid("Auth", "10.00");

        Answer history = shop.history(orderId);

        assertThat(history.text())
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<TxnHistoryReport"
                        + " xsi:noNamespaceSchemaLocation=\"TxnHistoryReport.xsd\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">")
                .contains("<OrgOrderId />", "<IsOnUsCard>false</IsOnUsCard>")
                .contains("<string>IsBatchClosed</string><string>False</string>")
                .doesNotContain("SettlementDate", "Qnb&lt;Hub");
        assertThat(history.rows().get(0).root().getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(history.root().getNamespaceURI()).isNull();
        screen.settle();
        assertThat(shop.history(orderId).text())
                .contains("<string>IsBatchClosed</string><string>True</string>")
                .contains("<string>SettlementDate</string><string>20260504235959</string>");
    }

    @Test
    void aHistoryOfNothingShowsTheSecretsAsTheBankDoes() {
        List<Answer> rows = shop.history(Shop.newOrderId()).rows();

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).fields("ProcReturnCode TxnType RequestGuid TxnStatus UserPass MerchantPass"))
                .isEqualTo("V013 TxnHistory 0 P Qnb<Hub>&01 98760101");
    }

    @Test
    void theHistoryOfADayHasAllOrdersOfTheStoreAndNoOthers() {
        clock.advance(Duration.ofDays(10));
        String sale = shop.paid("Auth", "10.00");
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "70000.51"));
        Shop other = Shop.restricted(sandbox);
        String others = other.paid("Auth", "10.00");
        shop.send(shop.voidOf(sale));
        clock.advance(Duration.ofHours(12));
        shop.paid("Auth", "10.00");
        Message ofDay = shop.head().typed("Report", "TxnHistory").with("ReqDate", "20260514");

        assertThat(shop.send(ofDay.with("RequestStartDatetime", "1778760000000"))
                        .rows())
                .extracting(row -> row.fields("OrderId TxnType ProcReturnCode"))
                .containsExactly(sale + " Auth 00", declined + " Auth 51", sale + " Void 00");
        assertThat(shop.send(ofDay.with("ReqDate", "20200101")).rows())
                .extracting(Answer::code)
                .containsExactly("V013");
        assertThat(other.history(others).text()).contains("<string>IsBatchClosed</string><string>True</string>");
    }

    @ParameterizedTest
    @CsvSource({
        "-, '', M028",
        "OrgOrderId, X, M023",
        "ReqDate, 2026-05-04, M048",
        "ReqDate, 20260230, M048",
        "ReqDate, '', M048",
        "Currency, 949, M048",
        "RequestStartDatetime, today, M048"
    })
    void aHistoryNeedsAnOrderOrADay(String field, String value, String code) {
        Message history = shop.head().typed("Report", "TxnHistory");

        assertThat(shop.send(field.equals("-") ? history : history.with(field, value))
                        .code())
                .isEqualTo(code);
        assertThat(shop.send(history.with("OrderId", "X").with("ReqDate", "20260504"))
                        .code())
                .isEqualTo("M048");
    }

    @ParameterizedTest
    @CsvSource({"OrderId, X, M022", "Currency, 949, M022", "PurchAmount, 1.00, M048"})
    void anInquiryNeedsTheOriginalOrderId(String field, String value, String code) {
        Message inquiry = shop.head().typed("Inquiry", "OrderInquiry");

        assertThat(shop.send(inquiry.with(field, value)).code()).isEqualTo(code);
    }
}
