package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.OperationType;

/** The text of a message that is kept for support shows no card and no secret, whatever the bank. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShownMessageTest {
    private static final String PAN = "5571135571135575";
    private static final String CVV = "731";

    /** Of the operation before, by which some banks name it. */
    private static final String REFERENCE =
            Asked.approved(OperationType.SALE, Map.of()).hostReference();

    /** Draws zeros: three digits of a random number can be those of the CVV. */
    private static final class Zeros extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] target) {
            Arrays.fill(target, (byte) 0);
        }
    }

    private final BankMappings mappings =
            Mappings.with(Mappings.MADE_UP, Clock.fixed(Mappings.NOW, ZoneOffset.UTC), new Zeros());

    @ParameterizedTest
    @EnumSource(OperationType.class)
    void holdsNoCardAndNoSecret(OperationType type) {
        int shown = 0;
        for (Bank bank : mappings.catalogue().banks()) {
            Map<String, String> credentials = new HashMap<>();
            List<String> hidden = new ArrayList<>(List.of(PAN, CVV, "5571 1355 7113 5575"));
            for (CredentialField field : bank.credentials()) {
                credentials.put(field.name(), "value-of-" + field.name());
                if (field.secret()) {
                    hidden.add("value-of-" + field.name());
                }
            }
            Asked asked = Asked.of(type)
                    .at(bank.code(), credentials)
                    .description("Kart 5571 1355 7113 5575, tel")
                    .customer(new Customer("192.0.2.7", null, PAN, null))
                    .answers(Map.of("open", Map.of("Token", "t")));
            if (type.first()) {
                asked.card(PAN, CVV).holder(PAN);
            } else {
                asked.after(Asked.approved(OperationType.SALE, Map.of()));
            }
            for (int step = 0; step < mappings.steps(asked.context()); step++) {
                BankRequest request = mappings.request(asked.context(), step, "");

                assertThat(request.shown()).doesNotContain(hidden).containsAnyOf(Asked.ORDER, REFERENCE);
                assertThat(request.shown().replace('+', ' ')).doesNotContain(hidden);
                assertThat(request.toString()).doesNotContain(hidden);
                assertThat(asked.context().toString()).doesNotContain(hidden);
                assertThat(asked.context().account().toString()).doesNotContain("value-of-");
                shown++;
            }
        }
        assertThat(shown).isGreaterThanOrEqualTo(7);
    }

    @Test
    void isOtherwiseTheMessageThatGoesOut() {
        Map<String, String> credentials = Map.of("terminalId", "T1", "terminalKey", "anahtar");
        MessageContext context = Asked.of(OperationType.SALE)
                .at("selvibank", credentials)
                .answers(Map.of("open", Map.of("Token", "t")))
                .context();

        BankRequest request = mappings.request(context, 1, "");

        String sent = new String(request.body(), StandardCharsets.UTF_8);
        assertThat(request.shown().replaceAll("Hash=.*", ""))
                .isEqualTo(sent.replaceAll("Hash=.*", "")
                        .replace(Asked.PAN, "454671******7894")
                        .replace("Cvv=000", "Cvv=***"));
        // A hash over a masked secret tells nothing of it.
        assertThat(request.shown().replaceAll(".*Hash=", "")).isNotEqualTo(sent.replaceAll(".*Hash=", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355084355084358", "378282246310005", "6304000000000000018"})
    void masksCardNumbersOfEveryLength(String pan) {
        String shown = mappings.request(
                        Asked.of(OperationType.SALE).card(pan, "1234").context(), 0, "")
                .shown();

        assertThat(shown)
                .doesNotContain(pan, pan.substring(6), pan.substring(0, pan.length() - 4))
                .contains("<Number>" + pan.substring(0, 6) + "*".repeat(pan.length() - 10)
                        + pan.substring(pan.length() - 4) + "</Number>");
    }
}
