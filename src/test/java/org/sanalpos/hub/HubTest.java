package org.sanalpos.hub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole hub on its embedded parts with the sandbox banks, over real HTTP. All tests with this
 * annotation share one hub.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sanalpos.sandbox=true",
            "sanalpos.operator-key=operator-key-of-the-tests",
            "sanalpos.files.poll-ms=200",
            "sanalpos.three-d.look-ms=300",
            "sanalpos.card-keys.bits=2048",
            // Tests play more faults in a row than a bank in its senses: only a bank that answers nothing at all trips
            // the breaker.
            "sanalpos.banks.breaker-percent=100",
            "sanalpos.banks.breaker-minimum-calls=12",
            "sanalpos.sandbox-faults.hang-limit=8s"
        })
@ContextConfiguration(initializers = TestHome.class)
public @interface HubTest {
    String OPERATOR_KEY = "operator-key-of-the-tests";
    String DEMO_KEY = "sandbox-key";
}
