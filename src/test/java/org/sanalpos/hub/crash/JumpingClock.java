package org.sanalpos.hub.crash;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, as somebody sets it forwards and backwards. */
final class JumpingClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Sets the clock; negative for backwards. */
    void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the hub's clock is in UTC");
    }
}
