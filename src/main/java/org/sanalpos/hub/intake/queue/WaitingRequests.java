package org.sanalpos.hub.intake.queue;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of the room for waiting requests each sender has taken. Nobody may have more than is still free for all: one who sends without end leaves half
 * of the room, two leave a third, and so on; whoever has nothing there always finds some.
 */
final class WaitingRequests {
    private final long room;
    private final Map<String, Long> taken = new HashMap<>();
    private long total;

    /** @param room bytes */
    WaitingRequests(long room) {
        this.room = room;
    }

    /** Takes room for a request, if its sender may have more. */
    synchronized boolean take(String owner, long bytes) {
        if (taken.getOrDefault(owner, 0L) + bytes > room - total) {
            return false;
        }
        add(owner, bytes);
        return true;
    }

    /** Takes room for a request that waits already. */
    synchronized void add(String owner, long bytes) {
        taken.merge(owner, bytes, Long::sum);
        total += bytes;
    }

    /** Gives back the room of a request that waits no more. */
    synchronized void giveBack(String owner, long bytes) {
        long before = taken.getOrDefault(owner, 0L);
        long after = Math.max(0, before - bytes);
        total -= before - after;
        if (after == 0) {
            taken.remove(owner);
        } else {
            taken.put(owner, after);
        }
    }

    /** Bytes that a sender has taken. */
    synchronized long of(String owner) {
        return taken.getOrDefault(owner, 0L);
    }
}
