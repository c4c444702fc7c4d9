package org.sanalpos.hub.payment;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes the hub's identifiers: ULIDs, so that they sort by time. */
@Component
public class Ids {
    private static final int TIME_CHARACTERS = 10;

    private final Clock clock;

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** 26 characters, each later one of this process larger than the one before. */
    public String next() {
        return UlidCreator.getMonotonicUlid(clock.millis()).toString();
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
