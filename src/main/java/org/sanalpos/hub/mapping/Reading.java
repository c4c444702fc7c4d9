package org.sanalpos.hub.mapping;

import java.util.Map;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Result;

/**
 * What one answer of a bank means. Every field but the outcome and the result may be absent.
 *
 * @param state what an inquiry found; null for other operations and where nothing was readable
 * @param capturedMinor what the inquiry says was taken, minor units; null when it does not say
 * @param kept values that the dialect remembers for later messages
 * @param values the whole answer by path, for the next step of the same operation
 */
public record Reading(
        Outcome outcome,
        Result result,
        String authCode,
        String hostReference,
        String bankTransactionId,
        InquiredState state,
        Long capturedMinor,
        Map<String, String> kept,
        Map<String, String> values) {

    /** An end without a readable answer. */
    public static Reading without(Outcome outcome, Result result) {
        return new Reading(outcome, result, null, null, null, null, null, Map.of(), Map.of());
    }
}
