package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ReliabilityTable.Figures;
import org.sanalpos.hub.ReliabilityTable.Row;

class ReliabilityTableTest {
    private static final Row ALWAYS = new Row("the bank hangs", "RecoveryTest", new Figures(2, 2, 2, 2, 3, 3), false);
    private static final Row BY_CHANCE = new Row("the hub dies", "CrashTest", new Figures(9, 9, 7, 7, 8, 8), true);

    @Test
    void publishedFiguresThatAreNotThoseOfTheRunAreFound() {
        ReliabilityTable.compare(
                ALWAYS, List.of("| the bank hangs | 2 | 2 | 2 | 2 | 3 | 3 | `RecoveryTest` | always |"));

        assertThatThrownBy(() -> ReliabilityTable.compare(
                        ALWAYS, List.of("| the bank hangs | 2 | 2 | 1 | 1 | 3 | 3 | `RecoveryTest` | always |")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("| 2 | 2 | 2 | 2 | 3 | 3 |");
        assertThatThrownBy(() -> ReliabilityTable.compare(
                        ALWAYS, List.of("| the bank hangs | 2 | 2 | 2 | 2 | 3 | 3 | `RecoveryTest` | by chance |")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ReliabilityTable.compare(ALWAYS, List.of("| the bank sleeps |")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void figuresThatDependOnChanceMustSaySo() {
        ReliabilityTable.compare(
                BY_CHANCE, List.of("| the hub dies | 5 | 5 | 4 | 4 | 4 | 4 | `CrashTest` | by chance |"));

        assertThatThrownBy(() -> ReliabilityTable.compare(
                        BY_CHANCE, List.of("| the hub dies | 9 | 9 | 7 | 7 | 8 | 8 | `CrashTest` | always |")))
                .isInstanceOf(AssertionError.class);
    }
}
