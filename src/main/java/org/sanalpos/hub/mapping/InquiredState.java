package org.sanalpos.hub.mapping;

import java.util.Locale;

/** What a bank says about a payment that it was asked about. */
public enum InquiredState {
    /** It has no record; in the first seconds that is no proof. */
    NOT_FOUND,
    AUTHORIZED,
    CAPTURED,
    VOIDED,
    REFUNDED,
    DECLINED,
    /** It has not decided yet. */
    PENDING;

    static InquiredState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
