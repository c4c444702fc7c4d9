package org.sanalpos.hub.payment;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import com.github.f4b6a3.ulid.UlidFactory;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Makes the hub's identifiers: ULIDs, so that they sort by time. */
@Component
public class Ids {
    private static final int TIME_CHARACTERS = 10;

    private final Clock clock;
    // Its own: the library's common one follows a clock that was set back by more than ten seconds.
    private final UlidFactory growing = UlidFactory.newMonotonicInstance();
    private final AtomicLong latest = new AtomicLong();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** 26 characters, each later one of this process larger than the one before, whatever is done to the clock. */
    public String next() {
        long time = latest.accumulateAndGet(clock.millis(), Math::max);
        return growing.create(time).toString();
    }

    /**
     * As {@link #next}, and larger than an id of another process, whose clock may be ahead of this one's.
     *
     * @param earlier that id, or null for none
     */
    public String after(String earlier) {
        String next = next();
        if (earlier == null || next.compareTo(earlier) > 0) {
            return next;
        }
        // Not the smallest that is larger: that may be the other process's next one.
        return UlidCreator.getUlid(Ulid.getTime(earlier) + 1).toString();
    }

    /**
     * An order id for a bank: the time, then at least 50 random bits; capital letters and digits only.
     *
     * @param length 20 to 26
     */
    public String transactionCode(int length) {
        String ulid = UlidCreator.getUlid(clock.millis()).toString();
        return ulid.substring(0, TIME_CHARACTERS) + ulid.substring(ulid.length() - (length - TIME_CHARACTERS));
    }
}
