package org.sanalpos.hub.payment;

import java.util.Locale;

/** How one operation at the bank ended. */
public enum Outcome {
    /** The bank did it. */
    APPROVED,
    /** The bank answered and did not do it. */
    DECLINED,
    /** The request certainly did not reach the bank. Only this one may be tried again elsewhere. */
    NOT_SENT,
    /** The bank answered that it has not decided yet. */
    PENDING,
    /** The request may have reached the bank and no answer that can be believed came back. */
    UNKNOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing will change it any more. */
    public boolean certain() {
        return this == APPROVED || this == DECLINED || this == NOT_SENT;
    }
}
