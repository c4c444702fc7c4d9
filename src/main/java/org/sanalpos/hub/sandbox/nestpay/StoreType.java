package org.sanalpos.hub.sandbox.nestpay;

import java.util.Optional;

/** The ways through the gate, by the names of its field {@code storetype}. */
enum StoreType {
    /** The merchant charges what was authenticated. */
    THREE_D("3d", false, false),
    /** The bank charges when the cardholder was authenticated. */
    THREE_D_PAY("3d_pay", false, true),
    /** The bank asks for the card too. */
    THREE_D_PAY_HOSTING("3d_pay_hosting", true, true),
    /** The bank asks for the card, the merchant charges. */
    THREE_D_HOST("3d_host", true, false);

    private final String name;
    private final boolean hosted;
    private final boolean charges;

    StoreType(String name, boolean hosted, boolean charges) {
        this.name = name;
        this.hosted = hosted;
        this.charges = charges;
    }

    static Optional<StoreType> named(String name) {
        for (StoreType type : values()) {
            if (type.name.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether the card is typed at the bank. */
    boolean hosted() {
        return hosted;
    }

    /** Whether the bank charges. */
    boolean charges() {
        return charges;
    }
}
