package org.sanalpos.hub.bank;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.mapping.BankReply;

/** The circuit breaker of one virtual POS and the limits of its calls under way. */
final class PosGuard {
    private final Account account;
    private final CircuitBreaker breaker;
    private final Bulkhead own;
    private final Bulkhead ofBank;
    private final AtomicBoolean probed = new AtomicBoolean();
    private volatile long used = System.nanoTime();

    /**
     * @param own the limit of this virtual POS
     * @param ofBank the limit of all virtual POSes of its bank
     */
    PosGuard(Account account, CircuitBreaker breaker, Bulkhead own, Bulkhead ofBank) {
        this.account = account;
        this.breaker = breaker;
        this.own = own;
        this.ofBank = ofBank;
    }

    /** Whether a call may be made. */
    sealed interface Entry permits Passage, Refused {}

    record Refused(BankReply.Obstacle obstacle, String reason) implements Entry {}

    Account account() {
        return account;
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }

    int underWay() {
        Bulkhead.Metrics metrics = own.getMetrics();
        return metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
    }

    boolean idle(Duration time) {
        return underWay() == 0 && System.nanoTime() - used > time.toNanos();
    }

    /** Whether a payment that began now would be sent, as far as one can tell. */
    boolean accepts() {
        return own.getMetrics().getAvailableConcurrentCalls() > 0
                && ofBank.getMetrics().getAvailableConcurrentCalls() > 0
                && breakerAccepts();
    }

    private boolean breakerAccepts() {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            return true;
        }
        // Asking is what makes a breaker half-open whose time has come.
        boolean accepts = breaker.tryAcquirePermission();
        if (accepts) {
            breaker.releasePermission();
        }
        return accepts;
    }

    /** @param patience how much longer than usual to wait for a place */
    Entry enter(GuardedCalls.Kind kind, Duration patience) {
        used = System.nanoTime();
        boolean permitted = kind != GuardedCalls.Kind.LATER && breaker.tryAcquirePermission();
        boolean probe = !permitted && kind == GuardedCalls.Kind.INQUIRY && probed.compareAndSet(false, true);
        if (!permitted && !probe && kind != GuardedCalls.Kind.LATER) {
            return new Refused(
                    BankReply.Obstacle.BREAKER,
                    "calls to the bank through " + breaker.getName() + " failed before, the next try is made later");
        }
        Bulkhead full = !acquire(own, patience) ? own : !acquire(ofBank, patience) ? ofBank : null;
        if (full == null) {
            return new Passage(permitted, probe);
        }
        if (full == ofBank) {
            own.releasePermission();
        }
        if (permitted) {
            breaker.releasePermission();
        }
        if (probe) {
            probed.set(false);
        }
        return new Refused(
                BankReply.Obstacle.LIMIT,
                full.getMetrics().getMaxAllowedConcurrentCalls() + " calls are under way to " + full.getName());
    }

    private static boolean acquire(Bulkhead limit, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!limit.tryAcquirePermission()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    /** One call on its way. The breaker hears of it once: when it has become slow, or when it ends. */
    final class Passage implements Entry {
        private final boolean permitted;
        private final boolean probe;
        private final long begun = System.nanoTime();
        private final AtomicBoolean told = new AtomicBoolean();

        private Passage(boolean permitted, boolean probe) {
            this.permitted = permitted;
            this.probe = probe;
        }

        /** A bank that hangs is noticed before its calls end. */
        void slow() {
            tell(Verdict.WELL);
        }

        void end(Verdict verdict) {
            used = System.nanoTime();
            tell(verdict);
            if (probe) {
                probed.set(false);
                if (verdict == Verdict.WELL) {
                    tryAgain();
                }
            }
            ofBank.onComplete();
            own.onComplete();
        }

        private void tell(Verdict verdict) {
            if (!told.compareAndSet(false, true)) {
                return;
            }
            long nanos = System.nanoTime() - begun;
            switch (verdict) {
                case WELL -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
                case UNWELL -> breaker.onError(nanos, TimeUnit.NANOSECONDS, new IOException("no proper answer"));
                case NONE -> {
                    if (permitted) {
                        breaker.releasePermission();
                    }
                }
            }
        }

        private void tryAgain() {
            try {
                if (breaker.getState() == CircuitBreaker.State.OPEN) {
                    breaker.transitionToHalfOpenState();
                }
            } catch (IllegalStateTransitionException meanwhile) {
                // It is not open any more, which is as good.
                return;
            }
        }
    }
}
