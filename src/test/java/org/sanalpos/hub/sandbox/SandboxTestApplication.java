package org.sanalpos.hub.sandbox;

import java.time.Instant;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The sandbox alone, with a web server and nothing else of the hub. It carries no configuration annotation, so that no
 * component scan of the hub's own tests picks it up.
 */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
@Import({SandboxConfiguration.class, SandboxControllers.class})
public class SandboxTestApplication {

    /** Noon in Istanbul. */
    public static final Instant START = Instant.parse("2026-05-04T09:00:00.120Z");

    @Bean
    MutableClock clock() {
        return new MutableClock(START);
    }

    @Bean
    Sandbox sandbox(Environment environment, MutableClock clock, SandboxBanks banks) {
        return new Sandbox(environment, clock, banks);
    }
}
