package org.sanalpos.hub.sandbox.posnet;

import java.util.Map;
import org.sanalpos.hub.sandbox.IssuerMessages;

/** How the bank tells an issuer's decline: mostly the ISO 8583 code with leading zeros and words of its own. */
record Declines(String code, String text) {

    private static final Declines CALL_THE_BANK = new Declines("", "BANKANIZI ARAYIN");
    private static final Declines NOT_APPROVED = new Declines("", "RED-ONAYLANMADI");
    private static final Declines KEEP_THE_CARD = new Declines("", "RED-KARTA EL KOY");

    /** An empty code stands for the ISO code with leading zeros. 0003 and 0015 mean other things at this bank. */
    private static final Map<String, Declines> OWN = Map.ofEntries(
            Map.entry("01", CALL_THE_BANK),
            Map.entry("03", new Declines("0015", "ISYERI STATUSU HATALI")),
            Map.entry("04", KEEP_THE_CARD),
            Map.entry("05", NOT_APPROVED),
            Map.entry("07", CALL_THE_BANK),
            Map.entry("12", new Declines("", "RED-GECERSIZ ISLEM")),
            Map.entry("14", new Declines("", "RED-HATALI KART")),
            Map.entry("15", new Declines("0053", CALL_THE_BANK.text)),
            Map.entry("30", CALL_THE_BANK),
            Map.entry("41", KEEP_THE_CARD),
            Map.entry("43", KEEP_THE_CARD),
            Map.entry("51", new Declines("", "RED-YETERSIZ BAKIYE")),
            Map.entry("54", NOT_APPROVED),
            Map.entry("57", NOT_APPROVED),
            Map.entry("58", NOT_APPROVED),
            Map.entry("62", NOT_APPROVED),
            Map.entry("65", NOT_APPROVED),
            Map.entry("91", CALL_THE_BANK));

    /** Returns the bank's code and words for an ISO 8583 code. */
    static Declines of(String iso) {
        Declines own = OWN.getOrDefault(iso, new Declines("", IssuerMessages.message(iso)));
        return own.code.isEmpty() ? new Declines("00" + iso, own.text) : own;
    }
}
