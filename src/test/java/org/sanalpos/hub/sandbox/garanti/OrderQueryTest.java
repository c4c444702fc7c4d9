package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class OrderQueryTest {

    private final Sandbox sandbox;
    private final Shop shop;

    OrderQueryTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
    }

    @Test
    void theStatusOfASaleComesInTheBanksShape() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "12990").with("Transaction/InstallmentCnt", "3"));

        Answer answer = shop.status(orderId);

        String batch = String.valueOf(Integer.parseInt(sale.get("Transaction/BatchNum")));
        String sequence = String.valueOf(Integer.parseInt(sale.get("Transaction/SequenceNum")));
        assertThat(answer.text())
                .contains("<Order><OrderID>" + orderId + "</OrderID><GroupID></GroupID>"
                        + "<OrderInqResult><ChargeType>S</ChargeType><PreAuthAmount>0</PreAuthAmount>"
                        + "<PreAuthDate></PreAuthDate><AuthAmount>12990</AuthAmount>"
                        + "<AuthDate>2026-05-04 12:00:00.120</AuthDate><RecurringInfo>N</RecurringInfo>"
                        + "<RecurringStatus></RecurringStatus><Status>APPROVED</Status>"
                        + "<RemainingBNSAmount>0</RemainingBNSAmount><UsedFBBAmount>0</UsedFBBAmount>"
                        + "<UsedChequeType></UsedChequeType><UsedChequeCount>0</UsedChequeCount>"
                        + "<UsedChequeAmount>0</UsedChequeAmount><UsedBnsAmount>0</UsedBnsAmount>"
                        + "<InstallmentCnt>3</InstallmentCnt><CardNumberMasked>55496087****1500</CardNumberMasked>"
                        + "<CardRef></CardRef><Code>00</Code><ReasonCode>00</ReasonCode><SysErrMsg></SysErrMsg>"
                        + "<RetrefNum>" + sale.rrn() + "</RetrefNum><GPID></GPID>"
                        + "<AuthCode>" + sale.authCode() + "</AuthCode><BatchNum>" + batch + "</BatchNum>"
                        + "<SequenceNum>" + sequence + "</SequenceNum><ProvDate>2026-05-04 12:00:00.120</ProvDate>"
                        + "<CardHolderName>TE** KA***</CardHolderName><CardType>BONUS</CardType>"
                        + "</OrderInqResult></Order><Transaction><Response><Source>GVPS</Source><Code>00</Code>"
                        + "<ReasonCode></ReasonCode><Message>Approved</Message><ErrorMsg></ErrorMsg>"
                        + "<SysErrMsg></SysErrMsg></Response><RetrefNum></RetrefNum><AuthCode></AuthCode>"
                        + "<BatchNum></BatchNum><SequenceNum></SequenceNum><ProvDate>20260504 12:00:00</ProvDate>"
                        + "<CardNumberMasked></CardNumberMasked><CardHolderName></CardHolderName><CardType></CardType>")
                .endsWith("<HostMsgList></HostMsgList><RewardInqResult><RewardList></RewardList>"
                        + "<ChequeList></ChequeList></RewardInqResult></Transaction></GVPSResponse>");
    }

    @Test
    void theStatusOfAPreauthorizationFollowsItsCapture() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "50000"));

        Answer open = shop.status(orderId);
        Answer capture = shop.paid(shop.capture(orderId, "48000"));
        Answer closed = shop.status(orderId);

        assertThat(open.status("Status")).isEqualTo("WAITINGPOSTAUTH");
        assertThat(open.status("PreAuthAmount")).isEqualTo("50000");
        assertThat(open.status("PreAuthDate")).isEqualTo("2026-05-04 12:00:00.120");
        assertThat(open.status("AuthAmount")).isEqualTo("0");
        assertThat(open.status("AuthDate")).isEmpty();
        assertThat(open.status("InstallmentCnt")).isEqualTo("0");
        assertThat(open.status("RetrefNum")).isEqualTo(preauth.rrn());
        assertThat(closed.status("Status")).isEqualTo("APPROVED");
        assertThat(closed.status("PreAuthAmount")).isEqualTo("50000");
        assertThat(closed.status("AuthAmount")).isEqualTo("48000");
        assertThat(closed.status("RetrefNum")).isEqualTo(capture.rrn());
    }

    @Test
    void anUnknownOrderIsNotFound() {
        Answer status = shop.status(Shop.newOrderId());
        Answer history = shop.history(Shop.newOrderId());

        assertThat(status.outcome()).isEqualTo("92/0110");
        assertThat(status.response("ErrorMsg")).isEqualTo("İşlem bulunamadı");
        assertThat(status.text()).contains("İşlem bulunamadı");
        assertThat(status.status("CardNumberMasked")).isEqualTo("null");
        assertThat(status.status("BatchNum")).isEqualTo("0");
        assertThat(status.status("Code")).isEmpty();
        assertThat(history.outcome()).isEqualTo("92/0108");
        assertThat(history.text()).contains("<OrderHistInqResult><OrderTxnList></OrderTxnList></OrderHistInqResult>");
    }

    @Test
    void anotherStoresOrderIsNotFound() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "100"));

        assertThat(Shop.restricted(sandbox).status(orderId).outcome()).isEqualTo("92/0110");
        assertThat(Shop.restricted(sandbox).history(orderId).outcome()).isEqualTo("92/0108");
    }

    @ParameterizedTest
    @CsvSource({"0, 949", "1, 840", "100, 643"})
    void aQueryLooksAtNeitherAmountNorCurrency(String amount, String currency) {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "100"));
        Message query = shop.query("orderinq", orderId)
                .with("Transaction/Amount", amount)
                .with("Transaction/CurrencyCode", currency);

        assertThat(shop.send(query).status("Status")).isEqualTo("APPROVED");
    }

    @Test
    void historyTellsAllStepsOldestFirst() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "50000").with("Transaction/InstallmentCnt", "3"));
        shop.send(shop.capture(orderId, "99999"));
        Answer capture = shop.paid(shop.capture(orderId, "48000"));
        Answer refund = shop.paid(shop.refund(orderId, "8000"));

        Answer history = shop.history(orderId);

        assertThat(history.outcome()).isEqualTo("00");
        assertThat(history.rows())
                .extracting(row -> String.join(
                        " ",
                        row.get("Type"),
                        row.get("Status"),
                        row.get("PreAuthAmount"),
                        row.get("AuthAmount"),
                        row.get("PreAuthDate"),
                        row.get("AuthDate"),
                        row.get("ReturnCode"),
                        row.get("InstallmentCnt")))
                .containsExactly(
                        "preauth 00 50000 0 20260504  00 3",
                        "postauth 01 0 99999   13 0",
                        "postauth 00 0 48000  20260504 00 3",
                        "refund 00 0 8000  20260504 00 3");
        assertThat(history.rows())
                .extracting(row -> row.get("RetrefNum"))
                .contains(preauth.rrn(), capture.rrn(), refund.rrn());
        assertThat(history.rows().get(0).keySet())
                .containsExactly(
                        "Type",
                        "Status",
                        "PreAuthAmount",
                        "AuthAmount",
                        "PreAuthDate",
                        "AuthDate",
                        "VoidDate",
                        "RetrefNum",
                        "AuthCode",
                        "ReturnCode",
                        "BatchNum",
                        "RemainingBNSAmount",
                        "UsedFBBAmount",
                        "UsedChequeType",
                        "UsedChequeCount",
                        "UsedChequeAmount",
                        "InstallmentCnt",
                        "CurrencyCode",
                        "Settlement");
    }
}
