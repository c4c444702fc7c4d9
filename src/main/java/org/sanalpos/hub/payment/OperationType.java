package org.sanalpos.hub.payment;

import java.util.Locale;

/** One thing asked of the bank for a payment. */
public enum OperationType {
    SALE,
    PREAUTH,
    CAPTURE,
    VOID,
    REFUND,
    INQUIRY;

    /** The contract's name: {@code preauth}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such operation */
    public static OperationType of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether it begins a payment. */
    public boolean first() {
        return this == SALE || this == PREAUTH;
    }

    /** Whether it moves money, so that the ERP must hear of it. */
    public boolean moves() {
        return this != INQUIRY;
    }
}
