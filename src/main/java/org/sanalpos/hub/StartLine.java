package org.sanalpos.hub;

import java.time.Duration;
import java.util.Optional;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.settings.HubAddress;
import org.sanalpos.hub.settings.HubSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says in the log, once the hub takes requests, what runs where. */
@Component
class StartLine {
    private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

    private final HubAddress address;
    private final HubSettings settings;
    private final BankCatalogue catalogue;
    private final String database;
    private final boolean ownBroker;

    StartLine(
            HubAddress address,
            HubSettings settings,
            BankCatalogue catalogue,
            @Value("${spring.datasource.url}") String database,
            @Value("${spring.artemis.mode:embedded}") String broker) {
        this.address = address;
        this.settings = settings;
        this.catalogue = catalogue;
        this.database = database;
        this.ownBroker = broker.equals("embedded");
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        String version = Optional.ofNullable(HubApplication.class.getPackage().getImplementationVersion())
                .orElse("(not packed)");
        Duration taken = Optional.ofNullable(event.getTimeTaken()).orElse(Duration.ZERO);
        LOG.info(
                "Sanal POS Hub {} listens on {} after {} s: home {}, database {}, broker {}, ERP {}, {} banks{}",
                version,
                address.local(),
                taken.toMillis() / 1000.0,
                settings.inHome(""),
                withoutSecrets(database),
                ownBroker ? "embedded" : "outside",
                settings.erp().url().isBlank()
                        ? "in the same database"
                        : withoutSecrets(settings.erp().url()),
                catalogue.banks().size(),
                settings.sandbox() ? ", SANDBOX" : "");
    }

    /** A password may be among the parameters, or before the host. */
    private static String withoutSecrets(String url) {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/]*@", "//");
    }
}
