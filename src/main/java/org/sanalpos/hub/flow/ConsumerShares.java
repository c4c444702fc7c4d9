package org.sanalpos.hub.flow;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.routing.ChosenPos;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;

/**
 * Keeps one bank from taking all consumers of the queue: three quarters of them may be at one bank. A request beyond that goes back into the
 * queue, which nobody waits at, before anything of it was written down.
 */
@Component("consumerShares")
public class ConsumerShares {
    private static final String QUEUE = "queue";

    private final Map<String, Bulkhead> banks = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final BulkheadConfig share;

    ConsumerShares(Ledger ledger, HubSettings settings) {
        this.ledger = ledger;
        this.share = BulkheadConfig.custom()
                .maxConcurrentCalls(Math.max(1, settings.broker().consumers() * 3 / 4))
                .maxWaitDuration(Duration.ofMillis(settings.banks().waitMs()))
                .build();
    }

    /** The bank has its share of the consumers; the request must come again. */
    static final class BankBusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private BankBusyException(String bank, int share) {
            super(share + " requests from the queue are at " + bank + " already", null, false, false);
        }
    }

    /**
     * Takes a consumer's place at the bank of a payment until the exchange is done.
     *
     * @throws BankBusyException if none becomes free soon
     */
    public void take(ChosenPos chosen, Exchange exchange) {
        take(chosen.command(), chosen.pos().bank(), exchange);
    }

    /** As {@link #take}, for a follow-up; one of a payment that is not there is refused later. */
    public void takeForFollowUp(Command.FollowUp command, Exchange exchange) {
        if (!command.origin().source().equals(QUEUE)) {
            return;
        }
        FollowUpRequest request = command.request();
        Optional<Payment> payment = request.paymentId() != null
                ? ledger.find(request.paymentId())
                : ledger.findByTransactionCode(command.origin().company(), request.transactionCode());
        payment.ifPresent(found -> take(command, found.bank(), exchange));
    }

    private void take(Command command, String bank, Exchange exchange) {
        if (!command.origin().source().equals(QUEUE)) {
            return;
        }
        Bulkhead places = banks.computeIfAbsent(bank, code -> Bulkhead.of(code, share));
        if (!places.tryAcquirePermission()) {
            throw new BankBusyException(bank, share.getMaxConcurrentCalls());
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                places.onComplete();
            }
        });
    }
}
