package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.mapping.Dialect.RowKind;
import org.sanalpos.hub.payment.OperationType;

/** A preauthorization that says itself that it was captured, with and without the capture. */
class OrderHistoryTest {
    private static final Dialect.HistoryRules RULES = new Dialect.HistoryRules(
            null,
            Map.of(),
            List.of(),
            Stream.of(RowKind.PREAUTH, RowKind.CLOSED, RowKind.CAPTURE, RowKind.REFUND)
                    .flatMap(kind -> Stream.of(rule(kind, false), rule(kind, true)))
                    .toList(),
            new Dialect.AmountRule(List.of("amount"), Dialect.AmountUnit.MINOR, null),
            List.of(),
            Map.of());

    private static Dialect.RowRule rule(RowKind kind, boolean dead) {
        return new Dialect.RowRule(
                kind, null, dead, new Dialect.Condition(Map.of("is", Pattern.compile(kind + (dead ? " DEAD" : "")))));
    }

    private static OrderHistory.Told told(String... rows) {
        return new OrderHistory(RULES, Asked.of(OperationType.INQUIRY).context())
                .read(Arrays.stream(rows)
                        .map(row -> Map.of("is", row, "amount", "12990"))
                        .toList());
    }

    @Test
    void takesNoMoneyItself() {
        OrderHistory.Told told = told("CLOSED", "CAPTURE");

        assertThat(told.state()).isEqualTo(InquiredState.CAPTURED);
        assertThat(told.capturedMinor()).isEqualTo(12990);
        assertThat(told.decisive()).containsEntry("is", "CAPTURE");
    }

    @Test
    void leavesTheStateOpenWithoutTheCapture() {
        assertThat(told("CLOSED").state()).isNull();
        assertThat(told("CLOSED", "CAPTURE DEAD").state()).isNull();
        assertThat(told("CLOSED", "CAPTURE DEAD", "PREAUTH").state()).isNull();
    }

    @Test
    void isNoHoldOnceItWasTakenBack() {
        assertThat(told("CLOSED DEAD", "PREAUTH DEAD").state()).isEqualTo(InquiredState.VOIDED);
        assertThat(told("CLOSED", "CAPTURE", "REFUND").state()).isEqualTo(InquiredState.REFUNDED);
        assertThat(told("PREAUTH", "CAPTURE DEAD").state()).isEqualTo(InquiredState.AUTHORIZED);
    }
}
