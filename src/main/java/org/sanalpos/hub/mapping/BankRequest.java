package org.sanalpos.hub.mapping;

import java.util.Map;

/**
 * One signed request, ready to be sent: the bytes that were signed are the bytes that go out.
 *
 * @param bank the bank's code, for pools and metrics
 * @param message the template's name
 * @param publicHost whether its host must be a public one: a company gave the address
 * @param shown the same message with card number, CVV and secrets masked, for support
 */
public record BankRequest(
        String bank,
        String message,
        String url,
        boolean publicHost,
        String contentType,
        Map<String, String> headers,
        byte[] body,
        String shown,
        Bank.Timeouts timeouts) {

    /** Never shows the body. */
    @Override
    public String toString() {
        return "BankRequest[" + bank + ", " + message + ", " + url + "]";
    }
}
