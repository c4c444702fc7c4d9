package org.sanalpos.hub.settings;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** A clock that shows microseconds, as databases keep them: what was written is equal to what is read. */
public final class MicrosecondClock extends Clock {
    private final Clock source;

    public MicrosecondClock(Clock source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return source.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return source.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MicrosecondClock(source.withZone(zone));
    }
}
