package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.ResultCode;

/** A history of NestPay in which something does not add up tells nothing: neither what the order is, nor how much was given back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddHistoryTest {
    private static final MessageContext ASKED = Asked.of(OperationType.INQUIRY)
            .after(Asked.approved(OperationType.SALE, Map.of()))
            .context();

    /** A refund of 29.90 in TRX1, a refused one in TRX2, a sale of 129.90 in TRX3. */
    private static final String TOLD =
            new String(Mappings.sample("history-partly-refunded.xml"), StandardCharsets.US_ASCII);

    private BankMappings mappings;

    @BeforeAll
    void load() {
        mappings = Mappings.packed();
    }

    private Reading read(int status, String xml) {
        return mappings.read(ASKED, 0, NestPayAnswer.of(status, xml.getBytes(StandardCharsets.US_ASCII)));
    }

    private void tellsNothing(int status, String xml) {
        assertThat(xml.equals(TOLD) && status == 200).isFalse();
        Reading reading = read(status, xml);
        assertThat(reading.outcome()).as(xml).isEqualTo(Outcome.UNKNOWN);
        assertThat(reading.state()).isNull();
        assertThat(reading.capturedMinor()).isNull();
        assertThat(reading.refundedMinor()).isNull();
        assertThat(reading.authCode()).isNull();
    }

    @Test
    void aWholeOneTellsBothSums() {
        Reading reading = read(200, TOLD);

        assertThat(reading.state()).isEqualTo(InquiredState.CAPTURED);
        assertThat(reading.capturedMinor()).isEqualTo(12990);
        assertThat(reading.refundedMinor()).isEqualTo(2990);
    }

    @ParameterizedTest
    @CsvSource({
        // Of the rows that the bank counts, one is missing, or there is one more.
        "<TRXCOUNT>3</TRXCOUNT>, <TRXCOUNT>2</TRXCOUNT>",
        "<TRXCOUNT>3</TRXCOUNT>, <TRXCOUNT>4</TRXCOUNT>",
        "<TRXCOUNT>3</TRXCOUNT>, <TRXCOUNT></TRXCOUNT>",
        "<TRXCOUNT>3</TRXCOUNT>, ''",
        "TRX3>, TRX4>",
        "TRX2>, TRX1>",
        // Rows of no known kind.
        "C~C~2990, C~A~2990",
        "C~C~2990, C~X~2990",
        "C~C~2990, C~~2990",
        "C~C~2990, X~C~2990",
        "C~C~2990, ~C~2990",
        "C~C~2990, C~PN~2990",
        "S~S~12990, S~R~12990",
        "S~S~12990, S~NW~12990",
        "S~S~12990, S~ERR~12990",
        "S~S~12990, S~A~12990",
        // What contradicts itself.
        "K92046~00, K92046~05",
        "K92046~00, K92046~",
        "~05~26168LbGv15090, ~00~26168LbGv15090",
        "55.61~~616811035502, 55.61~2026-06-17 11:20:41.03~616811035502",
        // Amounts that are none.
        "C~C~2990~2990, C~C~2990~",
        "C~C~2990~2990, C~C~2990~0",
        "C~C~2990~2990, C~C~2990~29.90",
        "C~C~2990~2990, C~C~2990~-2990",
        "C~C~2990~2990, C~C~2990~99999999999999999999",
        // Columns that are missing.
        "~26168LdPw15093, ''",
        "C~C~2990~2990~, C C 2990 2990 ",
        // Not about this order, or no word about which.
        "<OrderId>HUB7, <OrderId>HUB8",
        "<OrderId>HUB7K2M9QX4TB8VN3RZ5, <OrderId>",
        // No answer to this question.
        "Approved, Declined",
        "<ProcReturnCode>00, <ProcReturnCode>99"
    })
    void whatDoesNotAddUpTellsNothing(String right, String wrong) {
        String from = right.replace('~', '\t');
        assertThat(TOLD).contains(from);

        tellsNothing(200, TOLD.replace(from, wrong.replace('~', '\t')));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 500, 503})
    void norDoesOneWithABadHttpStatus(int status) {
        tellsNothing(status, TOLD);
    }

    @Test
    void aMissingOrderIsNotFoundOnlyInTheBanksOwnWords() {
        String missing = new String(Mappings.sample("history-not-found.xml"), StandardCharsets.US_ASCII);

        assertThat(read(200, missing).state()).isEqualTo(InquiredState.NOT_FOUND);
        assertThat(read(200, missing.replace("<OrderId>HUB7K2M9QX4TB8VN3RZ5", "<OrderId>"))
                        .state())
                .isEqualTo(InquiredState.NOT_FOUND);
        for (String other : new String[] {
            missing.replace("<TRXCOUNT>0</TRXCOUNT>", ""),
            missing.replace("<TRXCOUNT>0", "<TRXCOUNT>1"),
            missing.replace("<ProcReturnCode>05", "<ProcReturnCode>99"),
            missing.replace("<Response>Declined", "<Response>Error"),
            missing.replace("<NUMCODE>0", "<ERRORCODE>CORE-2201</ERRORCODE><NUMCODE>0"),
        }) {
            assertThat(read(200, other).state()).as(other).isNull();
            assertThat(read(200, other).result().code()).isNotEqualTo(ResultCode.TRANSACTION_NOT_FOUND);
        }
    }

    @Test
    void theStatusOfAnOrderIsNoHistory() {
        for (String sample : new String[] {"status-captured", "status-refunded", "status-voided"}) {
            Reading reading = mappings.read(ASKED, 0, NestPayAnswer.sample(sample));

            assertThat(reading.state()).isNull();
            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }
}
