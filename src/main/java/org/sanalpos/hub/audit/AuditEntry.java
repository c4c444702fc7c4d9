package org.sanalpos.hub.audit;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry, as it is stored.
 *
 * @param id ULID
 * @param chain name of the chain that it is part of, or null for one that stands alone
 * @param number its place in the chain, from 1; null without one
 * @param at microseconds at the finest, as both databases keep them
 * @param outcome what became of it: {@code done}, {@code begun} (the bank is being asked), {@code refused} (by the hub, before anything
 *     was done) or what the bank's answer meant: {@code approved declined not_sent pending unknown}
 * @param operationId the ledger's operation, or null
 * @param changed names of the fields that changed, separated by blanks
 * @param before the thing before, as JSON with secrets masked, or null
 * @param after the thing after, or null
 * @param details what else there is to tell, as JSON, or null
 * @param hash seal of the entry and, in a chain, of the hash before it
 */
public record AuditEntry(
        String id,
        String chain,
        Long number,
        Instant at,
        Actor by,
        Thing thing,
        Action action,
        String outcome,
        String operationId,
        String changed,
        String before,
        String after,
        String details,
        String hash) {

    /** The same entry, sealed. */
    AuditEntry sealed(String previous, Seal seal) {
        return new AuditEntry(
                id,
                chain,
                number,
                at,
                by,
                thing,
                action,
                outcome,
                operationId,
                changed,
                before,
                after,
                details,
                seal.of(text(previous)));
    }

    /** Whether it is as it was written, after the hash that stood before it then. */
    boolean isWhole(String previous, Seal seal) {
        return seal.of(text(previous)).equals(hash);
    }

    // Each value with its length: no other values give the same text.
    private String text(String previous) {
        return Stream.of(
                        "audit",
                        previous,
                        id,
                        chain,
                        number,
                        at,
                        by.type().code(),
                        by.keyId(),
                        by.company(),
                        by.address(),
                        thing.kind().code(),
                        thing.company(),
                        thing.code(),
                        action.code(),
                        outcome,
                        operationId,
                        changed,
                        before,
                        after,
                        details)
                .map(value -> value == null ? "-" : value.toString().length() + ":" + value)
                .collect(Collectors.joining(";"));
    }
}
