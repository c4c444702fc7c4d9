package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.ResultCode;

/** Answers of NestPay that are readable and yet not as usual: codes in other places, contradictions, other orders, bad statuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddAnswerTest {
    private BankMappings mappings;

    @BeforeAll
    void load() {
        mappings = Mappings.packed();
    }

    @Test
    void theCodeIsTheSystemsOwnWhereThereIsOneAndTheHostsElse() {
        assertThat(bankCode("99", "CORE-2507")).isEqualTo("CORE-2507");
        assertThat(bankCode("51", "ISO8583-51")).isEqualTo("51");
        assertThat(bankCode("05", "")).isEqualTo("05");
        assertThat(bankCode("99", "ISO8583-19")).isEqualTo("99");
        assertThat(bankCode("99", "3D-1004")).isEqualTo("3D-1004");
        assertThat(bankCode("", "BM-9100")).isEqualTo("BM-9100");
        assertThat(bankCode("", "")).isNull();

        Reading doNotHonor = refused("05", "ISO8583-05");
        assertThat(doNotHonor.result().code()).isEqualTo(ResultCode.DO_NOT_HONOR);
        assertThat(doNotHonor.outcome()).isEqualTo(Outcome.DECLINED);
    }

    @Test
    void aCodeThatNobodyKnowsKeepsTheBanksWords() {
        Reading reading = refused("77777", "");

        assertThat(reading.outcome()).isEqualTo(Outcome.DECLINED);
        assertThat(reading.result().code()).isEqualTo(ResultCode.UNKNOWN);
        assertThat(reading.result().bankCode()).isEqualTo("77777");
        assertThat(reading.result().bankMessage()).isEqualTo("Bankanın sözü");
        assertThat(reading.result().messageTr()).isNotBlank();
        assertThat(mappings.knows("halkbank", "77777")).isFalse();
    }

    @Test
    void anAnswerThatContradictsItselfIsUnknown() {
        String approval = new String(Mappings.sample("approved.xml"), Charset.forName("ISO-8859-9"));

        assertThat(outcome(approval)).isEqualTo(Outcome.APPROVED);
        assertThat(outcome(approval.replace("<ProcReturnCode>00", "<ProcReturnCode>51")))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(approval.replace("<ProcReturnCode>00", "<ProcReturnCode>")))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(approval.replace("<ProcReturnCode>00</ProcReturnCode>", "")))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(approval.replace(">Approved<", ">Declined<"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(approval.replace(">Approved<", ">approved<"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(approval.replace("CC5Response", "CC5Answer"))).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aHostTextStandsInForAMissingMessage() {
        Reading reading = read(
                OperationType.SALE,
                NestPayAnswer.of("<CC5Response><Response>Decline</Response><ProcReturnCode>SF</ProcReturnCode><ErrMsg/>"
                        + "<Extra><HOSTMSG>KART 4546711234567894 KAPALI</HOSTMSG></Extra></CC5Response>"));

        assertThat(reading.outcome()).isEqualTo(Outcome.DECLINED);
        assertThat(reading.result().bankMessage()).isEqualTo("KART 454671******7894 KAPALI");
    }

    @Test
    void anAnswerToAnotherOrderIsUnknown() {
        MessageContext other =
                Asked.of(OperationType.SALE).order("HUB7K2M9QX4TB8VN3RZ6").context();
        MessageContext inquiry =
                Asked.of(OperationType.INQUIRY).order("HUB7K2M9QX4TB8VN3RZ6").context();

        for (String sample : new String[] {"approved", "declined-51"}) {
            Reading reading = mappings.read(other, 0, NestPayAnswer.sample(sample));
            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(reading.authCode()).isNull();
            assertThat(reading.result().bankMessage()).contains("belongs to something else");
        }
        for (String sample : new String[] {"status-captured", "status-declined", "status-compound-only"}) {
            Reading reading = mappings.read(inquiry, 0, NestPayAnswer.sample(sample));
            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(reading.state()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 302, 400, 403, 500, 502, 503})
    void goodNewsWithABadHttpStatusIsNotBelieved(int status) {
        Reading sale = read(OperationType.SALE, NestPayAnswer.of(status, Mappings.sample("approved.xml")));
        assertThat(sale.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(sale.authCode()).isNull();

        for (String sample : new String[] {"status-captured", "status-not-found", "status-declined"}) {
            Reading inquiry = read(OperationType.INQUIRY, NestPayAnswer.of(status, Mappings.sample(sample + ".xml")));
            assertThat(inquiry.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(inquiry.state()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A:S", "ERR:S", "CNCL:S", "V:C", "C:", "C:X", "X:S"})
    void aStateThatNobodyKnowsIsNoState(String pair) {
        String[] parts = pair.split(":", -1);
        String xml = new String(Mappings.sample("status-captured.xml"), Charset.forName("ISO-8859-9"))
                .replace("<TRANS_STAT>C<", "<TRANS_STAT>" + parts[0] + "<")
                .replace("<CHARGE_TYPE_CD>S<", "<CHARGE_TYPE_CD>" + parts[1] + "<")
                .replace("CHARGE_TYPE_CD:S", "CHARGE_TYPE_CD:" + parts[1]);

        Reading reading = read(OperationType.INQUIRY, NestPayAnswer.of(xml));

        if (pair.equals("A:S")) {
            assertThat(reading.state()).isEqualTo(InquiredState.AUTHORIZED);
        } else {
            assertThat(reading.state()).isNull();
            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    private Reading refused(String procReturnCode, String errorCode) {
        return read(OperationType.SALE, NestPayAnswer.refusal(procReturnCode, errorCode));
    }

    private String bankCode(String procReturnCode, String errorCode) {
        return refused(procReturnCode, errorCode).result().bankCode();
    }

    private Outcome outcome(String xml) {
        return read(OperationType.SALE, NestPayAnswer.of(xml)).outcome();
    }

    private Reading read(OperationType type, BankReply.Answered answer) {
        return mappings.read(Asked.of(type).context(), 0, answer);
    }
}
