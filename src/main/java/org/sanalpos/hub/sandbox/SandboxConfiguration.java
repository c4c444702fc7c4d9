package org.sanalpos.hub.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the sandbox's dialects share: books, stores and faults. Only there if {@code sanalpos.sandbox} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
@EnableConfigurationProperties(FaultSettings.class)
public class SandboxConfiguration {

    @Bean
    SandboxStores sandboxStores(@Value("${sanalpos.sandbox-stores:#{null}}") Path more) {
        return SandboxStores.load(more);
    }

    @Bean
    SandboxBanks sandboxBanks(SandboxStores stores, ObjectProvider<Clock> clock) {
        return new SandboxBanks(stores, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    Pauses sandboxPauses() {
        return new Pauses();
    }

    @Bean
    FaultyTransport sandboxTransport(FaultSettings settings, Pauses pauses) {
        return new FaultyTransport(settings, pauses);
    }

    @Bean
    Challenges sandboxChallenges() {
        return new Challenges();
    }

    @Bean
    BankPages sandboxPages() {
        return new BankPages();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionCutter() {
        return factory -> factory.addEngineValves(new ConnectionCutter());
    }
}
