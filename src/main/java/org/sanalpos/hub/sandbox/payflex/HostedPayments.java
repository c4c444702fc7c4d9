package org.sanalpos.hub.sandbox.payflex;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.SandboxBank;

/** The payments that merchants have registered, by their tokens and by the merchants' TransactionIds. */
final class HostedPayments {

    private final Map<String, HostedPayment> byToken = new ConcurrentHashMap<>();
    private final Map<Key, HostedPayment> byTransactionId = new ConcurrentHashMap<>();

    private record Key(String bank, String merchant, String transactionId) {}

    /** Keeps a payment; false if its TransactionId was registered before. */
    boolean add(SandboxBank bank, HostedPayment payment) {
        Registration registration = payment.registration();
        Key key = new Key(
                bank.code(), registration.merchant(), registration.head().transactionId());
        if (byTransactionId.putIfAbsent(key, payment) != null) {
            return false;
        }
        byToken.put(bank.code() + "/" + registration.token(), payment);
        return true;
    }

    Optional<HostedPayment> find(SandboxBank bank, String token) {
        return Optional.ofNullable(byToken.get(bank.code() + "/" + token));
    }

    Optional<HostedPayment> find(SandboxBank bank, String merchant, String transactionId) {
        return Optional.ofNullable(byTransactionId.get(new Key(bank.code(), merchant, transactionId)));
    }
}
