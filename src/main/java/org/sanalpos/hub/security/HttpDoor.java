package org.sanalpos.hub.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How the web server treats its clients, beyond what its settings can say. */
@Configuration(proxyBeanMethods = false)
class HttpDoor {

    /** Before Spring Security looks at the path, and behind what counts requests. */
    @Bean
    FilterRegistrationBean<PathSpellingFilter> pathSpelling() {
        FilterRegistrationBean<PathSpellingFilter> registration =
                new FilterRegistrationBean<>(new PathSpellingFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> timedRequests(HubSettings settings) {
        Duration longest = Duration.ofSeconds(settings.limits().requestSeconds());
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        if (settings.publicUrl().strip().startsWith("https:")) {
            // TLS ends before the hub, which cannot see it.
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return factory -> {
            factory.setProtocol(TimedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers((TimedProtocol protocol) -> {
                protocol.setLongestRequest(longest);
                protocol.setHeaders(headers);
            });
        };
    }
}
