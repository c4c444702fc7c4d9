package org.sanalpos.hub.sandbox.acs;

/** How the issuer's page ended. */
public enum Authentication {
    /** The cardholder typed the right code. */
    FULL('Y'),
    /** The issuer vouches for an attempt: the card takes no part in 3-D Secure yet. */
    ATTEMPT('A'),
    WRONG_CODE('N'),
    CANCELLED('N'),
    /** The issuer's page was left open until its time was over. */
    TIMED_OUT('U');

    private final char transStatus;

    Authentication(char transStatus) {
        this.transStatus = transStatus;
    }

    /** Returns the status of 3-D Secure: Y, A, N or U. */
    public String transStatus() {
        return String.valueOf(transStatus);
    }

    /** Whether the payment may go on, as far as the issuer is concerned. */
    public boolean passed() {
        return this == FULL || this == ATTEMPT;
    }

    /** Returns the electronic commerce indicator of a card scheme, two digits; empty if the payment may not go on. */
    public String eci(String brand) {
        if (!passed()) {
            return "";
        }
        boolean mastercard = brand.equals("MASTERCARD") || brand.equals("MAESTRO");
        if (this == FULL) {
            return mastercard ? "02" : "05";
        }
        return mastercard ? "01" : "06";
    }
}
