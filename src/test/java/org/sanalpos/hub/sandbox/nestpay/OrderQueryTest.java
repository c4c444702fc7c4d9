package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class OrderQueryTest {

    private static final String TIME = "2026-05-04 12:00:00.12";

    private final Sandbox sandbox;
    private final Shop shop;

    OrderQueryTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox, "isbank");
    }

    @Test
    void theStatusOfASaleHasEveryField() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "129.90").with("Number", "4355084355084358"));

        Answer status = shop.status(orderId);

        assertThat(status.get("ErrMsg")).isEqualTo("Record(s) found for " + orderId);
        assertThat(status.get("ProcReturnCode")).isEqualTo("00");
        assertThat(status.get("Response")).isEqualTo("Approved");
        assertThat(status.get("OrderId")).isEqualTo(orderId);
        assertThat(status.get("TransId")).isEqualTo(sale.get("TransId"));
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("AUTH_CODE", sale.get("AuthCode"));
        expected.put("AUTH_DTTM", TIME);
        expected.put("CAPTURE_AMT", "12990");
        expected.put("CAPTURE_DTTM", TIME);
        expected.put("CAVV_3D", "");
        expected.put("CHARGE_TYPE_CD", "S");
        expected.put("ECI_3D", "");
        expected.put("HOSTDATE", "0504-120000");
        expected.put("HOST_REF_NUM", sale.get("HostRefNum"));
        expected.put("MDSTATUS", "");
        expected.put("NUMCODE", "0");
        expected.put("ORD_ID", orderId);
        expected.put("ORIG_TRANS_AMT", "12990");
        expected.put("PAN", "4355 08** **** 4358");
        expected.put("PROC_RET_CD", "00");
        expected.put("SETTLEID", "");
        expected.put("TRANS_ID", sale.get("TransId"));
        expected.put("TRANS_STAT", "C");
        expected.put("XID_3D", "");
        expected.forEach(
                (name, value) -> assertThat(status.extra(name)).as(name).isEqualTo(value));
        assertThat(status.extra("VOID_DTTM")).isNull();
        assertThat(status.extra("ORDERSTATUS"))
                .isEqualTo("ORD_ID:" + orderId + "\tCHARGE_TYPE_CD:S\tORIG_TRANS_AMT:12990\tCAPTURE_AMT:12990"
                        + "\tTRANS_STAT:C\tAUTH_DTTM:" + TIME + "\tCAPTURE_DTTM:" + TIME + "\tAUTH_CODE:"
                        + sale.get("AuthCode") + "\tTRANS_ID:" + sale.get("TransId"));
    }

    @Test
    void anUnknownOrderIsAnsweredByAnEmptyTemplate() {
        Answer status = shop.status("NOBODY-KNOWS-1");

        assertThat(status.get("ErrMsg")).isEqualTo("No record found for NOBODY-KNOWS-1");
        assertThat(status.get("ProcReturnCode")).isEqualTo("99");
        assertThat(status.get("Response")).isEqualTo("Declined");
        assertThat(status.get("OrderId")).isEmpty();
        assertThat(status.extra("ORDERSTATUS"))
                .isEqualTo("ORD_ID:\tCHARGE_TYPE_CD:\tORIG_TRANS_AMT:\tCAPTURE_AMT:\tTRANS_STAT:\tAUTH_DTTM:"
                        + "\tCAPTURE_DTTM:\tAUTH_CODE:\tTRANS_ID:");
        assertThat(status.extra("TRANS_STAT")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "preauth,                S, A,  10000, ''",
        "preauth capture,        S, C,  10000, 6000",
        "preauth capture void,   S, V,  10000, 6000",
        "preauth void,           S, V,  10000, ''",
        "sale,                   S, C,  10000, 10000",
        "sale settle,            S, S,  10000, 10000",
        "sale void,              S, V,  10000, 10000",
        "sale refund,            C, C,  2000,  2000",
        "sale refund settle,     C, S,  2000,  2000",
        "sale refund void,       C, V,  2000,  2000",
        "decline,                S, D,  10000, ''",
        "decline sale,           S, C,  10000, 10000"
    })
    void theStatusFollowsTheLastSuccessfulTransaction(
            String steps, String chargeType, String state, String amount, String captured) {
        String orderId = Shop.newOrderId();
        for (String step : steps.split(" ")) {
            play(step, orderId);
        }

        Answer status = shop.status(orderId);

        assertThat(status.get("ProcReturnCode")).isEqualTo("00");
        assertThat(status.extra("CHARGE_TYPE_CD")).isEqualTo(chargeType);
        assertThat(status.extra("TRANS_STAT")).isEqualTo(state);
        assertThat(status.extra("ORIG_TRANS_AMT")).isEqualTo(amount);
        assertThat(status.extra("CAPTURE_AMT")).isEqualTo(captured);
        assertThat(status.extra("CAPTURE_DTTM")).isEqualTo(captured.isEmpty() ? "" : TIME);
        assertThat(status.extra("PROC_RET_CD")).isEqualTo(state.equals("D") ? "51" : "00");
        assertThat(status.extra("VOID_DTTM")).isEqualTo(state.equals("V") ? TIME : null);
        assertThat(status.extra("SETTLEID").isEmpty()).isEqualTo(!state.equals("S"));
        Map<String, String> compound = new LinkedHashMap<>();
        for (String pair : status.extra("ORDERSTATUS").split("\t")) {
            compound.put(pair.substring(0, pair.indexOf(':')), pair.substring(pair.indexOf(':') + 1));
        }
        compound.forEach((name, value) -> assertThat(value).as(name).isEqualTo(status.extra(name)));
    }

    @Test
    void theHistoryHasEveryTransactionNewestFirst() {
        String orderId = Shop.newOrderId();
        Answer declined = shop.send(shop.sale(orderId, "100.00").with("Number", "4355080000005103"));
        Answer sale = shop.send(shop.sale(orderId, "100.00"));
        Answer kept = shop.send(shop.refund(orderId, "20.00"));
        Answer undone = shop.send(shop.refund(orderId, "30.00"));
        shop.send(shop.voidOf("").with("TransId", undone.get("TransId")));

        Answer history = shop.history(orderId);

        assertThat(history.get("ErrMsg")).isEmpty();
        assertThat(history.get("ProcReturnCode")).isEqualTo("00");
        assertThat(history.get("Response")).isEqualTo("Approved");
        assertThat(history.get("OrderId")).isEqualTo(orderId);
        assertThat(history.extra("TRXCOUNT")).isEqualTo("4");
        assertThat(row(history, 1)).isEqualTo(expected("C", "V", "3000", "3000", TIME, TIME, undone, "00"));
        assertThat(row(history, 2)).isEqualTo(expected("C", "C", "2000", "2000", TIME, "", kept, "00"));
        assertThat(row(history, 3)).isEqualTo(expected("S", "C", "10000", "10000", TIME, "", sale, "00"));
        assertThat(row(history, 4)).isEqualTo(expected("S", "D", "10000", "", "", "", declined, "51"));
        assertThat(history.extra("TRX5")).isNull();
    }

    @Test
    void inTheHistoryACaptureTakesThePlaceOfItsPreauthorization() {
        String orderId = shop.paid("PreAuth", "100.00");
        shop.send(shop.capture(orderId, "60.00"));

        Answer history = shop.history(orderId);

        assertThat(row(history, 1).subList(0, 4)).containsExactly("S", "C", "10000", "6000");
        assertThat(history.extra("TRXCOUNT")).isEqualTo("1");
        assertThat(history.extra("TRX2")).isNull();
    }

    @Test
    void theHistoryHasAPreauthorizationThatIsNotCapturedYet() {
        String orderId = shop.paid("PreAuth", "100.00");
        shop.send(shop.capture(orderId, "100.01"));

        Answer history = shop.history(orderId);

        assertThat(row(history, 1).subList(0, 4)).containsExactly("S", "A", "10000", "");
        assertThat(history.extra("TRXCOUNT")).isEqualTo("1");
    }

    @Test
    void theHistoryOfAnUnknownOrderIsEmpty() {
        Answer history = shop.history("NOBODY-KNOWS-2");

        assertThat(history.get("ErrMsg")).isEqualTo("No record found for NOBODY-KNOWS-2");
        assertThat(history.get("ProcReturnCode")).isEqualTo("05");
        assertThat(history.get("Response")).isEqualTo("Declined");
        assertThat(history.get("OrderId")).isEqualTo("NOBODY-KNOWS-2");
        assertThat(history.extra("TRXCOUNT")).isEqualTo("0");
    }

    @Test
    void theOldWordAsksForTheStatusToo() {
        String orderId = shop.paid("Auth", "1.00");

        Message old = shop.head().with("OrderId", orderId).with("Extra/ORDERSTATUS", "SOR");

        assertThat(shop.send(old).extra("TRANS_STAT")).isEqualTo("C");
    }

    @Test
    void aQueryThatIsNoneIsRefused() {
        Message head = shop.head().with("OrderId", "A1");

        assertThat(shop.send(head.with("Extra/ORDERSTATUS", "ASK")).outcome()).isEqualTo("Error CORE-2014");
        assertThat(shop.send(head.with("Extra/ORDERHISTORY", "")).outcome()).isEqualTo("Error CORE-2014");
        assertThat(shop.send(shop.head().with("Extra/ORDERSTATUS", "QUERY")).outcome())
                .isEqualTo("Error CORE-2014");
        assertThat(shop.send(head.with("Extra/ORDERSTATUS", "QUERY").with("Extra/ORDERHISTORY", "QUERY"))
                        .outcome())
                .isEqualTo("Error CORE-2014");
        assertThat(shop.send(head.with("Extra/ORDERSTATUS", "QUERY").with("Password", "wrong"))
                        .outcome())
                .isEqualTo("Error CORE-2201");
    }

    private void play(String step, String orderId) {
        switch (step) {
            case "preauth" -> shop.send(shop.preauth(orderId, "100.00"));
            case "capture" -> shop.send(shop.capture(orderId, "60.00"));
            case "sale" -> shop.send(shop.sale(orderId, "100.00"));
            case "decline" -> shop.send(shop.sale(orderId, "100.00").with("Number", "4355080000005103"));
            case "void" -> shop.send(shop.voidOf(orderId));
            case "refund" -> shop.send(shop.refund(orderId, "20.00"));
            case "settle" -> sandbox.screen("isbank").settle();
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static List<String> row(Answer history, int number) {
        return Arrays.asList(history.extra("TRX" + number).split("\t", -1));
    }

    private static List<String> expected(
            String chargeType,
            String state,
            String amount,
            String captured,
            String capturedAt,
            String voidedAt,
            Answer answer,
            String code) {
        return List.of(
                chargeType,
                state,
                amount,
                captured,
                TIME,
                capturedAt,
                voidedAt,
                answer.get("HostRefNum"),
                answer.get("AuthCode"),
                code,
                answer.get("TransId"));
    }
}
