package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.OperationType;

/** Cards in the fields of a request that are kept as they are written. */
class KeptTextsTest {
    private static final String OTHER = "5555555555554444";
    private static final String AT_THE_BANK = "{\"amount\":\"1.00\",\"currency\":\"TRY\",\"secure\":\"3d_host\",%s}";

    private final JsonRequests requests = Intake.json();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requestId | \"requestId\":\"5555555555554444\"",
                "orderNo | \"orderNo\":\"SO-5555 5555 5555 4444\"",
                "description | \"description\":\"by phone:\\n5555-5555-5555-4444 12/28\"",
                "description | \"description\":\"less 20%5555555555554444\"",
                "returnUrl | \"returnUrl\":\"https://shop.example/?c=card%205555555555554444\"",
                "metadata.note | \"metadata\":{\"k\":\"v\",\"note\":\"5555555555554444\"}",
                "metadata | \"metadata\":{\"5555555555554444\":\"v\"}",
                "customer.name | \"customer\":{\"name\":\"5555555555554444\"}",
                "customer.email | \"customer\":{\"email\":\"5555555555554444@example.com\"}",
                "customer.phone | \"customer\":{\"phone\":\"+378282246310005\"}",
                "customer.browser.userAgent | \"customer\":{\"browser\":{\"userAgent\":\"x/5555555555554444\"}}",
                "customer.browser.accept | \"customer\":{\"browser\":{\"accept\":\"5555555555554444\"}}"
            })
    void whereTheCardIsTypedAtTheBankAnyCardNumberIsRefusedByItsField(String field, String fragment) {
        var problem = Intake.problem(() -> requests.readPayment(bytes(AT_THE_BANK.formatted(fragment))));

        assertThat(problem.problem().errors()).extracting("field").containsExactly(field);
        assertThat(problem.problem().errors()).extracting("message").containsExactly(CardSearch.REFUSAL);
        assertThat(problem.problem().toString()).doesNotContain(OTHER, "4444", "310005");
    }

    @Test
    void besideACardTheNumberOfAnotherIsRefusedAndItsOwnAlsoAmongOtherDigits() {
        String body = "{\"amount\":\"1.00\",\"currency\":\"TRY\",\"orderNo\":\"%s\","
                + "\"card\":{\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\",\"holder\":\"%s\"}}";

        assertThat(Intake.fields(() -> requests.readPayment(bytes(body.formatted("1", OTHER)))))
                .containsExactly("card.holder");
        assertThat(Intake.fields(() -> requests.readPayment(bytes(body.formatted("0004155650100416111000", "A B")))))
                .containsExactly("orderNo");
    }

    @Test
    void theKeyOfAFollowUpIsNoCardNumberEither() {
        String refund = "{\"requestId\":\"%s\",\"amount\":\"1.00\"}".formatted(OTHER);
        assertThat(Intake.fields(() -> requests.readAmount(bytes(refund), OperationType.REFUND)))
                .containsExactly("requestId");
        String named = refund.replace("{", "{\"operation\":\"refund\",\"transactionCode\":\"T1\",");
        assertThat(Intake.fields(() -> requests.read(bytes(named), "ACME", "queue", "message-1", true)))
                .containsExactly("requestId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"orderNo\":\"2026112812345675\"",
                "\"orderNo\":\"5555555555554445\"",
                "\"metadata\":{\"imei\":\"359123456789012\",\"millis\":\"1795825824125\",\"barcode\":\"4006381333932\"}",
                "\"customer\":{\"phone\":\"+4915123456787\",\"ip\":\"2001:db8:4155:6501:41:6111:0:1\"}",
                "\"requestId\":\"4f7ac10b-58cc-4372-8567-0e02b2c3d479\""
            })
    void whatIsNoCardNumberIsTakenThoughItsCheckDigitIsRight(String fragment) {
        assertThat(requests.readPayment(bytes(AT_THE_BANK.formatted(fragment)))).isNotNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
