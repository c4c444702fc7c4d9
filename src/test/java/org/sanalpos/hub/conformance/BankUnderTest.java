package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.sandbox.BankScreen;
import tools.jackson.databind.JsonNode;

/**
 * A bank as the scenarios see it: through the hub's API, through what the catalogue says that it can, and through its own books.
 *
 * @param catalogue its entry in {@code GET /banks}
 */
public record BankUnderTest(String code, JsonNode catalogue, ContractClient demo, BankScreen books) {
    /** The banks of the mission, and two that exist only as files of the tests. */
    public static final List<String> CODES = List.of(
            "akbank",
            "citibank",
            "denizbank",
            "garanti",
            "halkbank",
            "hsbc",
            "isbank",
            "qnb",
            "teb",
            "turkiyefinans",
            "vakifbank",
            "yapikredi",
            "vadibank",
            "cinarbank");

    static final String MASTERCARD = "5571135571135575";
    static final String TROY = "9792030394440796";
    static final String AMEX = "378282246310005";

    static BankUnderTest of(int port, String code) {
        ContractClient demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
        JsonNode bank = StreamSupport.stream(
                        demo.get("/banks").body().path("banks").spliterator(), false)
                .filter(entry -> entry.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the catalogue has no bank " + code));
        return new BankUnderTest(code, bank, demo, new BankScreen(port, code));
    }

    /** A card that the sandbox banks decline, or answer wrongly, by the two digits before its check digit's neighbour. */
    static String declinedCard(int isoCode) {
        return luhn(String.format("435508000000%02d0", isoCode));
    }

    /** Pays badly: the fault of this number. */
    public static String faultyCard(int fault) {
        return luhn(String.format("435508000001%02d0", fault));
    }

    /** Pays well; what follows goes wrong. */
    public static String followUpFaultCard(int fault) {
        return luhn(String.format("435508000002%02d0", fault));
    }

    private static String luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits + (10 - sum % 10) % 10;
    }

    boolean can(String operation) {
        return has("operations", operation);
    }

    boolean takes(String currency) {
        return has("currencies", currency);
    }

    /** Whether one payment may be of this amount. */
    boolean carries(String amount) {
        JsonNode limits = catalogue.path("limits");
        BigDecimal value = new BigDecimal(amount);
        return value.compareTo(new BigDecimal(limits.path("minAmount").asString())) >= 0
                && (limits.path("maxAmount").isNull()
                        || value.compareTo(
                                        new BigDecimal(limits.path("maxAmount").asString()))
                                <= 0);
    }

    boolean takesByPhone(String operation) {
        return StreamSupport.stream(catalogue.path("limits").path("moto").spliterator(), false)
                .anyMatch(entry -> entry.asString().equals(operation));
    }

    boolean takesInstallmentsIn(String currency) {
        return StreamSupport.stream(
                        catalogue.path("limits").path("installmentCurrencies").spliterator(), false)
                .anyMatch(entry -> entry.asString().equals(currency));
    }

    private boolean has(String list, String value) {
        return StreamSupport.stream(catalogue.path(list).spliterator(), false)
                .anyMatch(entry -> entry.asString().equals(value));
    }

    JsonNode pay(Map<String, Object> body) {
        Reply reply = demo.post("/payments", body);
        assertThat(reply.status()).as(reply.text()).isIn(201, 202);
        return reply.body();
    }

    /** A sale of 129.90 TRY that went well. */
    JsonNode sold() {
        return expect(pay(sale(code)), "captured");
    }

    JsonNode preauthorized(String amount) {
        return expect(pay(Requests.preauth(code, amount)), "authorized");
    }

    /** A preauthorization and its capture, or a sale at a bank that has none. */
    JsonNode captured(String preauthorized, String amount) {
        if (!can("preauth")) {
            return expect(pay(sale(code, Requests.VISA, amount)), "captured");
        }
        return expect(follow(preauthorized(preauthorized), "captures", Map.of("amount", amount)), "captured");
    }

    public static JsonNode expect(JsonNode payment, String status) {
        assertThat(payment.path("status").asString()).as(payment.toString()).isEqualTo(status);
        return payment;
    }

    Reply post(JsonNode payment, String action, Object body) {
        return demo.post("/payments/" + payment.path("id").asString() + "/" + action, body);
    }

    /** The payment after a follow-up that was carried out, or at least sent. */
    JsonNode follow(JsonNode payment, String action, Object body) {
        Reply reply = post(payment, action, body);
        assertThat(reply.status()).as(reply.text()).isIn(200, 201, 202);
        return reply.body();
    }

    JsonNode read(JsonNode payment) {
        return demo.get("/payments/" + payment.path("id").asString()).body();
    }

    JsonNode order(JsonNode payment) {
        return books.order(payment.path("transactionCode").asString());
    }

    /** The hub refuses a payment for this field before the bank hears of it, and gives the bank's reason. */
    void refuses(Map<String, Object> body, String field, String reason) {
        int before = books.orders().size();

        Reply reply = demo.post("/payments", body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.error(field)).as(reply.text()).contains(reason);
        assertThat(books.orders().size()).isEqualTo(before);
    }

    void refusesOperation(String operation) {
        String reason = catalogue.path("name").asString() + " has no " + operation + ": "
                + catalogue.path("unsupported").path(operation).asString();
        assertThat(reason).doesNotEndWith(": ");
        refuses(with(sale(code), "operation", operation), "operation", reason);
    }

    public static List<String> operations(JsonNode payment) {
        return StreamSupport.stream(payment.path("operations").spliterator(), false)
                .map(operation -> operation.path("type").asString() + " "
                        + operation.path("outcome").asString())
                .toList();
    }
}
