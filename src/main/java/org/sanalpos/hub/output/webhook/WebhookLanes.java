package org.sanalpos.hub.output.webhook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.output.Outbox;
import org.sanalpos.hub.output.OutboxRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How many events this node sends at once: a few to each company, so that a receiver which hangs holds up its own company alone. One that took
 * nothing last gets one at a time.
 */
@Component
public class WebhookLanes {
    /** As many as route webhooks has threads. */
    private static final int ALL = 32;

    private static final int OF_A_COMPANY = 4;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookLanes.class);

    private final Outbox outbox;
    private final Map<String, Lane> lanes = new HashMap<>();
    private long turns;

    public WebhookLanes(Outbox outbox) {
        this.outbox = outbox;
    }

    private static final class Lane {
        private int underWay;
        private boolean failing;
        private long lastTurn;

        private int free() {
            return (failing ? 1 : OF_A_COMPANY) - underWay;
        }
    }

    /** Claims as many events as can be sent now; the company that has waited longest for its turn comes first. */
    public List<OutboxRow> claim() {
        List<OutboxRow> claimed = new ArrayList<>();
        List<String> companies = new ArrayList<>(outbox.companies(WebhookEvents.DESTINATION));
        companies.sort(Comparator.comparing(this::lastTurn));
        for (String company : companies) {
            int free = free(company);
            if (free > 0) {
                List<OutboxRow> rows = outbox.claim(WebhookEvents.DESTINATION, company, free);
                entered(company, rows.size());
                claimed.addAll(rows);
            }
        }
        return claimed;
    }

    /**
     * How receivers took what this node sent them last.
     *
     * @param known receivers that were sent something
     * @param failing those of them that did not take it
     */
    record Receivers(int known, int failing) {}

    synchronized Receivers receivers() {
        return new Receivers(lanes.size(), (int)
                lanes.values().stream().filter(lane -> lane.failing).count());
    }

    /** Notes that an event is under way no more. */
    synchronized void left(String company) {
        lanes.get(company).underWay--;
    }

    /** Notes what came of an attempt. */
    synchronized void attempted(String company, Attempt attempt) {
        Lane lane = lanes.get(company);
        boolean failing = !attempt.delivered();
        if (failing && !lane.failing) {
            LOG.warn("The receiver of webhooks of {} does not take an event, which waits: {}", company, attempt);
        } else if (!failing && lane.failing) {
            LOG.info("The receiver of webhooks of {} takes events again", company);
        }
        lane.failing = failing;
    }

    private synchronized long lastTurn(String company) {
        Lane lane = lanes.get(company);
        return lane == null ? 0 : lane.lastTurn;
    }

    private synchronized int free(String company) {
        int underWay = lanes.values().stream().mapToInt(lane -> lane.underWay).sum();
        Lane lane = lanes.get(company);
        return Math.min(ALL - underWay, lane == null ? OF_A_COMPANY : lane.free());
    }

    private synchronized void entered(String company, int events) {
        if (events > 0) {
            Lane lane = lanes.computeIfAbsent(company, code -> new Lane());
            lane.underWay += events;
            lane.lastTurn = ++turns;
        }
    }
}
