package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.OperationType;

/** What a definition tells the templates. */
class MessageNamesTest {
    private BankMappings mappings;

    @BeforeEach
    void load(@TempDir Path temp) throws IOException {
        MappingFolder folder = MappingFolder.madeUp(temp);
        folder.write(
                "dialects/selvi/templates/open.form.ftl",
                "Mode=${environment}\nIp=${customer.ipv4!shopIp}\nOrder=${payment.transactionCode}\nDay=${payment.day}\n");
        mappings = Mappings.with(folder.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "test", "sandbox"})
    void aMessageCanTellTheEnvironment(String environment) {
        assertThat(sent(environment, null, "192.0.2.7")).startsWith("Mode=" + environment + "&");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.99, 192.0.2.7",
        "2001:db8::7, 192.0.2.99, 192.0.2.99",
        ", 192.0.2.99, 192.0.2.99",
        ", 2001:db8::99, 127.0.0.1",
        ", , 127.0.0.1"
    })
    void theShopsAddressIsOneOfIpv4(String customer, String shop, String told) {
        assertThat(sent("production", shop, customer)).contains("&Ip=" + told + "&");
    }

    /** The moment of all golden messages is 14:05 in Istanbul. */
    @Test
    void aMessageCanTellTheDayOfThePayment() {
        assertThat(sent("production", null, null)).endsWith("&Day=20260615");
    }

    private String sent(String environment, String shop, String customer) {
        MessageContext context = Asked.of(OperationType.SALE)
                .customer(new Customer(customer, null, null, null))
                .context();
        Account account = new Account(
                "selvibank",
                environment,
                Map.of("terminalId", "T1", "terminalKey", "k"),
                Map.of("open", "https://pos.example/open"),
                Set.of(),
                shop);
        BankRequest request = mappings.request(
                new MessageContext(
                        account,
                        context.payment(),
                        context.operation(),
                        context.earlier(),
                        context.card(),
                        context.answers()),
                0,
                "");
        return new String(request.body(), StandardCharsets.US_ASCII);
    }
}
