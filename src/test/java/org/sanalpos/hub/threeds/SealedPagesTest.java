package org.sanalpos.hub.threeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.clock.SteadyTime;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.sandbox.MutableClock;

class SealedPagesTest {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-14T12:00:00Z"));
    private final SealedPages pages;

    SealedPagesTest() throws Exception {
        pages = new SealedPages(new SteadyTime(clock::nanos));
    }

    @Test
    void aCardIsThereUntilItIsTakenOnce() {
        pages.put("s", card(), LONGEST);
        clock.advance(LONGEST.minusSeconds(1));
        pages.sweep();

        assertThat(pages.take("s")).get().extracting(Sealed::card).isEqualTo(card().card());
        assertThat(pages.take("s")).isEmpty();
    }

    @Test
    void noCardStaysForLongerBecauseTheClockWasSetBack() {
        pages.put("s", card(), LONGEST);
        clock.set(clock.instant().minus(Duration.ofHours(3)));
        clock.advance(LONGEST);

        assertThat(pages.take("s")).isEmpty();
    }

    private static Sealed card() {
        return new Sealed(null, null, new Card("4355084355084358", YearMonth.of(2030, 12), "000", null));
    }
}
