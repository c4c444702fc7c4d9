package org.sanalpos.hub.payment;

/**
 * What the bank's 3-D Secure server said of the cardholder; every part may be null.
 *
 * @param mdStatus how it went, by the bank's own scale ({@code 1} is full authentication at most banks)
 * @param eci electronic commerce indicator of the card scheme
 * @param cavv the issuer's cryptogram, as the bank wrote it
 * @param xid id of the authentication
 */
public record Authentication(String mdStatus, String eci, String cavv, String xid) {
    public static final Authentication NONE = new Authentication(null, null, null, null);

    /** What is said here, and where nothing is, what was said before. */
    public Authentication over(Authentication before) {
        return new Authentication(
                mdStatus == null ? before.mdStatus : mdStatus,
                eci == null ? before.eci : eci,
                cavv == null ? before.cavv : cavv,
                xid == null ? before.xid : xid);
    }
}
