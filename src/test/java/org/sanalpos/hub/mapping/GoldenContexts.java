package org.sanalpos.hub.mapping;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sanalpos.hub.mapping.Golden.Before;
import org.sanalpos.hub.mapping.Golden.Plastic;
import org.sanalpos.hub.mapping.Golden.Way;
import org.sanalpos.hub.mapping.Golden.Wish;
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

/** The payments and operations that golden messages are about. */
record GoldenContexts(Account account) {

    /** @param secure none if it is null, and then the stage does not count */
    MessageContext of(
            String operation,
            Wish wish,
            Plastic plastic,
            List<Before> before,
            Map<String, Map<String, String>> answers,
            String secure,
            Stage stage,
            Way way) {
        Wish payment = wish == null ? Wish.USUAL : wish;
        OperationType type = OperationType.of(operation);
        Currency currency = Currency.getInstance(payment.currency() == null ? "TRY" : payment.currency());
        Money total = Money.parse(payment.amount() == null ? "129.90" : payment.amount(), currency);
        Money amount = payment.part() == null ? total : Money.parse(payment.part(), currency);
        List<Operation> operations = new ArrayList<>();
        for (Before one : before == null ? List.<Before>of() : before) {
            operations.add(operation(one, total));
        }
        Channel channel = payment.channel() == null
                ? Channel.ECOMMERCE
                : Channel.valueOf(payment.channel().toUpperCase(Locale.ROOT));
        Payment whole = new Payment(
                "01J0000000000000000000000A",
                "ACME",
                "MAIN",
                account.bank(),
                type == OperationType.PREAUTH ? type : OperationType.SALE,
                secure == null ? Secure.NONE : Secure.of(secure),
                PaymentStatus.PROCESSING,
                null,
                0,
                payment.orderNo(),
                payment.code() == null ? Asked.ORDER : payment.code(),
                total,
                0,
                payment.refunded() == null
                        ? 0
                        : Money.parse(payment.refunded(), currency).minor(),
                payment.installments() == null ? 1 : payment.installments(),
                channel,
                payment.maskedCard(),
                null,
                new Customer(payment.ip(), payment.email(), payment.name(), payment.phone()),
                payment.description(),
                Map.of(),
                null,
                null,
                null,
                null,
                Mappings.NOW,
                null,
                null,
                operations);
        Operation asked = Operation.begun(
                payment.id() == null ? "01J0000000000000000000000B" : payment.id(),
                whole.id(),
                type,
                amount,
                "rest",
                Mappings.NOW);
        List<Operation> approved = operations.stream()
                .filter(earlier -> earlier.outcome() == Outcome.APPROVED)
                .toList();
        Stage reached = secure == null ? Stage.OPERATION : stage;
        return new MessageContext(
                account,
                whole,
                asked,
                approved,
                plastic == null ? null : card(plastic),
                answers == null ? Map.of() : answers,
                reached,
                reached == Stage.OPERATION ? null : (way == null ? Way.USUAL : way).session());
    }

    private static Card card(Plastic plastic) {
        String[] expiry = plastic.expiry().split("/");
        return new Card(
                plastic.number(),
                YearMonth.of(2000 + Integer.parseInt(expiry[1]), Integer.parseInt(expiry[0])),
                plastic.cvv(),
                plastic.holder());
    }

    private static Operation operation(Before before, Money total) {
        return new Operation(
                before.id() == null ? "01J0000000000000000000000C" : before.id(),
                "01J0000000000000000000000A",
                OperationType.of(before.type()),
                before.amount() == null ? total : Money.parse(before.amount(), total.currency()),
                "rest",
                before.outcome() == null ? Outcome.APPROVED : Outcome.of(before.outcome()),
                null,
                before.authCode(),
                before.hostReference(),
                before.bankTransactionId(),
                null,
                before.kept() == null ? Map.of() : before.kept(),
                Mappings.NOW,
                Mappings.NOW,
                5L);
    }
}
