package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.IssuerMessages;
import org.sanalpos.hub.sandbox.Transaction;

/** The issuers' ISO 8583 codes as this bank numbers and words them. */
final class HostCodes {

    static final String APPROVED_TEXT = "Onaylandı";

    private HostCodes() {}

    /** Returns the bank's code: its 34 is a wrong CVV, so that ISO's 34 has another. */
    static String code(String iso) {
        return switch (iso) {
            case "34" -> "07";
            case "82" -> "34";
            default -> iso;
        };
    }

    /** Returns the bank's words for an ISO code, which end without a full stop. */
    static String text(String iso) {
        return iso.equals(Transaction.APPROVED)
                ? APPROVED_TEXT
                : IssuerMessages.message(iso).replaceFirst("\\.$", "");
    }
}
