package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.sandbox.MutableClock;

/** What is to be asked about after the clock was set back. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RecoveriesAndTheClockTest {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofHours(4));

    @Parameter
    TestDatabase kind;

    private final MutableClock clock = new MutableClock(Sample.NOW);
    private TestLedger node;
    private String bank;

    @BeforeEach
    void start() {
        node = new TestLedger(kind.shared(), clock);
    }

    /** An unknown payment that was asked about so often, the last time now. */
    private String asked(int times) {
        Operation sale = node.begin();
        bank = node.close(sale, Outcome.UNKNOWN).bank();
        for (int i = 0; i < times; i++) {
            Duration pause = PAUSES.get(Math.min(i, PAUSES.size() - 1));
            node.recoveries.claim(find(sale.paymentId()), clock.instant().plus(pause));
        }
        return sale.paymentId();
    }

    private Recovery find(String payment) {
        return node.recoveries.list(null, null, 0, 100_000).items().stream()
                .filter(recovery -> recovery.paymentId().equals(payment))
                .findFirst()
                .orElseThrow();
    }

    private List<String> due() {
        return node.recoveries.due(bank, clock.instant(), 100_000).stream()
                .map(Recovery::paymentId)
                .toList();
    }

    @Test
    void whatWaitsLongerThanItsPauseIsDue() {
        String never = asked(0);
        String once = asked(1);
        String twice = asked(2);
        String often = asked(5);
        node.recoveries.wake(bank, PAUSES, clock.instant());
        assertThat(due()).as("the clock is as it was").doesNotContain(never, once, twice, often);

        clock.set(Sample.NOW.minus(Duration.ofHours(3)));
        node.recoveries.wake(bank, PAUSES, clock.instant());

        assertThat(due()).contains(never, once, twice, often);
        assertThat(node.recoveries.banks()).contains(bank);
    }

    @Test
    void whatMayWaitSoLongGoesOnWaiting() {
        String often = asked(5);
        clock.advance(Duration.ofHours(3));
        String twice = asked(2);

        clock.set(clock.instant().minus(Duration.ofHours(2)));
        node.recoveries.wake(bank, PAUSES, clock.instant());

        assertThat(due()).contains(twice).doesNotContain(often);
    }

    @Test
    void whatIsLeftToPeopleStaysWithThem() {
        String left = asked(1);
        node.recoveries.giveUp(left, clock.instant());

        clock.set(Sample.NOW.minus(Duration.ofHours(3)));
        node.recoveries.wake(bank, PAUSES, clock.instant());

        assertThat(due()).doesNotContain(left);
        assertThat(find(left).dueAt()).isEqualTo(Sample.NOW.plus(Duration.ofMinutes(1)));
    }
}
