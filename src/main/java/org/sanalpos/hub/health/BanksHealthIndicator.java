package org.sanalpos.hub.health;

import java.util.List;
import org.sanalpos.hub.bank.PosGuards;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health {@code banks}: DEGRADED while the circuit breaker of a virtual POS is open on this node; names those. */
@Component
class BanksHealthIndicator implements HealthIndicator {
    private final PosGuards guards;

    BanksHealthIndicator(PosGuards guards) {
        this.guards = guards;
    }

    @Override
    public Health health() {
        List<String> open = guards.standings().stream()
                .filter(PosGuards.Standing::open)
                .map(pos -> pos.company() + "/" + pos.virtualPos() + " at " + pos.bank())
                .sorted()
                .toList();
        return open.isEmpty()
                ? Health.up().build()
                : Health.status(Degraded.STATUS)
                        .withDetail("error", "Banks that do not answer properly are not called for the moment")
                        .withDetail("open", open)
                        .build();
    }
}
