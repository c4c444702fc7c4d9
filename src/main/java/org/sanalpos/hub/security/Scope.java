package org.sanalpos.hub.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an API key may do. */
public enum Scope {
    PAYMENTS_WRITE("payments:write"),
    PAYMENTS_READ("payments:read"),
    REFUNDS_WRITE("refunds:write"),
    DEFINITIONS_READ("definitions:read"),
    DEFINITIONS_WRITE("definitions:write"),
    REPORTS_READ("reports:read"),
    RECONCILIATION_WRITE("reconciliation:write");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** The contract's name: {@code payments:write}. */
    public String code() {
        return code;
    }

    public static Optional<Scope> find(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }

    /** All names, in the contract's order. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Scope::code).toList();
    }
}
