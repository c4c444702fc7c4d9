package org.sanalpos.hub.sandbox.payflex;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.SandboxBank;

/**
 * The TransactionIds that each merchant has used, and for what. The books know nothing of references, nor of voids as
 * transactions of their own.
 */
final class Journal {

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    private record Key(String bank, String merchant, String transactionId) {}

    Optional<Entry> find(SandboxBank bank, String merchant, String transactionId) {
        return Optional.ofNullable(entries.get(new Key(bank.code(), merchant, transactionId)));
    }

    /** Notes a request; false if its TransactionId was used before. */
    boolean add(SandboxBank bank, String merchant, Entry entry) {
        return entries.putIfAbsent(key(bank, merchant, entry), entry) == null;
    }

    /** Forgets a request that came to nothing. */
    void remove(SandboxBank bank, String merchant, Entry entry) {
        entries.remove(key(bank, merchant, entry), entry);
    }

    /** Tells whether a voided transaction was reversed and not cancelled. */
    boolean reversed(SandboxBank bank, String merchant, String transactionId) {
        return entries.entrySet().stream()
                .filter(noted -> noted.getKey().bank().equals(bank.code()))
                .filter(noted -> noted.getKey().merchant().equals(merchant))
                .map(Map.Entry::getValue)
                .filter(entry -> entry.operation() == Operation.REVERSAL)
                .anyMatch(entry -> entry.reference().equals(transactionId));
    }

    private static Key key(SandboxBank bank, String merchant, Entry entry) {
        return new Key(bank.code(), merchant, entry.transactionId());
    }
}
