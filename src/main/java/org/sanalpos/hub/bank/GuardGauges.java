package org.sanalpos.hub.bank;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToIntFunction;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.springframework.stereotype.Component;

/** Metrics of the guards, summed up by bank: a label for each virtual POS would name companies and grow without end. */
@Component
class GuardGauges implements MeterBinder {
    private final PosGuards guards;
    private final BankCatalogue catalogue;

    GuardGauges(PosGuards guards, BankCatalogue catalogue) {
        this.guards = guards;
        this.catalogue = catalogue;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Bank bank : catalogue.banks()) {
            breakers(registry, bank.code(), "open", pos -> pos.open() ? 1 : 0);
            breakers(registry, bank.code(), "half_open", pos -> pos.halfOpen() ? 1 : 0);
            Gauge.builder("sanalpos.bank.calls.active", () -> sum(bank.code(), PosGuards.Standing::underWay))
                    .description("Calls that wait for the bank now")
                    .tag("bank", bank.code())
                    .register(registry);
        }
    }

    private void breakers(
            MeterRegistry registry, String bank, String state, ToIntFunction<PosGuards.Standing> counted) {
        Gauge.builder("sanalpos.bank.breakers", () -> sum(bank, counted))
                .description("Virtual POSes whose circuit breaker is open or half open")
                .tag("bank", bank)
                .tag("state", state)
                .register(registry);
    }

    private int sum(String bank, ToIntFunction<PosGuards.Standing> number) {
        return guards.standings().stream()
                .filter(pos -> pos.bank().equals(bank))
                .mapToInt(number)
                .sum();
    }
}
