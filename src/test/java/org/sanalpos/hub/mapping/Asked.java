package org.sanalpos.hub.mapping;

import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Channel;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.Money;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Secure;

/** What a bank is asked in a test: 129.90 TRY from a test card at a store of Halkbank, unless the test says otherwise. */
final class Asked {
    static final String ORDER = "HUB7K2M9QX4TB8VN3RZ5";
    static final String PAN = "4546711234567894";

    private final OperationType type;
    private String bank = "halkbank";
    private Map<String, String> credentials =
            Map.of("clientId", "700100001", "username", "HUBAPI", "password", "Hub&Pass<1>", "storeKey", "TRPS|0101");
    private String order = ORDER;
    private Money amount = new Money(12990, Currency.getInstance("TRY"));
    private Money total = amount;
    private int installments = 1;
    private Channel channel = Channel.ECOMMERCE;
    private Card card = new Card(PAN, YearMonth.of(2030, 12), "000", null);
    private Customer customer = new Customer("192.0.2.7", null, null, null);
    private String description;
    private List<Operation> earlier = List.of();
    private Map<String, Map<String, String>> answers = Map.of();

    private Asked(OperationType type) {
        this.type = type;
    }

    static Asked of(OperationType type) {
        Asked asked = new Asked(type);
        if (!type.first()) {
            asked.card = null;
        }
        return asked;
    }

    Asked at(String code, Map<String, String> values) {
        bank = code;
        credentials = values;
        return this;
    }

    Asked order(String code) {
        order = code;
        return this;
    }

    Asked amount(String decimal, String currency) {
        total = Money.parse(decimal, Currency.getInstance(currency));
        amount = total;
        return this;
    }

    /** Less than the whole. */
    Asked part(String decimal) {
        amount = Money.parse(decimal, total.currency());
        return this;
    }

    Asked installments(int number) {
        installments = number;
        return this;
    }

    Asked moto() {
        channel = Channel.MOTO;
        return this;
    }

    Asked cvv(String cvv) {
        card = new Card(card.number(), card.expiry(), cvv, card.holder());
        return this;
    }

    Asked card(String number, String cvv) {
        card = new Card(number, card.expiry(), cvv, card.holder());
        return this;
    }

    Asked holder(String name) {
        card = new Card(card.number(), card.expiry(), card.cvv(), name);
        return this;
    }

    Asked customer(Customer other) {
        customer = other;
        return this;
    }

    Asked description(String text) {
        description = text;
        return this;
    }

    Asked after(Operation operation) {
        earlier = List.of(operation);
        return this;
    }

    Asked answers(Map<String, Map<String, String>> byMessage) {
        answers = byMessage;
        return this;
    }

    MessageContext context() {
        Operation operation = Operation.begun(
                "01J0000000000000000000000B", "01J0000000000000000000000A", type, amount, "rest", Mappings.NOW);
        Payment payment = new Payment(
                "01J0000000000000000000000A",
                "ACME",
                "MAIN",
                bank,
                type == OperationType.PREAUTH ? type : OperationType.SALE,
                Secure.NONE,
                PaymentStatus.PROCESSING,
                null,
                0,
                "A-1001",
                order,
                total,
                0,
                0,
                installments,
                channel,
                null,
                null,
                customer,
                description,
                Map.of(),
                null,
                null,
                null,
                null,
                Mappings.NOW,
                null,
                null,
                List.of());
        return new MessageContext(
                new Account(bank, "production", credentials, Map.of(), Set.of(), null),
                payment,
                operation,
                earlier,
                card,
                answers);
    }

    /** An approved operation with everything that the bank tells of it. */
    static Operation approved(OperationType type, Map<String, String> kept) {
        return new Operation(
                "01J0000000000000000000000C",
                "01J0000000000000000000000A",
                type,
                new Money(12990, Currency.getInstance("TRY")),
                "rest",
                Outcome.APPROVED,
                null,
                "K40712",
                "616609481125",
                "26166JkSc17204",
                null,
                kept,
                Mappings.NOW,
                Mappings.NOW,
                5L);
    }
}
