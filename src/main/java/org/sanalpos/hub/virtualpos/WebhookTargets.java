package org.sanalpos.hub.virtualpos;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sanalpos.hub.security.PublicAddresses;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may go. In the sandbox: https anywhere, or http to a loopback address. Outside of it: https to a public address, so that a
 * company cannot make the hub call what only the hub can reach.
 */
@Component
public class WebhookTargets {
    private static final String EXPECTED_OUTSIDE_SANDBOX =
            "expected an https URL of a public host, without user name and fragment";
    private static final String NOT_PUBLIC = "the host has an address that is not public";

    private final boolean sandbox;
    private final Lookup lookup;

    @Autowired
    public WebhookTargets(HubSettings settings) {
        this(settings.sandbox(), InetAddress::getAllByName);
    }

    /** @param lookup how the addresses of a name are found */
    public WebhookTargets(boolean sandbox, Lookup lookup) {
        this.sandbox = sandbox;
        this.lookup = lookup;
    }

    /** Finds the addresses of a name, or reads an address. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** The host was found, and is none that webhooks may go to. */
    public static final class RefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private RefusedException() {
            super(NOT_PUBLIC);
        }
    }

    /** What is wrong with a URL by what is written in it, or empty. No name is looked up. */
    public Optional<String> objection(String url) {
        if (!UrlRules.allowed(url)) {
            return Optional.of(sandbox ? UrlRules.EXPECTED : EXPECTED_OUTSIDE_SANDBOX);
        }
        boolean https = URI.create(url).getScheme().equalsIgnoreCase("https");
        return sandbox || https ? Optional.empty() : Optional.of(EXPECTED_OUTSIDE_SANDBOX);
    }

    /**
     * What is wrong with a URL that is to be kept, or empty: also where its host's addresses are now. A host that cannot be found now is no fault:
     * it may be there when it is needed.
     */
    public Optional<String> objectionBeforeKeeping(String url) {
        Optional<String> objection = objection(url);
        if (objection.isPresent()) {
            return objection;
        }
        try {
            addresses(URI.create(url).getHost());
            return Optional.empty();
        } catch (RefusedException refused) {
            return Optional.of(EXPECTED_OUTSIDE_SANDBOX + ": " + refused.getMessage());
        } catch (UnknownHostException notFound) {
            return Optional.empty();
        }
    }

    /**
     * The addresses that a connection to a host may use.
     *
     * @param host name or address, IPv6 with or without brackets
     * @throws RefusedException if one of its addresses is not public, outside of the sandbox
     * @throws UnknownHostException if there is no such host
     */
    public InetAddress[] addresses(String host) throws UnknownHostException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!sandbox && local(name)) {
            throw new RefusedException();
        }
        InetAddress[] addresses = lookup.addresses(name);
        boolean mapped = name.indexOf(':') >= 0;
        if (!sandbox
                && Stream.of(addresses)
                        .anyMatch(address ->
                                !PublicAddresses.contain(address) || mapped && address instanceof Inet4Address)) {
            throw new RefusedException();
        }
        return addresses;
    }

    // RFC 6761: whatever a resolver says of it.
    private static boolean local(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return plain.equals("localhost") || plain.endsWith(".localhost");
    }
}
