package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class SearchTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    SearchTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void aSaleIsShownInTheBanksShape() {
        Message sale = shop.sale("145.00").with("NumberOfInstallments", "3");
        Answer paid = shop.send(sale);

        Answer found = shop.find(sale);

        assertThat(found.http().headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        assertThat(found.text())
                .matches("<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><SearchResponse>"
                        + "<ResponseInfo><Status>Success</Status><ResponseCode>0000</ResponseCode>"
                        + "<ResponseMessage>Succeeded.</ResponseMessage>"
                        + "<ResponseDateTime>2026-05-04T12:00:00.1200000\\+03:00</ResponseDateTime>"
                        + "<IsIdempotent>false</IsIdempotent></ResponseInfo>"
                        + "<PagedResponseInfo><PageIndex>1</PageIndex><PageSize>10</PageSize>"
                        + "<TotalItemCount>1</TotalItemCount></PagedResponseInfo>"
                        + "<TransactionSearchResultInfo><TransactionSearchResultInfo>"
                        + "<PaymentTransactionId>[0-9]{8}</PaymentTransactionId><TransactionType>Sale</TransactionType>"
                        + "<TransactionId>" + sale.id() + "</TransactionId>"
                        + "<OrderId>" + sale.values().get("OrderId") + "</OrderId>"
                        + "<Amount>145.00</Amount><AmountCode>949</AmountCode>"
                        + "<AuthCode>" + paid.get("AuthCode") + "</AuthCode><ReferenceTransactionId />"
                        + "<IsCanceled>false</IsCanceled><IsReversed>false</IsReversed><IsRefunded>false</IsRefunded>"
                        + "<TotalRefundAmount>0.00</TotalRefundAmount><ECI /><CAVV /><ResultCode>0000</ResultCode>"
                        + "<Rrn>" + paid.get("Rrn") + "</Rrn><TerminalNo>VP000701</TerminalNo>"
                        + "<HostDate>20260504120000</HostDate><ResponseMessage>İŞLEM BAŞARILI</ResponseMessage>"
                        + "<HostResultCode>000</HostResultCode><IsBatchClosed>false</IsBatchClosed>"
                        + "<TransactionThreedSecureType>NonSecure</TransactionThreedSecureType>"
                        + "<PanMasked>493846\\*{6}4205</PanMasked>"
                        + "<RequestInsertTime>2026-05-04T12:00:00</RequestInsertTime>"
                        + "<NumberOfInstallments>3</NumberOfInstallments>"
                        + "</TransactionSearchResultInfo></TransactionSearchResultInfo></SearchResponse>");
        assertThat(screen.requests(sale.values().get("OrderId"))).isEqualTo(2);
    }

    @Test
    void whatIsUnknownHasNoRow() {
        Answer found = shop.find(shop.sale("1.00"));

        assertThat(found.get("ResponseCode")).isEqualTo("0000");
        assertThat(found.text())
                .endsWith("<TotalItemCount>0</TotalItemCount></PagedResponseInfo>"
                        + "<TransactionSearchResultInfo /></SearchResponse>");
        Message sale = shop.approved(shop.sale("1.00"));
        assertThat(Shop.restricted(sandbox).find(sale).get("TotalItemCount")).isEqualTo("0");
        Message refused = shop.sale("1");
        shop.send(refused);
        assertThat(shop.find(refused).get("TotalItemCount")).isEqualTo("0");
    }

    @Test
    void aDeclineIsShownWithItsCodes() {
        Message sale = shop.sale("70000.51");
        shop.send(sale);

        Answer found = shop.find(sale);

        assertThat(found.get("ResponseCode")).isEqualTo("0000");
        assertThat(found.get("ResultCode")).isEqualTo("0051");
        assertThat(found.get("HostResultCode")).isEqualTo("051");
        assertThat(found.text()).contains("<ResponseMessage>RED-LİMİT YETERSİZ</ResponseMessage>");
        assertThat(found.get("AuthCode")).isEqualTo("000000");
        assertThat(found.get("Amount")).isEqualTo("70000.51");
    }

    @Test
    void theRowTellsWhatBecameOfASale() {
        Message sale = shop.approved(shop.sale("10.00"));
        Message refund = shop.approved(shop.refund(sale, "4.00"));

        assertThat(flags(sale)).isEqualTo("false false true 4.00");
        assertThat(flags(refund)).isEqualTo("false false false 0.00");
        assertThat(shop.find(refund).get("ReferenceTransactionId")).isEqualTo(sale.id());
        assertThat(shop.find(refund).get("Amount")).isEqualTo("4.00");
        shop.approved(shop.refund(sale, "6.00"));
        assertThat(flags(sale)).isEqualTo("false false true 10.00");
    }

    @Test
    void cancelledAndReversedAreToldApart() {
        Message cancelled = shop.approved(shop.sale("10.00"));
        Message cancel = shop.approved(shop.cancel(cancelled));
        Message reversed = shop.approved(shop.sale("10.00"));
        shop.approved(shop.reversal(reversed));

        assertThat(flags(cancelled)).isEqualTo("true false false 0.00");
        assertThat(flags(reversed)).isEqualTo("false true false 0.00");
        assertThat(flags(cancel)).isEqualTo("false false false 0.00");
        Answer found = shop.find(cancel);
        assertThat(found.get("TransactionType")).isEqualTo("Cancel");
        assertThat(found.get("ReferenceTransactionId")).isEqualTo(cancelled.id());
        assertThat(found.get("ResultCode")).isEqualTo("0000");
        assertThat(found.get("Amount")).isEqualTo("10.00");
    }

    @Test
    void anAuthTellsWhetherItIsCapturedAndTheCaptureWhatWasGivenBack() {
        Message auth = shop.approved(shop.auth("10.00"));
        assertThat(shop.find(auth).get("IsCaptured")).isEqualTo("false");
        Message first = shop.approved(shop.capture(auth, "8.00"));
        assertThat(shop.find(auth).get("IsCaptured")).isEqualTo("true");
        shop.approved(shop.cancel(first));
        assertThat(shop.find(auth).get("IsCaptured")).isEqualTo("false");
        Message second = shop.approved(shop.capture(auth, "9.00"));
        shop.approved(shop.refund(second, "2.00"));

        assertThat(flags(auth)).isEqualTo("false false false 0.00");
        assertThat(flags(first)).isEqualTo("true false false 0.00");
        assertThat(flags(second)).isEqualTo("false false true 2.00");
        assertThat(shop.find(second).get("Amount")).isEqualTo("9.00");
        assertThat(shop.find(second).get("IsCaptured")).isNull();
    }

    @Test
    void anOrderShowsItsSuccessfulPaymentOrItsLastOne() {
        String orderId = Shop.newId();
        String byOrder = "<TransactionId></TransactionId><OrderId>" + orderId + "</OrderId><AuthCode></AuthCode>";
        Message first = shop.payment("Sale", orderId, "70000.51");
        shop.send(first);
        Message second = shop.payment("Sale", orderId, "70000.05");
        shop.send(second);
        assertThat(shop.search(byOrder).get("TransactionId")).isEqualTo(second.id());
        Message third = shop.approved(shop.payment("Sale", orderId, "10.00"));
        shop.approved(shop.refund(third, "1.00"));

        assertThat(shop.search(byOrder).get("TransactionId")).isEqualTo(third.id());
        Answer both =
                shop.search("<TransactionId>" + first.id() + "</TransactionId><OrderId>" + orderId + "</OrderId>");
        assertThat(both.get("TransactionId")).isEqualTo(first.id());
        Answer wrong = shop.search("<TransactionId>x</TransactionId><OrderId>" + orderId + "</OrderId>");
        assertThat(wrong.get("TotalItemCount")).isEqualTo("0");
        assertThat(screen.requests(orderId)).isEqualTo(8);
    }

    @Test
    void theBatchIsClosedAfterTheEndOfDay() {
        Message sale = shop.approved(shop.sale("10.00"));
        screen.settle();

        assertThat(shop.find(sale).get("IsBatchClosed")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04, 2026-05-04, 0000, 1",
        "2026-05-01, 2026-05-10, 0000, 1",
        "2026-05-01, 2026-05-03, 0000, 0",
        "'', 2026-05-04, 4002, ",
        "2026-05-04, '', 4003, ",
        "2026-05-05, 2026-05-04, 4001, ",
        "04.05.2026, 2026-05-04, 9121, ",
        "2026-05-04, 2026-02-30, 9121, "
    })
    void datesMayBeGiven(String start, String end, String code, String count) {
        Message sale = shop.approved(shop.sale("10.00"));

        Answer found = shop.searchXml("<SearchRequest>" + shop.merchant() + "<DateCriteria><StartDate>" + start
                + "</StartDate><EndDate>" + end + "</EndDate></DateCriteria><TransactionCriteria><TransactionId>"
                + sale.id() + "</TransactionId></TransactionCriteria></SearchRequest>");

        assertThat(found.get("ResponseCode")).isEqualTo(code);
        assertThat(found.get("TotalItemCount")).isEqualTo(count);
    }

    @Test
    void theAuthCodeNarrowsASearch() {
        Message sale = shop.sale("10.00");
        String authCode = shop.send(sale).get("AuthCode");
        String id = "<TransactionId>" + sale.id() + "</TransactionId>";

        assertThat(shop.search(id + "<AuthCode>" + authCode + "</AuthCode>").get("TotalItemCount"))
                .isEqualTo("1");
        assertThat(shop.search(id + "<AuthCode>000001</AuthCode>").get("TotalItemCount"))
                .isEqualTo("0");
        assertThat(shop.search(id + "<AuthCode>x</AuthCode>").get("ResponseCode"))
                .isEqualTo("4004");
    }

    @ParameterizedTest
    @CsvSource({
        "000000000120001, 000000000120009, 9065",
        "Vakif+Hub&amp;01, Vakif Hub&amp;01, 5001",
        "<TransactionId>x</TransactionId>, '', 4005",
        "<TransactionId>x</TransactionId>, <AuthCode>123456</AuthCode>, 4005",
        "<TransactionId>x, <TransactionId>x</TransactionId><TransactionId>x, 6000",
        "TransactionId, transactionId, 6019",
        "SearchRequest>, VposRequest>, 6000"
    })
    void aWrongQuestionIsAnError(String part, String replacement, String code) throws IOException {
        String xml = "<SearchRequest>" + shop.merchant()
                + "<TransactionCriteria><TransactionId>x</TransactionId></TransactionCriteria></SearchRequest>";
        assertThat(xml).contains(part);

        Answer error = shop.searchXml(xml.replace(part, replacement));

        assertThat(error.names()).containsExactly("ResponseInfo");
        assertThat(error.get("Status")).isEqualTo("Error");
        assertThat(error.get("ResponseCode")).isEqualTo(code);
        if (code.equals("9065")) {
            assertThat(error.get("ResponseMessage")).isEqualTo("Üye isyeri bulunamadi");
        }
    }

    private String flags(Message message) {
        Answer found = shop.find(message);
        return String.join(
                " ",
                found.get("IsCanceled"),
                found.get("IsReversed"),
                found.get("IsRefunded"),
                found.get("TotalRefundAmount"));
    }
}
