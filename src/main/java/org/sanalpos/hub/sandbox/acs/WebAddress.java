package org.sanalpos.hub.sandbox.acs;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses to which a merchant has the browser sent back. */
public final class WebAddress {

    private WebAddress() {}

    /** Tells whether a text is an absolute address of the web of at most so many characters. */
    public static boolean valid(String text, int length) {
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            return web && url.getHost() != null && text.length() <= length;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
