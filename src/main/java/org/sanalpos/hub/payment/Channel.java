package org.sanalpos.hub.payment;

import java.util.Locale;

/** How the card was given: on a web page, by mail or telephone, or kept by agreement for repeated payments. */
public enum Channel {
    ECOMMERCE,
    MOTO,
    RECURRING;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such channel */
    public static Channel of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
