package org.sanalpos.hub.sandbox.payflex;

import java.util.Optional;
import java.util.function.Supplier;

/** A registered payment and what has become of it; it is tried once. */
final class HostedPayment {

    private final Registration registration;
    private String page;
    private Outcome outcome;

    HostedPayment(Registration registration) {
        this.registration = registration;
    }

    /**
     * What became of a payment.
     *
     * @param code {@code 0000} if it was approved
     * @param entry what the VPOS noted; null if nothing was sent to the host
     * @param maskedPan empty if no card was ever known
     */
    record Outcome(String code, String text, Entry entry, String maskedPan) {

        boolean approved() {
            return code.equals("0000");
        }
    }

    Registration registration() {
        return registration;
    }

    synchronized Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Tries the payment, unless that was done before. */
    synchronized Outcome outcome(Supplier<Outcome> attempt) {
        if (outcome == null) {
            outcome = attempt.get();
        }
        return outcome;
    }

    /** Returns the path of the issuer's page, which is begun only once. */
    synchronized String page(Supplier<String> begin) {
        if (page == null) {
            page = begin.get();
        }
        return page;
    }
}
