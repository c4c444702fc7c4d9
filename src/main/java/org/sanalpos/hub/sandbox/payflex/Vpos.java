package org.sanalpos.hub.sandbox.payflex;

import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The service that moves money: checks who asks and what, then has it done. */
final class Vpos {

    static final String ROOT = "VposRequest";

    private final SandboxStores stores;
    private final Journal journal;
    private final Payments payments;
    private final Completions completions;
    private final FollowUps followUps;

    Vpos(SandboxStores stores, Journal journal, Payments payments, Completions completions, FollowUps followUps) {
        this.stores = stores;
        this.journal = journal;
        this.payments = payments;
        this.completions = completions;
        this.followUps = followUps;
    }

    /**
     * Does what a VposRequest asks for.
     *
     * @throws Problem.Refusal if the bank refuses before the host is asked
     */
    Reply answer(SandboxBank bank, XmlMessage message) {
        count(bank, message);
        Store store = authenticate(bank, message);
        Form.checkShape(message);
        Operation operation = Operation.of(message);
        if (!operation.isPayment()) {
            return followUps.answer(bank, store, message, operation);
        }
        return Fields.completes3d(message)
                ? completions.complete(bank, store, message, operation)
                : payments.pay(bank, store, message, operation);
    }

    private void count(SandboxBank bank, XmlMessage message) {
        if (message.has("OrderId")) {
            bank.countRequest(message.text("OrderId"));
        } else {
            journal.find(bank, message.text("MerchantId"), message.text("ReferenceTransactionId"))
                    .ifPresent(reference -> bank.countRequest(reference.orderId()));
        }
    }

    private Store authenticate(SandboxBank bank, XmlMessage message) {
        Store store = stores.find(bank.code(), "merchantId", message.text("MerchantId"))
                .orElseThrow(Problem.MERCHANT_UNKNOWN::refusal);
        if (!store.credential("password").equals(message.text("Password"))) {
            throw Problem.PASSWORD_WRONG.refusal();
        }
        if (message.present("TerminalNo") && !store.credential("terminalNo").equals(message.text("TerminalNo"))) {
            throw Problem.TERMINAL_UNKNOWN.refusal();
        }
        return store;
    }
}
