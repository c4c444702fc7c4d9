package org.sanalpos.hub.mapping;

import java.util.HashMap;
import java.util.Map;
import org.sanalpos.hub.payment.Authentication;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Result;

/**
 * What one answer of a bank means. Every field but the outcome and the result may be absent.
 *
 * @param believed whether it comes from an answer that could be read and is the bank's answer to this question
 * @param codeListed whether the code tables know the bank's code; true where the bank said none
 * @param state what an inquiry found; null for other operations and where nothing was readable
 * @param capturedMinor what the inquiry says was taken, minor units; null when it does not say
 * @param refundedMinor what the inquiry says was given back, minor units; null when it does not say
 * @param authentication what it says of the cardholder's authentication; null where the rules read nothing of it
 * @param level how far the cardholder was authenticated; null where the rules read nothing of it
 * @param maskedCard the card that was typed at the bank, or null
 * @param kept values that the dialect remembers for later messages
 * @param values the whole answer by path, for the next step of the same operation
 */
public record Reading(
        Outcome outcome,
        Result result,
        boolean believed,
        boolean codeListed,
        String authCode,
        String hostReference,
        String bankTransactionId,
        InquiredState state,
        Long capturedMinor,
        Long refundedMinor,
        Authentication authentication,
        Level level,
        String maskedCard,
        Map<String, String> kept,
        Map<String, String> values) {

    /** An end without a readable answer. */
    public static Reading without(Outcome outcome, Result result) {
        return new Reading(
                outcome, result, false, true, null, null, null, null, null, null, null, null, null, Map.of(), Map.of());
    }

    /** The same end with another result. */
    public Reading with(Result other) {
        return with(outcome, other);
    }

    /** The same values with another end. */
    public Reading with(Outcome end, Result other) {
        return new Reading(
                end,
                other,
                believed,
                codeListed,
                authCode,
                hostReference,
                bankTransactionId,
                state,
                capturedMinor,
                refundedMinor,
                authentication,
                level,
                maskedCard,
                kept,
                values);
    }

    /** What is said here and, where nothing is, what an earlier message of the same 3-D payment said. */
    public Reading over(Reading before) {
        Map<String, String> all = new HashMap<>(before.kept);
        all.putAll(kept);
        return new Reading(
                outcome,
                result,
                believed,
                codeListed,
                authCode == null ? before.authCode : authCode,
                hostReference == null ? before.hostReference : hostReference,
                bankTransactionId == null ? before.bankTransactionId : bankTransactionId,
                state,
                capturedMinor,
                refundedMinor,
                authentication == null
                        ? before.authentication
                        : before.authentication == null ? authentication : authentication.over(before.authentication),
                level == null ? before.level : level,
                maskedCard == null ? before.maskedCard : maskedCard,
                all,
                values);
    }
}
