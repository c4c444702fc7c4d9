package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.MutableClock;

class IdsTest {
    private static final Duration HOURS = Duration.ofHours(3);
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private final MutableClock clock = new MutableClock(NOON);
    private final Ids ids = new Ids(clock);

    @Test
    void eachIdIsLargerThanTheOneBefore() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            made.add(ids.next());
            clock.advance(Duration.ofMillis(i % 3));
        }

        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 26);
    }

    @Test
    void aClockThatIsSetBackMakesNoSmallerIds() {
        List<String> made = new ArrayList<>();
        for (Duration set : List.of(HOURS.negated(), Duration.ofSeconds(11), HOURS, HOURS.multipliedBy(-2), HOURS)) {
            made.add(ids.next());
            made.add(ids.next());
            clock.set(clock.instant().plus(set));
            // Others of the same process go by clocks of their own.
            new Ids(Clock.systemUTC()).next();
            made.add(ids.next());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theIdsOfEachThreadGrowWhileTheClockJumps() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> work = () -> {
                List<String> mine = new ArrayList<>();
                for (int i = 0; i < 2000; i++) {
                    clock.set(i % 2 == 0 ? NOON : NOON.minus(HOURS));
                    mine.add(ids.next());
                }
                return mine;
            };
            List<Future<List<String>>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                made.add(threads.submit(work));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> each : made) {
                assertThat(each.get()).isSorted();
                all.addAll(each.get());
            }
            assertThat(all).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anIdBehindAnotherProcesssIsLargerThoughThatOnesClockIsAhead() {
        Ids ahead = new Ids(Clock.offset(clock, HOURS));
        String first = ahead.next();

        String second = ids.after(first);

        assertThat(second).isGreaterThan(first);
        assertThat(ids.after(second)).isGreaterThan(second);
        assertThat(ids.after(null)).as("only that one is ahead").isLessThan(first);
        assertThat(ids.after(ids.next())).isLessThan(first);
    }
}
