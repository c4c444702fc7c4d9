package org.sanalpos.hub.sandbox.nestpay;

/** Names of the issuers of the best known test cards. */
final class Issuers {

    private Issuers() {}

    static String name(String maskedPan) {
        return switch (maskedPan.substring(0, 6)) {
            case "435508", "557113" -> "AKBANK T.A.Ş.";
            case "454671" -> "ZİRAAT BANKASI";
            default -> "DİĞER BANKA";
        };
    }
}
