package org.sanalpos.hub.sandbox.intervpos;

import java.util.Arrays;
import java.util.Optional;

/** The models of browser forms, by the names of the wire. */
enum SecureType {
    /** The bank authenticates; the store asks for the money by the API. */
    MODEL("3DModel"),
    /** The bank authenticates and charges. */
    PAY("3DPay"),
    /** As PAY, with a card that is typed on the bank's page. */
    HOST("3DHost");

    private final String wire;

    SecureType(String wire) {
        this.wire = wire;
    }

    /** Returns the model of a form; empty if it is no browser's form. */
    static Optional<SecureType> ofForm(Form form) {
        return Arrays.stream(values())
                .filter(type -> type.wire.equals(form.value("SecureType")))
                .findFirst();
    }
}
