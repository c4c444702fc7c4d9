package org.sanalpos.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class AbsoluteHomeTest {

    @ParameterizedTest
    @CsvSource({"data", "./data", "data/../data"})
    void aRelativeHomeIsBelowTheWorkingFolder(String home) {
        try (var context = new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.NONE)
                .run("--sanalpos.home=" + home)) {
            Path expected = Path.of("data").toAbsolutePath();

            assertThat(context.getEnvironment().getProperty("sanalpos.home")).isEqualTo(expected.toString());
            assertThat(context.getEnvironment().getProperty("spring.datasource.url"))
                    .startsWith("jdbc:h2:file:" + expected + "/hub;");
        }
    }

    static class Empty {}
}
