package org.sanalpos.hub.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The check of {@code SANALPOS_PUBLIC_URL}. */
final class PublicUrl {
    private static final String SETTING = "SANALPOS_PUBLIC_URL";
    private static final String EXPECTED =
            "expected https, or http to a loopback address, without query, fragment and user name";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private PublicUrl() {}

    /** The address without slashes at its end, or nothing for nothing. */
    static String checked(String text) {
        if (text.isBlank()) {
            return "";
        }
        try {
            URI url = new URI(text.strip());
            boolean web = "https".equals(url.getScheme())
                    || "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
            if (web
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null) {
                return url.toString().replaceFirst("/+$", "");
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new SettingProblem(SETTING, EXPECTED);
    }
}
