package org.sanalpos.hub.bank;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.mapping.Reading;
import org.springframework.stereotype.Component;

/**
 * Calls banks so that the trouble of one stays with it: each virtual POS has a circuit breaker and a limit of calls under way, each bank
 * another limit over all of its virtual POSes. What they refuse is certainly not sent.
 */
@Component
public class GuardedCalls {
    private final BankClient client;
    private final PosGuards guards;
    private final Deadlines deadlines;
    private final MeterRegistry meters;

    GuardedCalls(BankClient client, PosGuards guards, Deadlines deadlines, MeterRegistry meters) {
        this.client = client;
        this.guards = guards;
        this.deadlines = deadlines;
        this.meters = meters;
    }

    /** What a call is to the bank. */
    public enum Kind {
        /** Begins something there. */
        FIRST,
        /** Moves no money: it may go through an open breaker, one at a time, to see whether the bank is well again. */
        INQUIRY,
        /** Goes on with what the bank has begun: it is refused only where no place becomes free. */
        LATER
    }

    /**
     * @param virtualPos its code in the company
     * @param account its definition now; another one than before is a new beginning
     */
    public record Call(String company, String virtualPos, Account account, Kind kind, BankRequest request) {}

    /**
     * How a call ended.
     *
     * @param reading what the answer means; null without one
     */
    public record Heard(BankReply reply, Reading reading) {}

    /**
     * Sends and waits for the answer, as {@link BankClient#send} does.
     *
     * @param read finds out what an answer means: one that is not believed counts as trouble, a refusal does not
     */
    public Heard send(Call call, Function<BankReply.Answered, Reading> read) {
        PosGuard guard = guards.of(call.company(), call.virtualPos(), call.account());
        Duration patience =
                call.kind() == Kind.LATER ? call.request().timeouts().connect() : Duration.ZERO;
        PosGuard.Entry entry = guard.enter(call.kind(), patience);
        if (entry instanceof PosGuard.Refused refused) {
            count(call.request().bank(), refused.obstacle());
            return new Heard(new BankReply.NotSent(refused.obstacle(), refused.reason()), null);
        }
        PosGuard.Passage passage = (PosGuard.Passage) entry;
        Future<?> slow = null;
        Verdict verdict = Verdict.NONE;
        try {
            slow = deadlines.after(guards.slow(), passage::slow);
            BankReply reply = client.send(call.request());
            Reading reading = reply instanceof BankReply.Answered answered ? read.apply(answered) : null;
            verdict = Verdict.of(reply, reading);
            return new Heard(reply, reading);
        } finally {
            if (slow != null) {
                slow.cancel(false);
            }
            passage.end(verdict);
        }
    }

    private void count(String bank, BankReply.Obstacle obstacle) {
        Counter.builder("sanalpos.bank.calls.refused")
                .description("Calls that were not made, because of a circuit breaker or a limit")
                .tag("bank", bank)
                .tag("by", obstacle.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
