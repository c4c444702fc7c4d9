package org.sanalpos.hub.payment;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A cardholder's way through 3-D Secure for one payment.
 *
 * @param id 32 hexadecimal digits that nobody can guess; it is in the addresses of the hub's page and of the bank's callback
 * @param operationId the sale or pre-authorisation that waits for the authentication
 * @param pageUrl the hub's page, absolute
 * @param returnUrl where the browser goes in the end, or null for the hub's own page
 * @param language of the pages: {@code tr} or {@code en}
 * @param node the hub process that holds the page
 * @param kept what later messages need of the bank's answers before the page, by name
 */
public record ThreeDSession(
        String id,
        String paymentId,
        String operationId,
        State state,
        String pageUrl,
        String returnUrl,
        String language,
        String node,
        Map<String, String> kept,
        Instant createdAt,
        Instant expiresAt) {
    public ThreeDSession {
        kept = Map.copyOf(kept);
    }

    /** How far a cardholder has come. */
    public enum State {
        /** The bank is asked before there is a page. */
        PREPARING,
        /** The page was not opened yet. */
        WAITING,
        /** The browser was sent to the bank. */
        SHOWN,
        /** A result came back, or the time was over. */
        ENDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** The same way for another operation, of which the bank has not heard yet. */
    public ThreeDSession passed(String otherOperationId) {
        return new ThreeDSession(
                id,
                paymentId,
                otherOperationId,
                state,
                pageUrl,
                returnUrl,
                language,
                node,
                Map.of(),
                createdAt,
                expiresAt);
    }

    /** Where the bank sends the browser back to. */
    public String callbackUrl() {
        return pageUrl + "/callback";
    }
}
