package org.sanalpos.hub.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Makes the data folder's path absolute before anything is built from it: H2 takes no path such as {@code data}. */
public final class AbsoluteHome implements EnvironmentPostProcessor {
    private static final String HOME = "sanalpos.home";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String home = environment.getProperty(HOME);
        if (home == null || home.isBlank()) {
            return;
        }
        try {
            String absolute = Path.of(home).toAbsolutePath().normalize().toString();
            environment.getPropertySources().addFirst(new MapPropertySource("absoluteHome", Map.of(HOME, absolute)));
        } catch (InvalidPathException e) {
            throw new SettingProblem("SANALPOS_HOME", "is no path: " + e.getMessage());
        }
    }
}
