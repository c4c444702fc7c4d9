package org.sanalpos.hub.settings;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where the hub listens; known once its web server runs. */
@Component
public class HubAddress {
    private final String publicUrl;
    private volatile int port;

    /** @throws SettingProblem if the public address is set and is none */
    public HubAddress(HubSettings settings) {
        this.publicUrl = PublicUrl.checked(settings.publicUrl());
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** The hub's own URL on the loopback address, without a slash at its end. */
    public String local() {
        return "http://127.0.0.1:" + port;
    }

    /** How browsers and banks reach the hub, without a slash at its end; where nothing is set, the loopback address. */
    public String publicUrl() {
        return publicUrl.isEmpty() ? local() : publicUrl;
    }
}
