package org.sanalpos.hub.crash;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The machine's clock, as somebody sets it forwards and backwards. */
final class JumpingClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Sets the clock; negative for backwards. */
    void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** A clock of another zone that does not jump any more. */
    @Override
    public Clock withZone(ZoneId zone) {
        return offset(system(zone), ahead);
    }
}
