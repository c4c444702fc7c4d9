package org.sanalpos.hub.threeds;

/**
 * What a browser brought back from a bank.
 *
 * @param sessionId of the address that it came to
 * @param linked whether it followed a link (GET) and did not post a form
 * @param form the form as it came, percent-encoded; of a link, its query
 */
public record BrowserReturn(String sessionId, boolean linked, byte[] form) {
    /** Never shows the form, in which old systems put the card number. */
    @Override
    public String toString() {
        return "BrowserReturn[" + form.length + " bytes]";
    }
}
