package org.sanalpos.hub.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.MutableClock;

class ElapsedTimeTest {
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    private static final Duration HOURS = Duration.ofHours(3);

    private final MutableClock clock = new MutableClock(NOON);
    private final ElapsedTime elapsed = new ElapsedTime(clock, new SteadyTime(clock::nanos));

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            elapsed.look();
        }
    }

    /** The clock is set between two looks. */
    private void set(Duration by) {
        clock.advance(Duration.ofMillis(400));
        clock.set(clock.instant().plus(by));
        clock.advance(Duration.ofMillis(600));
        elapsed.look();
    }

    private void assertPassed(Instant since, Duration time) {
        assertThat(elapsed.since(since)).isBetween(time.minusSeconds(2), time);
    }

    @Test
    void asLongAsNobodySetsTheClockItIsBelieved() {
        pass(Duration.ofMinutes(10));

        assertThat(elapsed.since(NOON)).isEqualTo(Duration.ofMinutes(10));
        assertThat(elapsed.since(NOON.minus(Duration.ofDays(2))))
                .as("told before the process began")
                .isEqualTo(Duration.ofDays(2).plusMinutes(10));
        assertThat(elapsed.between(NOON.plusSeconds(60), NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aClockThatIsSetForwardMakesNothingOlder() {
        pass(Duration.ofMinutes(1));
        set(HOURS);
        Instant after = clock.instant();

        assertPassed(NOON, Duration.ofSeconds(61));
        assertPassed(NOON.minus(Duration.ofDays(2)), Duration.ofDays(2).plusSeconds(61));
        pass(Duration.ofMinutes(15));
        assertPassed(NOON, Duration.ofMinutes(16).plusSeconds(1));
        assertPassed(after, Duration.ofMinutes(15));
    }

    @Test
    void whatTheClockToldRightAfterItWasSetIsOfTheNewTime() {
        pass(Duration.ofMinutes(1));
        clock.set(clock.instant().plus(HOURS));
        Instant after = clock.instant();
        clock.advance(Duration.ofSeconds(1));

        assertThat(elapsed.since(after)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void eachSettingCounts() {
        pass(Duration.ofMinutes(1));
        Instant first = clock.instant();
        set(HOURS);
        pass(Duration.ofMinutes(1));
        Instant second = clock.instant();
        set(Duration.ofMinutes(20));
        pass(Duration.ofMinutes(1));

        assertPassed(first, Duration.ofSeconds(122));
        assertPassed(second, Duration.ofSeconds(61));
    }

    @Test
    void aClockThatIsSetForwardAndBackTellsTheTruthAgain() {
        pass(Duration.ofMinutes(1));
        set(HOURS);
        pass(Duration.ofMinutes(1));
        Instant ahead = clock.instant();
        assertPassed(NOON, Duration.ofSeconds(121));
        set(HOURS.negated());
        pass(Duration.ofMinutes(1));

        assertPassed(NOON, Duration.ofSeconds(182));
        assertThat(elapsed.between(NOON, ahead))
                .as("between moments that lie before the clock was set back")
                .isBetween(Duration.ofSeconds(119), Duration.ofSeconds(121));
    }

    @Test
    void aClockThatIsSetBackMakesNothingOlderThanItSays() {
        pass(Duration.ofMinutes(1));
        set(HOURS.negated());
        pass(Duration.ofMinutes(1));

        assertThat(elapsed.since(NOON)).isEqualTo(Duration.between(NOON, clock.instant()));
    }

    @Test
    void whatAnotherMachineToldWhileThisClockWasWrongIsNotOlderEither() {
        pass(Duration.ofMinutes(1));
        set(HOURS);
        pass(Duration.ofMinutes(1));
        Instant byAnother = NOON.plus(Duration.ofSeconds(100));

        assertThat(elapsed.since(byAnother)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aLongPauseBetweenTwoLooksMakesNothingOlder() {
        clock.advance(Duration.ofMinutes(10));
        Instant told = clock.instant();
        clock.set(clock.instant().plus(Duration.ofMinutes(8)));
        clock.advance(Duration.ofMinutes(1));

        assertThat(elapsed.since(NOON)).isEqualTo(Duration.ofMinutes(11));
        assertThat(elapsed.since(told)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void smallCorrectionsAddUp() {
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(1));
            clock.set(clock.instant().plusMillis(500));
            elapsed.look();
        }

        assertThat(elapsed.since(NOON)).isBetween(Duration.ofSeconds(95), Duration.ofSeconds(105));
    }

    @Test
    void howeverOftenTheClockIsSetNothingBecomesOlderThanItIs() {
        Instant before = clock.instant();
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofSeconds(10));
            set(i % 3 == 2 ? HOURS.negated() : HOURS);
            assertThat(elapsed.since(before)).isLessThanOrEqualTo(Duration.ofSeconds(11L * (i + 1)));
        }
        Instant last = clock.instant();
        pass(Duration.ofMinutes(20));

        assertThat(elapsed.since(before))
                .as("older than the settings that are remembered")
                .isBetween(Duration.ofMinutes(20), Duration.ofSeconds(200 * 11 + 1200));
        assertPassed(last, Duration.ofMinutes(20));
    }
}
