package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.payment.OperationType;

/** Which of a bank's codes say that money must be given back in the other way. */
class ReversalTest {
    private final Bank.Reversal reversal =
            new Bank.Reversal(ZoneOffset.UTC, LocalTime.MIDNIGHT, true, Set.of("A-*", "21"), Set.of("E2"));

    @Test
    void aCodeCountsForItsOwnOperationOnly() {
        assertThat(reversal.isWrongWay(OperationType.VOID, "21")).isTrue();
        assertThat(reversal.isWrongWay(OperationType.VOID, "211")).isFalse();
        assertThat(reversal.isWrongWay(OperationType.VOID, "E2")).isFalse();
        assertThat(reversal.isWrongWay(OperationType.REFUND, "E2")).isTrue();
        assertThat(reversal.isWrongWay(OperationType.CAPTURE, "21")).isFalse();
        assertThat(reversal.isWrongWay(OperationType.VOID, null)).isFalse();
    }

    @Test
    void anAsteriskStandsForEveryCodeThatBeginsSo() {
        assertThat(reversal.isWrongWay(OperationType.VOID, "A-1007")).isTrue();
        assertThat(reversal.isWrongWay(OperationType.VOID, "B-1007")).isFalse();
        assertThat(reversal.isWrongWay(OperationType.REFUND, "A-1007")).isFalse();
    }
}
