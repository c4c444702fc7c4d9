package org.sanalpos.hub.sandbox.posnet;

import java.util.Map;
import org.sanalpos.hub.sandbox.IssuerMessages;

/** How the bank tells an issuer's decline: mostly the ISO 8583 code with leading zeros and words of its own. */
record Decline(String code, String text) {

    private static final Decline CALL_THE_BANK = new Decline("", "BANKANIZI ARAYIN");
    private static final Decline NOT_APPROVED = new Decline("", "RED-ONAYLANMADI");
    private static final Decline KEEP_THE_CARD = new Decline("", "RED-KARTA EL KOY");

    /** An empty code stands for the ISO code with leading zeros. 0003 and 0015 mean other things at this bank. */
    private static final Map<String, Decline> OWN = Map.ofEntries(
            Map.entry("01", CALL_THE_BANK),
            Map.entry("03", new Decline("0015", "ISYERI STATUSU HATALI")),
            Map.entry("04", KEEP_THE_CARD),
            Map.entry("05", NOT_APPROVED),
            Map.entry("07", CALL_THE_BANK),
            Map.entry("12", new Decline("", "RED-GECERSIZ ISLEM")),
            Map.entry("14", new Decline("", "RED-HATALI KART")),
            Map.entry("15", new Decline("0053", CALL_THE_BANK.text)),
            Map.entry("30", CALL_THE_BANK),
            Map.entry("41", KEEP_THE_CARD),
            Map.entry("43", KEEP_THE_CARD),
            Map.entry("51", new Decline("", "RED-YETERSIZ BAKIYE")),
            Map.entry("54", NOT_APPROVED),
            Map.entry("57", NOT_APPROVED),
            Map.entry("58", NOT_APPROVED),
            Map.entry("62", NOT_APPROVED),
            Map.entry("65", NOT_APPROVED),
            Map.entry("91", CALL_THE_BANK));

    /** Returns the bank's code and words for an ISO 8583 code. */
    static Decline of(String iso) {
        Decline own = OWN.getOrDefault(iso, new Decline("", IssuerMessages.message(iso)));
        return own.code.isEmpty() ? new Decline("00" + iso, own.text) : own;
    }
}
