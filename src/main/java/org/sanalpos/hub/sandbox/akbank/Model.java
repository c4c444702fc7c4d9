package org.sanalpos.hub.sandbox.akbank;

import java.util.Arrays;

/** The payment models of the gates, by the names of the wire. */
enum Model {
    /** The bank authenticates; the store asks for the money by the API. */
    AUTHENTICATION("3D", false),
    /** The bank authenticates and charges. */
    PAYMENT("3D_PAY", false),
    /** As PAYMENT, with a card that is typed on the bank's page. */
    HOSTED_PAYMENT("3D_PAY_HOSTING", true);

    private final String wire;
    private final boolean hosted;

    Model(String wire, boolean hosted) {
        this.wire = wire;
        this.hosted = hosted;
    }

    /** Returns the model of a name at one of the two gates. */
    static Model of(String wire, boolean hosted) {
        return Arrays.stream(values())
                .filter(model -> model.hosted == hosted && model.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> VpsError.PATTERN.refusal("paymentModel"));
    }
}
