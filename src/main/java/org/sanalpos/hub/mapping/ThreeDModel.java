package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Set;

/**
 * What the hub must know of one 3-D Secure model of a bank before it uses it.
 *
 * @param credentials names that a definition must hold
 * @param requires parts of the request that the model needs, such as {@code card.holder}
 * @param charges whether the bank may have charged when the browser comes back
 * @param full values of mdStatus that mean full authentication
 * @param half values of mdStatus with which the bank lets a payment go on all the same
 * @param linked whether the bank sends the browser back by a link (GET) and not by a form
 */
public record ThreeDModel(
        List<String> credentials,
        List<String> requires,
        boolean charges,
        boolean linked,
        Set<String> full,
        Set<String> half) {

    /** How far a cardholder was authenticated. {@code mdStatus} is null if the bank said none. */
    public Level level(String mdStatus) {
        String value = mdStatus == null ? "" : mdStatus;
        if (full.contains(value)) {
            return Level.FULL;
        }
        return half.contains(value) ? Level.HALF : Level.NONE;
    }
}
