package org.sanalpos.hub.health;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code routes}: DOWN while a route that payments take does not run, DEGRADED while only another one does not (a channel or a
 * delivery); either names them.
 */
@Component
class RoutesHealthIndicator implements HealthIndicator {
    private final CamelContext camel;

    RoutesHealthIndicator(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public Health health() {
        if (camel.getStatus() != ServiceStatus.Started) {
            return Health.down()
                    .withDetail("error", "The routes do not run: " + camel.getStatus())
                    .build();
        }
        if (camel.getRoutesSize() == 0) {
            return Health.down().withDetail("error", "There are no routes").build();
        }
        List<Route> stopped = camel.getRoutes().stream()
                .filter(route -> camel.getRouteController().getRouteStatus(route.getRouteId()) != ServiceStatus.Started)
                .toList();
        if (stopped.isEmpty()) {
            return Health.up().withDetail("started", camel.getRoutesSize()).build();
        }
        boolean payments = stopped.stream().anyMatch(RoutesHealthIndicator::onThePaymentsWay);
        return Health.status(payments ? Status.DOWN : Degraded.STATUS)
                .withDetail(
                        "error", payments ? "Payments cannot be taken, routes do not run" : "Some routes do not run")
                .withDetail(
                        "notStarted",
                        stopped.stream().map(Route::getRouteId).sorted().toList())
                .build();
    }

    private static boolean onThePaymentsWay(Route route) {
        String from = route.getEndpoint().getEndpointUri();
        return from.startsWith("direct:") || from.startsWith("rest:");
    }
}
