package org.sanalpos.hub.payment;

/** A request with who made it and the key that makes it safe to repeat. */
public sealed interface Command {
    Origin origin();

    /** @param request the payment that is asked for */
    record Pay(Origin origin, PaymentRequest request) implements Command {}

    /** @param request what is asked for a payment that exists */
    record FollowUp(Origin origin, FollowUpRequest request) implements Command {}
}
