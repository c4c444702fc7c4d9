package org.sanalpos.hub.intake;

import java.util.Map;

/**
 * A request as it was written, whatever the format: every value is the caller's own text, or null where there was none.
 * {@link RequestValidator} decides what of it is right.
 *
 * @param cardJwe the card as a compact JWE
 * @param paymentId only follow-ups name a payment, by this or by {@code transactionCode}
 * @param auto {@code true} or {@code false} of a refund that may be a void, or a void that may be a refund
 * @param metadata the caller's own keys and values; null when there were none
 */
public record RequestBody(
        String requestId,
        String company,
        String virtualPos,
        String operation,
        String secure,
        String orderNo,
        String amount,
        String currency,
        String installments,
        String channel,
        CardBody card,
        String cardJwe,
        CustomerBody customer,
        String returnUrl,
        String description,
        Map<String, String> metadata,
        String paymentId,
        String transactionCode,
        String auto) {

    /** The card as it was written. Its text form says nothing, as nothing in it has been checked. */
    public record CardBody(String number, String expiry, String cvv, String holder) {
        @Override
        public String toString() {
            return "CardBody[not shown]";
        }
    }

    /** The customer as it was written. */
    public record CustomerBody(String ip, String email, String name, String phone, BrowserBody browser) {}

    /** The cardholder's browser as it was written. */
    public record BrowserBody(
            String accept,
            String userAgent,
            String language,
            String screenWidth,
            String screenHeight,
            String colorDepth,
            String timeZoneOffset) {
        /** @param values by the names of the JSON form */
        public static BrowserBody of(Map<String, String> values) {
            return values == null || values.isEmpty()
                    ? null
                    : new BrowserBody(
                            values.get("accept"),
                            values.get("userAgent"),
                            values.get("language"),
                            values.get("screenWidth"),
                            values.get("screenHeight"),
                            values.get("colorDepth"),
                            values.get("timeZoneOffset"));
        }
    }

    /** Says nothing of the values, as a card number may be in the wrong one of them. */
    @Override
    public String toString() {
        return "RequestBody[not shown]";
    }
}
