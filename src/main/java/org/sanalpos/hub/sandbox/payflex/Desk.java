package org.sanalpos.hub.sandbox.payflex;

import java.util.function.Function;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;

/** Sends requests to the host. A TransactionId is used up by a request that the host has answered. */
final class Desk {

    private final Journal journal;

    Desk(Journal journal) {
        this.journal = journal;
    }

    /**
     * Has the host do what a request asks for.
     *
     * @param wording the bank's words for the host's refusals
     * @throws Problem.Refusal if the TransactionId was used before, or the host refuses
     */
    Reply send(
            SandboxBank bank,
            Store store,
            Entry entry,
            String deviceSource,
            Supplier<HostResult> host,
            Function<Refused, Problem> wording) {
        HostResult result = book(bank, store, entry, host);
        return result.reply(
                answered -> {
                    Entry told = answered.fault() == Fault.OTHER_ORDER ? entry.ofAnotherOrder(bank) : entry;
                    IssuerAnswer issuer = IssuerAnswer.of(answered.transaction().resultCode());
                    return VposAnswers.of(store, told, deviceSource, issuer);
                },
                refused -> {
                    throw wording.apply(refused).refusal();
                });
    }

    /**
     * Has the host do what was asked for, and notes it.
     *
     * @throws Problem.Refusal if the TransactionId was used before
     */
    HostResult book(SandboxBank bank, Store store, Entry entry, Supplier<HostResult> host) {
        String merchant = store.credential("merchantId");
        if (!journal.add(bank, merchant, entry)) {
            throw Problem.TRANSACTION_ID_USED.refusal();
        }
        HostResult result = null;
        try {
            result = host.get();
            return result;
        } finally {
            if (!(result instanceof Answered)) {
                journal.remove(bank, merchant, entry);
            }
        }
    }
}
