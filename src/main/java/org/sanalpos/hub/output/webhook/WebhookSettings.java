package org.sanalpos.hub.output.webhook;

import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeoutSeconds how long a receiver has for its answer, connecting included
 * @param keepDays how long delivered events and their attempts can be read and sent again, days
 */
@ConfigurationProperties("sanalpos.webhooks")
record WebhookSettings(
        @DefaultValue("10") int timeoutSeconds,
        @DefaultValue("30") int keepDays) {
    WebhookSettings {
        // An event that is being sent is another node's after 30 seconds.
        if (timeoutSeconds < 1 || timeoutSeconds > 20) {
            throw new SettingProblem("SANALPOS_WEBHOOKS_TIMEOUT_SECONDS", "expected 1 to 20 seconds");
        }
        if (keepDays < 1 || keepDays > 3650) {
            throw new SettingProblem("SANALPOS_WEBHOOKS_KEEP_DAYS", "expected 1 to 3650 days");
        }
    }
}
