package org.sanalpos.hub.virtualpos;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.sanalpos.hub.security.PublicHosts;
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

    private final boolean sandbox;
    private final PublicHosts hosts;

    @Autowired
    WebhookTargets(HubSettings settings, PublicHosts hosts) {
        this(settings.sandbox(), hosts);
    }

    public WebhookTargets(boolean sandbox, PublicHosts hosts) {
        this.sandbox = sandbox;
        this.hosts = hosts;
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
        } catch (PublicHosts.NotPublicException refused) {
            return Optional.of(EXPECTED_OUTSIDE_SANDBOX + ": " + refused.getMessage());
        } catch (UnknownHostException notFound) {
            return Optional.empty();
        }
    }

    /**
     * The addresses that a connection to a host may use.
     *
     * @param host name or address, IPv6 with or without brackets
     * @throws PublicHosts.NotPublicException if one of its addresses is not public, outside of the sandbox
     * @throws UnknownHostException if there is no such host
     */
    public InetAddress[] addresses(String host) throws UnknownHostException {
        return sandbox ? hosts.anyAddresses(host) : hosts.addresses(host);
    }
}
