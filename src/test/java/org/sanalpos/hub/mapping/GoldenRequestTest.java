package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.OperationType;

/** What the hub sends to NestPay, byte for byte, against the golden messages that lie beside the templates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenRequestTest {
    private BankMappings mappings;

    @BeforeAll
    void load() {
        mappings = Mappings.packed();
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                golden("sale", Asked.of(OperationType.SALE)),
                golden("sale-installments", Asked.of(OperationType.SALE).installments(3)),
                golden("sale-usd", Asked.of(OperationType.SALE).amount("1000", "USD")),
                golden("sale-moto", Asked.of(OperationType.SALE).moto()),
                golden(
                        "sale-moto-no-cvv",
                        Asked.of(OperationType.SALE).moto().cvv(null).customer(Customer.UNKNOWN)),
                golden(
                        "sale-turkish-holder",
                        Asked.of(OperationType.SALE)
                                .holder("ŞÜKRÜ ÇAĞLAYAN-İĞDIR")
                                .customer(new Customer("2001:db8::7", "sukru@example.com", "Şükrü <İ>", null))),
                golden("preauth", Asked.of(OperationType.PREAUTH)),
                golden(
                        "capture",
                        Asked.of(OperationType.CAPTURE)
                                .after(Asked.approved(OperationType.PREAUTH, Map.of()))
                                .part("100.00")),
                golden("void", Asked.of(OperationType.VOID).after(Asked.approved(OperationType.SALE, Map.of()))),
                golden(
                        "refund",
                        Asked.of(OperationType.REFUND)
                                .after(Asked.approved(OperationType.SALE, Map.of()))
                                .part("29.90")),
                golden("inquiry", Asked.of(OperationType.INQUIRY)),
                golden("history", Asked.of(OperationType.INQUIRY).after(Asked.approved(OperationType.SALE, Map.of()))));
    }

    private static Arguments golden(String name, Asked asked) {
        return arguments(name, asked);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void theDocumentIsTheGoldenOneAndTheBodyItsPercentEncodedForm(String name, Asked asked) {
        BankRequest request = mappings.request(asked.context(), 0, "");

        String body = new String(request.body(), StandardCharsets.US_ASCII);
        assertThat(body.getBytes(StandardCharsets.US_ASCII)).isEqualTo(request.body());
        assertThat(body).matches("DATA=[A-Za-z0-9.*_+%-]+");
        String document = URLDecoder.decode(body.substring(5), StandardCharsets.UTF_8);
        String sample = new String(Mappings.sample(name + ".request.xml"), StandardCharsets.UTF_8);
        assertThat(document).isEqualTo(sample);
        assertThat(body).isEqualTo("DATA=" + URLEncoder.encode(sample, StandardCharsets.UTF_8));
        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.headers()).isEmpty();
        assertThat(request.url()).isEqualTo("https://sanalpos.halkbank.com.tr/fim/api");
        assertThat(mappings.steps(asked.context())).isOne();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void samplesArePackedAsTheyAre(String name) throws Exception {
        String path = "/bank-mappings/dialects/nestpay/samples/" + name + ".request.xml";
        try (InputStream packed = getClass().getResourceAsStream(path)) {
            assertThat(packed).isNotNull();
            assertThat(packed.readAllBytes()).isEqualTo(Mappings.sample(name + ".request.xml"));
        }
    }

    @Test
    void anAddressThatTheBankGaveReplacesThePublicOne() {
        MessageContext context = Asked.of(OperationType.SALE).context();
        Account own = new Account(
                "halkbank",
                "production",
                context.account().credentials(),
                Map.of("api", "https://own.example/fim/api"),
                Set.of(),
                null);
        Account sandbox = new Account("halkbank", "sandbox", context.account().credentials(), Map.of(), Set.of(), null);

        assertThat(mappings.request(as(own, context), 0, "http://hub").url()).isEqualTo("https://own.example/fim/api");
        assertThat(mappings.request(as(sandbox, context), 0, "http://hub").url())
                .isEqualTo("http://hub/sandbox/halkbank/fim/api");
    }

    private static MessageContext as(Account account, MessageContext context) {
        return new MessageContext(
                account, context.payment(), context.operation(), context.earlier(), context.card(), context.answers());
    }

    @Test
    void anAddressLongerThanTheBankTakesIsLeftOut() {
        String longest = "a".repeat(52) + "@example.com";
        assertThat(longest).hasSize(64);

        assertThat(shown(new Customer(null, longest, null, null))).contains("<Email>" + longest + "</Email>");
        assertThat(shown(new Customer(null, "a" + longest, null, null))).doesNotContain("Email");
    }

    private String shown(Customer customer) {
        return mappings.request(Asked.of(OperationType.SALE).customer(customer).context(), 0, "")
                .shown();
    }
}
