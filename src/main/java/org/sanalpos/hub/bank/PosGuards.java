package org.sanalpos.hub.bank;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.clock.SteadyTime;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.settings.HubSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The guards of the virtual POSes that are in use on this node. A definition that has changed begins anew, and one that nobody has called
 * for a while, or that is not there any more, is forgotten.
 */
@Component
public class PosGuards {
    private static final Logger LOG = LoggerFactory.getLogger(PosGuards.class);
    private static final Duration FORGET = Duration.ofMinutes(10);

    /** Calls that try whether a bank is well again. */
    private static final int PROBES = 3;

    private final Map<Key, PosGuard> guards = new ConcurrentHashMap<>();
    private final Map<String, Bulkhead> banks = new ConcurrentHashMap<>();
    private final CircuitBreakerConfig breaker;
    private final BulkheadConfig perPos;
    private final BulkheadConfig perBank;
    private final BulkheadConfig perBankOfCompanies;
    private final Duration slow;

    PosGuards(HubSettings settings, SteadyTime time) {
        HubSettings.Banks limits = settings.banks();
        this.slow = Duration.ofSeconds(limits.breakerSlowSeconds());
        this.breaker = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .slidingWindowSize(limits.breakerWindowSeconds())
                .minimumNumberOfCalls(limits.breakerMinimumCalls())
                .failureRateThreshold(limits.breakerPercent())
                .slowCallRateThreshold(limits.breakerPercent())
                // What is told at this very moment is slow.
                .slowCallDurationThreshold(slow.minusMillis(1))
                .waitDurationInOpenState(Duration.ofSeconds(limits.breakerOpenSeconds()))
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                // Not the machine's: a breaker would stay open for as long as that was set back.
                .clock(time.clock())
                .build();
        this.perPos = limit(limits.callsPerPos(), limits.waitMs());
        this.perBank = limit(limits.callsPerBank(), limits.waitMs());
        this.perBankOfCompanies = limit(Math.max(1, limits.callsPerBank() / 2), limits.waitMs());
    }

    private record Key(String company, String virtualPos) {
        @Override
        public String toString() {
            return company + "/" + virtualPos;
        }
    }

    /**
     * How one virtual POS stands.
     *
     * @param underWay calls that wait for the bank now
     * @param open whether its breaker is open: nothing but a probe is sent
     * @param halfOpen whether its breaker lets a few calls try
     */
    public record Standing(
            String company, String virtualPos, String bank, int underWay, boolean open, boolean halfOpen) {}

    /** Whether a payment that began now would be sent: its breaker lets it through, and there is a place for it. */
    public boolean accepts(String company, String virtualPos, Account account) {
        PosGuard guard = guards.get(new Key(company, virtualPos));
        return guard == null || !guard.account().equals(account) || guard.accepts();
    }

    /** All that were called of late on this node. */
    public List<Standing> standings() {
        forget();
        return guards.entrySet().stream()
                .map(entry -> {
                    PosGuard guard = entry.getValue();
                    CircuitBreaker.State state = guard.state();
                    return new Standing(
                            entry.getKey().company(),
                            entry.getKey().virtualPos(),
                            guard.account().bank(),
                            guard.underWay(),
                            state == CircuitBreaker.State.OPEN,
                            state == CircuitBreaker.State.HALF_OPEN);
                })
                .toList();
    }

    /** How long a call takes that is slow. */
    Duration slow() {
        return slow;
    }

    PosGuard of(String company, String virtualPos, Account account) {
        Key key = new Key(company, virtualPos);
        PosGuard known = guards.get(key);
        if (known != null && known.account().equals(account)) {
            return known;
        }
        forget();
        return guards.compute(
                key,
                (same, before) -> before != null && before.account().equals(account) ? before : guard(key, account));
    }

    private PosGuard guard(Key key, Account account) {
        CircuitBreaker circuit = CircuitBreaker.of(key.virtualPos(), breaker);
        circuit.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "The circuit breaker of virtual POS {} at {} is {}",
                        key,
                        account.bank(),
                        event.getStateTransition().getToState()));
        Bulkhead ofBank = account.companyEndpoints().isEmpty()
                ? banks.computeIfAbsent("bank " + account.bank(), bank -> Bulkhead.of(bank, perBank))
                : banks.computeIfAbsent(
                        "addresses that companies gave for bank " + account.bank(),
                        addresses -> Bulkhead.of(addresses, perBankOfCompanies));
        return new PosGuard(account, circuit, Bulkhead.of(key.virtualPos(), perPos), ofBank);
    }

    private void forget() {
        guards.values().removeIf(guard -> guard.idle(FORGET));
    }

    private static BulkheadConfig limit(int calls, int waitMs) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(calls)
                .maxWaitDuration(Duration.ofMillis(waitMs))
                .build();
    }
}
