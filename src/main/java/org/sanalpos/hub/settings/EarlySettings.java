package org.sanalpos.hub.settings;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads the hub's settings once before the application's classes are looked through, so that a wrong one ends the start in a fraction of its time. */
public final class EarlySettings implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Binder.get(environment).bindOrCreate("sanalpos", HubSettings.class);
    }
}
