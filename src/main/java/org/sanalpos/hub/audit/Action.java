package org.sanalpos.hub.audit;

/** What is done to a thing. Those of payments have the names that operations have in the contract. */
public enum Action {
    CREATE("create"),
    CHANGE("change"),
    DELETE("delete"),
    /** An API key is refused from now on. */
    REVOKE("revoke"),
    /** A company gets another signing secret. */
    RENEW_SECRET("renew-secret"),
    /** Secrets are brought under the current master key. */
    RE_ENCRYPT("re-encrypt"),
    /** An event is sent once more. */
    RESEND("resend"),
    /** A definition is tried at its bank. */
    CHECK("check"),
    /** A person says what no bank could. */
    DECIDE("decide"),
    SALE("sale"),
    PREAUTH("preauth"),
    CAPTURE("capture"),
    VOID("void"),
    REFUND("refund"),
    INQUIRY("inquiry");

    private final String code;

    Action(String code) {
        this.code = code;
    }

    /** The contract's name: {@code renew-secret}. */
    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException if there is no such action */
    public static Action of(String code) {
        return Codes.of(values(), Action::code, code);
    }
}
