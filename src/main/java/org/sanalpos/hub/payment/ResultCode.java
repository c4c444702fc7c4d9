package org.sanalpos.hub.payment;

import java.util.Locale;

/** What a bank's answer means, in the words of the public contract. */
public enum ResultCode {
    APPROVED,
    INSUFFICIENT_FUNDS,
    DO_NOT_HONOR,
    INVALID_CARD,
    EXPIRED_CARD,
    LOST_OR_STOLEN,
    RESTRICTED_CARD,
    LIMIT_EXCEEDED,
    INVALID_CVV,
    AUTHENTICATION_FAILED,
    INVALID_MERCHANT,
    INVALID_REQUEST,
    DUPLICATE,
    TRANSACTION_NOT_FOUND,
    NOT_PERMITTED,
    ISSUER_UNAVAILABLE,
    BANK_SYSTEM_ERROR,
    CREDENTIALS_REJECTED,
    FRAUD_SUSPECTED,
    RETRY_LATER,
    UNKNOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such code */
    public static ResultCode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
