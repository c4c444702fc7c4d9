package org.sanalpos.hub.payment;

/**
 * The cardholder's browser, as EMV 3-D Secure asks for it; every part may be null.
 *
 * @param accept its {@code Accept} header
 * @param userAgent its {@code User-Agent} header
 * @param language its language, such as {@code tr-TR}
 * @param screenWidth pixels
 * @param screenHeight pixels
 * @param colorDepth bits
 * @param timeZoneOffset minutes from its local time to UTC, as {@code Date.getTimezoneOffset()} gives them: -180 in Istanbul
 */
public record Browser(
        String accept,
        String userAgent,
        String language,
        Integer screenWidth,
        Integer screenHeight,
        Integer colorDepth,
        Integer timeZoneOffset) {
    public static final Browser UNKNOWN = new Browser(null, null, null, null, null, null, null);
}
