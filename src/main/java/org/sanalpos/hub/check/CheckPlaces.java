package org.sanalpos.hub.check;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.sanalpos.hub.bank.BankClient;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.springframework.stereotype.Component;

/**
 * How many checks may be under way on this node. A definition can lead to an address that never answers: its checks must not take the
 * connections that payments need, nor those of other companies' checks.
 */
@Component
class CheckPlaces {
    /** Of one company, at all banks together. */
    static final int PER_COMPANY = 4;

    private final Map<String, Bulkhead> companies = new ConcurrentHashMap<>();
    private final Map<String, Bulkhead> banks = new ConcurrentHashMap<>();
    private final Duration wait;

    CheckPlaces(HubSettings settings) {
        this.wait = Duration.ofMillis(settings.banks().waitMs());
    }

    /**
     * Runs a check, in a place of the company and one of the bank.
     *
     * @throws ProblemException 503 if one of them has none that becomes free soon
     */
    <T> T run(VirtualPos pos, Supplier<T> check) {
        Bulkhead company = companies.computeIfAbsent(pos.company(), code -> places("of company " + code, PER_COMPANY));
        Bulkhead bank =
                banks.computeIfAbsent(pos.bank(), code -> places("at bank " + code, BankClient.SPARE_CONNECTIONS));
        return in(company, () -> in(bank, check));
    }

    private static <T> T in(Bulkhead places, Supplier<T> check) {
        if (!places.tryAcquirePermission()) {
            throw ProblemException.unavailable(places.getBulkheadConfig().getMaxConcurrentCalls() + " checks "
                    + places.getName() + " are under way; try again when one of them has ended");
        }
        try {
            return check.get();
        } finally {
            places.onComplete();
        }
    }

    private Bulkhead places(String whose, int number) {
        return Bulkhead.of(
                whose,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(number)
                        .maxWaitDuration(wait)
                        .build());
    }
}
