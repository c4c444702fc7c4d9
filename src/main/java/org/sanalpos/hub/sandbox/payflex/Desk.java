package org.sanalpos.hub.sandbox.payflex;

import java.util.function.Function;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.AcquiringHost.Answered;
import org.sanalpos.hub.sandbox.AcquiringHost.NotBooked;
import org.sanalpos.hub.sandbox.AcquiringHost.Refused;
import org.sanalpos.hub.sandbox.AcquiringHost.Result;
import org.sanalpos.hub.sandbox.Fault;
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
            Supplier<Result> host,
            Function<Refused, Problem> wording) {
        Result result = noted(bank, store.credential("merchantId"), entry, host);
        if (result instanceof Refused refused) {
            throw wording.apply(refused).refusal();
        }
        if (result instanceof Answered answered) {
            Entry told = answered.fault() == Fault.OTHER_ORDER ? entry.ofAnotherOrder(bank) : entry;
            IssuerAnswer issuer = IssuerAnswer.of(answered.transaction().resultCode());
            return new Reply(VposAnswers.of(store, told, deviceSource, issuer), answered.fault());
        }
        return Reply.notBooked(((NotBooked) result).fault());
    }

    private Result noted(SandboxBank bank, String merchant, Entry entry, Supplier<Result> host) {
        if (!journal.add(bank, merchant, entry)) {
            throw Problem.TRANSACTION_ID_USED.refusal();
        }
        Result result = null;
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
