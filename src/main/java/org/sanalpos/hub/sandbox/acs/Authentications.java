package org.sanalpos.hub.sandbox.acs;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The authentications of one dialect's banks, by bank and reference; each can be used for one request for money. */
public final class Authentications {
    private final Map<String, Authenticated> kept = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    public synchronized void keep(String bank, Authenticated authenticated) {
        kept.put(bank + "/" + authenticated.reference(), authenticated);
    }

    public synchronized Optional<Authenticated> find(String bank, String reference) {
        return Optional.ofNullable(kept.get(bank + "/" + reference));
    }

    /** Tells whether an authentication was taken. */
    public synchronized boolean used(String bank, String reference) {
        return used.contains(bank + "/" + reference);
    }

    /** Takes an authentication for one request; false if it was taken before. */
    public synchronized boolean use(String bank, String reference) {
        return used.add(bank + "/" + reference);
    }

    /** Gives an authentication back: the request that took it came to nothing. */
    public synchronized void giveBack(String bank, String reference) {
        used.remove(bank + "/" + reference);
    }
}
