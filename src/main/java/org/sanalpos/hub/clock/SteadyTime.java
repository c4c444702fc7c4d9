package org.sanalpos.hub.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Time as it passes while this process runs. Nobody can set it; on a machine that sleeps it may stand still meanwhile. */
public final class SteadyTime {
    private final LongSupplier nanos;

    /** @param nanos nanoseconds since any moment, that grow as time passes, as those of {@link System#nanoTime} do */
    public SteadyTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Nanoseconds since any moment: only how far two of them lie apart means something. */
    public long nanos() {
        return nanos.getAsLong();
    }

    /** The same time as a clock. Its instants do not tell what time it is, only how far two of them lie apart. */
    public Clock clock() {
        return new Steady(nanos());
    }

    private final class Steady extends Clock {
        private final long begun;

        private Steady(long begun) {
            this.begun = begun;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos() - begun);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock tells no time of day");
        }
    }
}
