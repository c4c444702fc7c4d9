package org.sanalpos.hub.mapping;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;

/**
 * One bank of the catalogue, its own file laid over its dialect's.
 *
 * @param code lower-case code of the contract
 * @param eftCode the bank's four digits in the EFT system
 * @param operations what can be asked of it
 * @param secure the 3-D Secure models that the hub can use with it, {@link Secure#NONE} included
 * @param currencies ISO 4217 codes
 * @param installments the largest number of installments that its messages can carry
 * @param endpoints URL by key by environment ({@code production}, {@code test}; {@code sandbox} as a path below the hub's own address)
 * @param credentials what a definition must hold, in the order in which to ask for it
 * @param profile the bank's own values for the dialect's templates
 */
public record Bank(
        String code,
        String name,
        String eftCode,
        String dialect,
        Set<OperationType> operations,
        Set<Secure> secure,
        Set<String> currencies,
        int installments,
        Map<String, Map<String, String>> endpoints,
        List<CredentialField> credentials,
        Timeouts timeouts,
        Map<String, String> profile) {

    /** Limits of one call: to connect, between two bytes of the answer, and in all. */
    public record Timeouts(Duration connect, Duration answer, Duration total) {}
}
