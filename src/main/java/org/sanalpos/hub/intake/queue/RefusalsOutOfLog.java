package org.sanalpos.hub.intake.queue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/**
 * Keeps the broker's own word of each {@link RefusedMessage} out of the log: it comes for every message of a transaction, and a sender that does not stop would
 * fill the disk. {@link Refusals} tells of the transaction.
 */
public final class RefusalsOutOfLog extends TurboFilter {
    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        return thrown instanceof RefusedMessage ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
