package org.sanalpos.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.nestpay.NestPayController;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class SandboxSwitchTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(SandboxConfiguration.class, BankScreenController.class, NestPayController.class);

    @ParameterizedTest
    @ValueSource(strings = {"sanalpos.sandbox=false", "sanalpos.sandbox=", "sanalpos.other=true"})
    void nothingOfTheSandboxIsThereUnlessItIsSwitchedOn(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context)
                .doesNotHaveBean(SandboxBanks.class)
                .doesNotHaveBean(BankScreenController.class)
                .doesNotHaveBean(NestPayController.class));
    }

    @Test
    void allOfItIsThereWhenItIsSwitchedOnWithOrWithoutAClock() {
        runner.withPropertyValues("sanalpos.sandbox=true").run(context -> assertThat(context)
                .hasSingleBean(BankScreenController.class)
                .hasSingleBean(NestPayController.class));
    }

    @Test
    void aTimeThatIsNoneIsRefusedByName() {
        runner.withPropertyValues("sanalpos.sandbox=true", "sanalpos.sandbox-faults.slow-answer=0s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("sanalpos.sandbox-faults.slow-answer"));
    }
}
