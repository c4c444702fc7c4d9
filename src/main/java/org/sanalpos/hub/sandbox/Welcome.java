package org.sanalpos.hub.sandbox;

import org.sanalpos.hub.settings.HubAddress;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a newcomer, once the sandbox runs, where it listens and what to paste first. */
@Component
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
class Welcome {
    private final HubAddress address;
    private final HubSettings settings;

    Welcome(HubAddress address, HubSettings settings) {
        this.address = address;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        String url = address.local();
        System.out.printf(
                """

                Sanal POS Hub listens on %1$s with the sandbox banks.
                  API and its description: %1$s/api/v1/openapi.yaml, %1$s/docs/
                  Demonstration company DEMO, key: sandbox-key
                  Files: drop into %2$s
                  Queue: %3$s

                Try a sale:

                curl -s %1$s/api/v1/payments -H 'Authorization: Bearer sandbox-key' -H 'Content-Type: application/json' -d '{"requestId":"first-1","virtualPos":"DEMO-HALKBANK","orderNo":"SO-1001","amount":"129.90","currency":"TRY","card":{"number":"4355084355084358","expiry":"12/30","cvv":"000","holder":"AYŞE YILMAZ"}}'

                """,
                url,
                settings.inHome("inbox").resolve(DemoCompany.CODE),
                settings.broker().port() > 0
                        ? "tcp://127.0.0.1:" + settings.broker().port() + " (user DEMO, password sandbox-key)"
                        : "no outside port (SANALPOS_BROKER_PORT)");
    }
}
