package org.sanalpos.hub.mapping;

import java.util.Map;
import org.sanalpos.hub.settings.SettingProblem;

/**
 * A YAML file that was read, and where in it what stands.
 *
 * @param name name from the top folder on
 * @param lines line of each place: {@code operations.sale.steps[1].answer}
 */
record YamlFile<T>(String name, T content, Map<String, Integer> lines) {

    /** What is wrong at a place of the file; for a place that is not written, the line of what should hold it. */
    SettingProblem problem(String place, String reason) {
        String written = place;
        while (!written.isEmpty() && !lines.containsKey(written)) {
            written = written.substring(0, Math.max(0, Math.max(written.lastIndexOf('.'), written.lastIndexOf('['))));
        }
        return new SettingProblem(
                written.isEmpty() ? name : name + ":" + lines.get(written),
                place.isEmpty() ? reason : place + ": " + reason);
    }

    /** @return the text, which must be there */
    String required(String place, String text) {
        if (text == null || text.isBlank()) {
            throw problem(place, "is missing");
        }
        return text;
    }
}
