package org.sanalpos.hub.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of things that the audit tells of. */
public enum Kind {
    COMPANY("company"),
    VIRTUAL_POS("virtual-pos"),
    API_KEY("api-key"),
    /** A key that callers encrypt cards for; its code is the kid. */
    CARD_KEY("card-key"),
    /** Everything that is encrypted at rest; its code is the id of the master key. */
    SECRETS("secrets"),
    PAYMENT("payment"),
    /** An event of a payment that a company is told of; its code is the event's id. */
    WEBHOOK_EVENT("webhook-event");

    private final String code;

    Kind(String code) {
        this.code = code;
    }

    /** The contract's name: {@code virtual-pos}. */
    public String code() {
        return code;
    }

    /**
     * Whether the entries of this kind are chained to each other. Those of payments are not: writers of one chain wait for each other,
     * and payments never do.
     */
    public boolean chained() {
        return this != PAYMENT;
    }

    static Optional<Kind> find(String code) {
        return Codes.find(values(), Kind::code, code);
    }

    static Kind of(String code) {
        return Codes.of(values(), Kind::code, code);
    }

    /** All names, for messages. */
    static String codes() {
        return Arrays.stream(values()).map(Kind::code).collect(Collectors.joining(", "));
    }
}
