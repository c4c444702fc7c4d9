package org.sanalpos.hub.virtualpos;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.security.PublicHosts;

/** Which addresses a definition or a company may name. */
final class UrlRules {
    static final int LONGEST = 500;
    static final String EXPECTED =
            "expected an https URL, or http to a loopback address, without user name and fragment";

    static final String EXPECTED_OF_COMPANY = "expected an https URL of a public host, without user name and fragment;"
            + " another address is given by an operator's key";

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private UrlRules() {}

    /** Whether the hub may call the URL, or send a browser to it. */
    static boolean allowed(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                return false;
            }
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return scheme.equals("https") || scheme.equals("http") && loopback(url.getHost());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Whether a URL is http, which is allowed to a loopback address only: a proxy or a test bank beside the hub. */
    static boolean onThisMachine(String url) {
        return url.regionMatches(true, 0, "http:", 0, "http:".length());
    }

    /** Whether an allowed URL is https and its host may be public; no name is looked up. */
    static boolean perhapsPublic(String allowed) {
        URI url = URI.create(allowed);
        return url.getScheme().equalsIgnoreCase("https") && !PublicHosts.excludes(url.getHost());
    }

    /**
     * An allowed URL as a prefix to compare others with: one without a path gets {@code /}, because {@code https://shop.example} is
     * also the beginning of {@code https://shop.example.attacker.example}.
     */
    static String prefix(String allowed) {
        URI url = URI.create(allowed);
        return url.getRawPath().isEmpty() && url.getRawQuery() == null ? allowed + "/" : allowed;
    }

    /**
     * Whether an allowed URL begins with a prefix. Where the prefix is a loopback address without a port, every port of it does: shops
     * under development listen on changing ones.
     */
    static boolean begins(String url, String prefix) {
        URI one = URI.create(url);
        URI other = URI.create(prefix);
        boolean port = one.getPort() == other.getPort() || other.getPort() < 0 && loopback(other.getHost());
        return port
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && behindHost(one).startsWith(behindHost(other));
    }

    /** A URL that is fit to be kept: every value in its query masked, and the whole of what has no name there; null stays null. */
    static String withoutQueryValues(String url) {
        int query = url == null ? -1 : url.indexOf('?') + 1;
        if (query <= 0) {
            return url;
        }
        return url.substring(0, query)
                + Stream.of(url.substring(query).split("&"))
                        .map(each -> each.substring(0, each.indexOf('=') + 1) + Snapshot.MASK)
                        .collect(Collectors.joining("&"));
    }

    private static String behindHost(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** Whether the text is an IPv4 or IPv6 address; no name is looked up. */
    static boolean ipAddress(String text) {
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        if (!IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            return new URI("http://[" + text + "]/").getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean loopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches() && LOOPBACK_IPV4.matcher(host).matches();
    }
}
