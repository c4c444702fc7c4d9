package org.sanalpos.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;

class SandboxSwitchTest {

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withUserConfiguration(SandboxConfiguration.class, Controllers.class);

    @ParameterizedTest
    @ValueSource(strings = {"sanalpos.sandbox=false", "sanalpos.sandbox=", "sanalpos.other=true"})
    void nothingOfTheSandboxIsThereUnlessItIsSwitchedOn(String property) {
        runner.withPropertyValues(property).run(context -> {
            assertThat(context).doesNotHaveBean(SandboxBanks.class);
            assertThat(controllers(context)).isEmpty();
        });
    }

    @Test
    void allOfItIsThereWhenItIsSwitchedOnWithOrWithoutAClock() {
        runner.withPropertyValues("sanalpos.sandbox=true").run(context -> assertThat(controllers(context))
                .contains(BankScreenController.class.getName())
                .hasSizeGreaterThan(1)
                .containsExactlyInAnyOrder(SandboxControllers.names()));
    }

    @Test
    void aTimeThatIsNoneIsRefusedByName() {
        runner.withPropertyValues("sanalpos.sandbox=true", "sanalpos.sandbox-faults.slow-answer=0s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("sanalpos.sandbox-faults.slow-answer"));
    }

    private static List<String> controllers(ApplicationContext context) {
        return context.getBeansWithAnnotation(Controller.class).values().stream()
                .map(controller -> controller.getClass().getName())
                .toList();
    }

    @Import(SandboxControllers.class)
    static class Controllers {}
}
