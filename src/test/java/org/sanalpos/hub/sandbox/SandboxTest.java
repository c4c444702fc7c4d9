package org.sanalpos.hub.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/** Runs a test against the sandbox on a free port; all such tests share one server, and take a {@link Sandbox}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@ExtendWith(ClockReset.class)
@SpringBootTest(
        classes = SandboxTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sanalpos.sandbox=true",
            "sanalpos.sandbox-faults.slow-answer=3s",
            "sanalpos.sandbox-faults.hang-limit=3s"
        })
public @interface SandboxTest {}
