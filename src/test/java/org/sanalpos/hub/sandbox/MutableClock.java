package org.sanalpos.hub.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until a test moves it. */
public final class MutableClock extends Clock {

    private volatile Instant now;
    private volatile Duration passed = Duration.ZERO;

    public MutableClock(Instant now) {
        this.now = now;
    }

    /** Somebody sets the clock; no time passes. */
    public void set(Instant instant) {
        now = instant;
    }

    /** Time passes. */
    public void advance(Duration duration) {
        passed = passed.plus(duration);
        now = now.plus(duration);
    }

    /** Time that has passed in all, nanoseconds. */
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Elsewhere(zone);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** The same time in another zone. */
    private final class Elsewhere extends Clock {
        private final ZoneId zone;

        private Elsewhere(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Elsewhere(other);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
