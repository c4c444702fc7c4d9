package org.sanalpos.hub.sandbox.acs;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The challenges under way at all sandbox banks, the newest ten thousand of them. */
public final class Challenges {
    private static final int KEPT = 10_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new LinkedHashMap<>();

    /** A challenge and, once it has ended, the way back that came of it. */
    static final class Open {
        private final Challenge challenge;
        private Landing landing;

        private Open(Challenge challenge) {
            this.challenge = challenge;
        }

        Challenge challenge() {
            return challenge;
        }

        /** The way back; however often the page is left, the first time counts. */
        synchronized Landing end(Authentication how, CardOnPage card) {
            if (landing == null) {
                landing = challenge.end().apply(how, card);
            }
            return landing;
        }
    }

    /** Begins a challenge and returns the path of the issuer's page below the hub's address. */
    public synchronized String begin(Challenge challenge) {
        String id = new BigInteger(130, random).toString(32);
        open.put(id, new Open(challenge));
        if (open.size() > KEPT) {
            open.remove(open.keySet().iterator().next());
        }
        return "/sandbox/" + challenge.bank() + "/acs/" + id;
    }

    synchronized Optional<Open> find(String bank, String id) {
        return Optional.ofNullable(open.get(id))
                .filter(found -> found.challenge().bank().equals(bank));
    }
}
