package org.sanalpos.hub.virtualpos;

import java.util.List;

/**
 * What a company decides for itself.
 *
 * @param clearCards whether files and queues may bring card numbers in clear; null for the default: on in the sandbox, off elsewhere
 * @param doneMarker whether the file channel waits for {@code <name>.done} before it touches a file
 * @param returnUrls prefixes of the URLs that a browser may be sent back to
 * @param fullAuthenticationOnly whether a cardholder must be fully authenticated, also where the bank would let less go on
 * @param reverseUnconfirmed whether a charge whose answer was lost is given back when it is found, in place of standing
 * @param webhookUrl where the company wants its events, or null
 * @param logFolder folder of the transaction log, or null for the default below the hub's home
 * @param logRetentionDays how long the transaction log is kept, days; null for ever
 */
public record CompanySettings(
        Boolean clearCards,
        boolean doneMarker,
        List<String> returnUrls,
        boolean fullAuthenticationOnly,
        boolean reverseUnconfirmed,
        String webhookUrl,
        String logFolder,
        Integer logRetentionDays) {
    /** What a company has that decided nothing. */
    public static final CompanySettings DEFAULTS =
            new CompanySettings(null, false, List.of(), false, false, null, null, null);

    public CompanySettings {
        returnUrls = returnUrls == null ? List.of() : List.copyOf(returnUrls);
    }

    /** Whether a browser may be sent back to an address. */
    public boolean allowsReturnTo(String url) {
        return UrlRules.allowed(url) && returnUrls.stream().anyMatch(prefix -> UrlRules.begins(url, prefix));
    }
}
