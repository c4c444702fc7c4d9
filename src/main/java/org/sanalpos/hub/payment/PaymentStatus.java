package org.sanalpos.hub.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a payment stands. What may follow what is in {@link Transitions}. */
public enum PaymentStatus {
    /** The browser must go through 3-D Secure. */
    REQUIRES_ACTION,
    /** At the bank now, with its first operation or a follow-up. */
    PROCESSING,
    /** Pre-authorised, not captured. */
    AUTHORIZED,
    CAPTURED,
    PARTIALLY_REFUNDED,
    REFUNDED,
    VOIDED,
    /** The bank said no. */
    DECLINED,
    /** Certainly not charged: nothing reached the bank, or authentication failed. */
    FAILED,
    /** The bank may have acted, its answer was lost. */
    UNKNOWN,
    /** Nobody but a person can decide. */
    REVIEW,
    /** 3-D Secure was never completed. */
    EXPIRED;

    /** The contract's name: {@code partially_refunded}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PaymentStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public static Optional<PaymentStatus> find(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }

    /** Whether the payment rests here until somebody asks for something else, or a person decides. */
    public boolean isFinal() {
        return this != REQUIRES_ACTION && !open();
    }

    /** Whether the caller must come back to learn the outcome. */
    public boolean open() {
        return this == PROCESSING || this == UNKNOWN;
    }
}
