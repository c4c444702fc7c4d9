package org.sanalpos.hub.sandbox.payflex;

import java.util.Locale;
import java.util.Map;
import org.sanalpos.hub.sandbox.IssuerMessages;
import org.sanalpos.hub.sandbox.Transaction;

/**
 * An issuer's answer in the bank's words.
 *
 * @param resultCode the bank's code of four digits
 * @param hostCode the host's own code of three digits
 * @param text in capitals
 */
record IssuerAnswer(String resultCode, String hostCode, String text) {

    private static final IssuerAnswer APPROVED = new IssuerAnswer("0000", "000", "İŞLEM BAŞARILI");

    /** The bank has no code of the issuers' number for these. */
    private static final Map<String, IssuerAnswer> RENUMBERED = Map.of(
            "37", new IssuerAnswer("0381", "381", "RED-KARTA EL KOYUNUZ"),
            "82", new IssuerAnswer("0312", "312", "RED-GEÇERSİZ KART"));

    /** Returns the answer for an ISO 8583 code. */
    static IssuerAnswer of(String iso) {
        if (iso.equals(Transaction.APPROVED)) {
            return APPROVED;
        }
        String text = IssuerMessages.message(iso).replaceAll("\\.$", "");
        // a Turkish i has its dot in capitals too
        String capitals = text.replace('i', 'İ').toUpperCase(Locale.ROOT);
        return RENUMBERED.getOrDefault(iso, new IssuerAnswer("00" + iso, "0" + iso, "RED-" + capitals));
    }

    boolean approved() {
        return this == APPROVED;
    }
}
