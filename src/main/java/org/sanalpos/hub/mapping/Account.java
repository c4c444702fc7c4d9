package org.sanalpos.hub.mapping;

import java.util.Map;
import java.util.Set;

/**
 * A merchant agreement as the mapping engine needs it: whose name a message is written in and where it goes.
 *
 * @param bank code of the bank
 * @param environment {@code production}, {@code test} or {@code sandbox}
 * @param credentials by the names of the bank's {@link CredentialField}s, in clear
 * @param endpoints URLs that replace the bank's own, by key; usually empty
 * @param companyEndpoints keys of those that a company gave, and not an operator: their hosts must be public
 * @param outboundIp the hub's address as told to the bank, or null
 */
public record Account(
        String bank,
        String environment,
        Map<String, String> credentials,
        Map<String, String> endpoints,
        Set<String> companyEndpoints,
        String outboundIp) {
    public Account {
        credentials = Map.copyOf(credentials);
        endpoints = Map.copyOf(endpoints);
        companyEndpoints = Set.copyOf(companyEndpoints);
    }

    /** Without the credentials, so that no log shows them. */
    @Override
    public String toString() {
        return "Account[" + bank + ", " + environment + "]";
    }
}
