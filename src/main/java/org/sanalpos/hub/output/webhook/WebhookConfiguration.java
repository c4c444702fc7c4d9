package org.sanalpos.hub.output.webhook;

import org.sanalpos.hub.output.OutboxGauges;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    WebhookHealthIndicator webhooksHealthIndicator(OutboxGauges outbox, WebhookLanes lanes, WebhookGauges gauges) {
        return new WebhookHealthIndicator(outbox, lanes, gauges);
    }
}
