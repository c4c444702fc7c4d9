package org.sanalpos.hub.payment;

import java.util.Locale;

/** The 3-D Secure model of a payment. */
public enum Secure {
    /** No cardholder authentication. */
    NONE("none"),
    /** The card is authenticated at the bank's gate, the hub completes by API. */
    THREE_D("3d"),
    /** The bank authenticates and charges in one step. */
    THREE_D_PAY("3d_pay"),
    /** The card is typed on the bank's page. */
    THREE_D_HOST("3d_host");

    private final String code;

    Secure(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException if there is no such model */
    public static Secure of(String code) {
        for (Secure secure : values()) {
            if (secure.code.equals(code.toLowerCase(Locale.ROOT))) {
                return secure;
            }
        }
        throw new IllegalArgumentException("no such 3-D Secure model");
    }
}
