package org.sanalpos.hub.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How much time has really passed between moments that the machine's clock told. The clock is held against {@link SteadyTime}, so that a clock that was set
 * forward by hours makes nothing hours old.
 *
 * <p>The answer is never more than what has passed, some seconds aside, and never more than the clock says: where it was set back, or where a moment cannot be
 * placed, it is less. What was done to the clock before this process began cannot be known: for that time the clock is believed. So is that of another
 * machine that told the moment.
 */
@Component
public class ElapsedTime {
    /** What lies within is no setting: the clock is corrected a little all the time, and reading it takes time too. */
    private static final Duration JUMP = Duration.ofSeconds(5);

    /** Settings that are remembered. */
    private static final int KEPT = 32;

    private static final Logger LOG = LoggerFactory.getLogger(ElapsedTime.class);

    private final Clock clock;
    private final SteadyTime steady;
    private final Instant begun;
    private final long begunNanos;
    private final List<Stretch> stretches = new ArrayList<>();
    private long looked;

    public ElapsedTime(Clock clock, SteadyTime steady) {
        this.clock = clock;
        this.steady = steady;
        this.begun = clock.instant();
        this.begunNanos = steady.nanos();
        this.looked = begunNanos;
        this.stretches.add(new Stretch(Instant.MIN, begun, Duration.ZERO));
    }

    /**
     * A time in which nobody set the clock.
     *
     * @param from the earliest that the clock can have told in it
     * @param until the latest, as far as is known
     * @param ahead how far the clock was set forward from the beginning of the process to then
     */
    private record Stretch(Instant from, Instant until, Duration ahead) {
        boolean holds(Instant told) {
            return !told.isBefore(from) && !told.isAfter(until);
        }

        Stretch until(Instant latest) {
            return latest.isAfter(until) ? new Stretch(from, latest, ahead) : this;
        }
    }

    /** Looks whether the clock was set. The more often somebody looks, the better is known when it was. */
    public synchronized void look() {
        Instant now = clock.instant();
        long nanos = steady.nanos();
        Duration unseen = Duration.ofNanos(nanos - looked);
        looked = nanos;
        int last = stretches.size() - 1;
        Stretch current = stretches.get(last);
        Duration ahead = Duration.between(begun, now).minusNanos(nanos - begunNanos);
        Duration jump = ahead.minus(current.ahead());
        if (jump.abs().compareTo(JUMP) <= 0) {
            stretches.set(last, current.until(now));
            return;
        }
        LOG.warn("The clock went {} s further than time did: it was set, or the machine slept", jump.toSeconds());
        stretches.set(last, current.until(now.minus(jump)));
        stretches.add(new Stretch(now.minus(unseen), now, ahead));
        if (stretches.size() > KEPT) {
            stretches.remove(0);
        }
    }

    /** How much time has passed since the clock told a moment, at least. */
    public Duration since(Instant from) {
        return between(from, clock.instant());
    }

    /**
     * How much time has passed between two moments, at least; negative where that cannot be said.
     *
     * @param from what the clock told, in this process or before it
     * @param to what the clock told in this process, later
     */
    public synchronized Duration between(Instant from, Instant to) {
        look();
        boolean fromPlaced = stretches.stream().anyMatch(stretch -> stretch.holds(from));
        boolean toPlaced = stretches.stream().anyMatch(stretch -> stretch.holds(to));
        Duration most = Duration.ZERO;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch first = stretches.get(i);
            for (Stretch second : stretches.subList(i, stretches.size())) {
                if ((!fromPlaced || first.holds(from)) && (!toPlaced || second.holds(to))) {
                    most = longer(most, second.ahead().minus(first.ahead()));
                }
            }
        }
        // What is older than all that is remembered is at least as old as that.
        Instant known = stretches.get(0).from();
        Instant earliest = !fromPlaced && from.isBefore(known) ? known : from;
        return Duration.between(earliest, to).minus(most);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
