package org.sanalpos.hub.output;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where rows of the outbox go, and how patiently. */
enum Destination {
    /** The ERP's database. */
    ERP("erp", Reach.ALL),
    /** The result queue. */
    RESULTS("results", Reach.ALL),
    /** The transaction logs, each company's in its own folder. */
    LOG("log", Reach.COMPANY),
    /** Each company's own receiver. */
    WEBHOOKS("webhooks", Reach.ROW);

    /** Which rows wait when the receiver of one of them is away. */
    enum Reach {
        /** Those of all companies: they have one receiver. */
        ALL,
        /** Those of the same company. */
        COMPANY,
        /** That one alone. */
        ROW
    }

    private static final List<Duration> PAUSES_WITHOUT_END = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    /** 24 hours in all. */
    private static final List<Duration> PAUSES_OF_A_DAY = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(6),
            Duration.ofHours(6));

    private final String code;
    private final Reach reach;

    Destination(String code, Reach reach) {
        this.code = code;
        this.reach = reach;
    }

    /** The name in the table, the routes and the metrics. */
    String code() {
        return code;
    }

    Reach reach() {
        return reach;
    }

    /** Whether it is waited for without end. A receiver outside the installation is not: its rows are given up after a day. */
    boolean endless() {
        return reach != Reach.ROW;
    }

    /**
     * The pause after an attempt that failed.
     *
     * @param before attempts that had failed before that one
     * @return empty when the row is given up
     */
    Optional<Duration> pause(int before) {
        if (endless()) {
            return Optional.of(PAUSES_WITHOUT_END.get(Math.min(before, PAUSES_WITHOUT_END.size() - 1)));
        }
        return before < PAUSES_OF_A_DAY.size() ? Optional.of(PAUSES_OF_A_DAY.get(before)) : Optional.empty();
    }

    /** The pauses after each attempt that failed; the last one repeats, unless the row is given up. */
    List<Duration> pauses() {
        return endless() ? PAUSES_WITHOUT_END : PAUSES_OF_A_DAY;
    }

    /** @throws IllegalArgumentException if there is no such destination */
    static Destination of(String code) {
        return Arrays.stream(values())
                .filter(destination -> destination.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The outbox has no destination '" + code + "'"));
    }
}
