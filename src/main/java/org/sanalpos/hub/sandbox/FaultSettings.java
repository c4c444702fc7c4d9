package org.sanalpos.hub.sandbox;

import java.time.Duration;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the timed faults take.
 *
 * @param slowAnswer delay of a slow answer
 * @param hangLimit longest silence of a hanging connection before it is closed
 * @param lateBooks how long queries do not find an order of the late books fault
 */
@ConfigurationProperties("sanalpos.sandbox-faults")
public record FaultSettings(
        @DefaultValue("3s") Duration slowAnswer,
        @DefaultValue("90s") Duration hangLimit,
        @DefaultValue("5s") Duration lateBooks) {

    public FaultSettings {
        requirePositive("slow-answer", slowAnswer);
        requirePositive("hang-limit", hangLimit);
        requirePositive("late-books", lateBooks);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new SettingProblem("sanalpos.sandbox-faults." + name, "expected a duration longer than nothing");
        }
    }
}
