package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {

    @ParameterizedTest
    @CsvSource({
        "SALE, APPROVED, CAPTURED, 100, 0",
        "SALE, DECLINED, DECLINED, 0, 0",
        "SALE, NOT_SENT, FAILED, 0, 0",
        "SALE, UNKNOWN, UNKNOWN, 0, 0",
        "SALE, PENDING, UNKNOWN, 0, 0",
        "PREAUTH, APPROVED, AUTHORIZED, 0, 0",
        "PREAUTH, UNKNOWN, UNKNOWN, 0, 0"
    })
    void aFirstOperationDecidesWhereThePaymentStands(
            OperationType type, Outcome outcome, PaymentStatus status, long captured, long refunded) {
        Payment payment = Sample.payment(PaymentStatus.PROCESSING, null, 0, 0);

        assertEquals(
                new Transitions.Standing(status, captured, refunded),
                Transitions.after(payment, Sample.operation(payment, type, 100), outcome));
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHORIZED, CAPTURE, 60, 0, 0, APPROVED, CAPTURED, 60, 0",
        "AUTHORIZED, CAPTURE, 60, 0, 0, DECLINED, AUTHORIZED, 0, 0",
        "AUTHORIZED, CAPTURE, 60, 0, 0, UNKNOWN, UNKNOWN, 0, 0",
        "AUTHORIZED, VOID, 100, 0, 0, APPROVED, VOIDED, 0, 0",
        "CAPTURED, VOID, 100, 100, 0, APPROVED, VOIDED, 0, 0",
        "CAPTURED, VOID, 100, 100, 0, NOT_SENT, CAPTURED, 100, 0",
        "CAPTURED, REFUND, 40, 100, 0, APPROVED, PARTIALLY_REFUNDED, 100, 40",
        "PARTIALLY_REFUNDED, REFUND, 60, 100, 40, APPROVED, REFUNDED, 100, 100",
        "PARTIALLY_REFUNDED, REFUND, 60, 100, 40, DECLINED, PARTIALLY_REFUNDED, 100, 40",
        "PARTIALLY_REFUNDED, REFUND, 60, 100, 40, UNKNOWN, UNKNOWN, 100, 40"
    })
    void aFollowUpMovesOnOrLeadsBackToWhereItBegan(
            PaymentStatus before,
            OperationType type,
            long amount,
            long captured,
            long refunded,
            Outcome outcome,
            PaymentStatus after,
            long capturedAfter,
            long refundedAfter) {
        Payment payment = Sample.payment(PaymentStatus.PROCESSING, before, captured, refunded);

        assertEquals(
                new Transitions.Standing(after, capturedAfter, refundedAfter),
                Transitions.after(payment, Sample.operation(payment, type, amount), outcome));
    }

    @ParameterizedTest
    @EnumSource(
            value = PaymentStatus.class,
            names = {"VOIDED", "REFUNDED", "DECLINED", "FAILED"})
    void nothingFollowsAnEnd(PaymentStatus end) {
        Set<PaymentStatus> others = EnumSet.complementOf(EnumSet.of(end));

        assertThat(others).noneMatch(other -> Transitions.allowed(end, other));
    }

    @Test
    void unknownIsLeftOnlyForWhatABankCanSay() {
        assertThat(Transitions.allowed(PaymentStatus.UNKNOWN, PaymentStatus.PROCESSING))
                .isFalse();
        assertThat(Transitions.allowed(PaymentStatus.UNKNOWN, PaymentStatus.REQUIRES_ACTION))
                .isFalse();
        assertThat(Transitions.allowed(PaymentStatus.UNKNOWN, PaymentStatus.CAPTURED))
                .isTrue();
    }

    @Test
    void followUpsBeginOnlyWhereTheyMakeSense() {
        assertThat(Transitions.mayBegin(OperationType.CAPTURE)).containsExactly(PaymentStatus.AUTHORIZED);
        assertThat(Transitions.mayBegin(OperationType.REFUND))
                .containsExactlyInAnyOrder(PaymentStatus.CAPTURED, PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(Transitions.mayBegin(OperationType.VOID))
                .containsExactlyInAnyOrder(PaymentStatus.AUTHORIZED, PaymentStatus.CAPTURED);
        assertThat(Transitions.mayBegin(OperationType.INQUIRY))
                .contains(PaymentStatus.UNKNOWN)
                .doesNotContain(PaymentStatus.PROCESSING);
    }
}
