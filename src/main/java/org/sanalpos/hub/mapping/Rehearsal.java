package org.sanalpos.hub.mapping;

import freemarker.core.InvalidReferenceException;
import freemarker.template.TemplateException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.AbstractMap;
import java.util.Currency;
import java.util.HashMap;
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
import org.sanalpos.hub.settings.SettingProblem;

/** Renders every message of a bank with made-up values at the start, so that a template's fault is found then and not with a customer's money. */
final class Rehearsal {
    private static final Instant EPOCH = Instant.EPOCH;

    /** What may have been approved before an operation. */
    private static final Map<OperationType, List<List<OperationType>>> HISTORIES = Map.of(
            OperationType.SALE,
            List.of(List.of()),
            OperationType.PREAUTH,
            List.of(List.of()),
            OperationType.CAPTURE,
            List.of(List.of(OperationType.PREAUTH)),
            OperationType.VOID,
            List.of(
                    List.of(OperationType.SALE),
                    List.of(OperationType.PREAUTH),
                    List.of(OperationType.PREAUTH, OperationType.CAPTURE)),
            OperationType.REFUND,
            List.of(
                    List.of(OperationType.SALE),
                    List.of(OperationType.PREAUTH, OperationType.CAPTURE, OperationType.REFUND)),
            OperationType.INQUIRY,
            List.of(
                    List.of(),
                    List.of(OperationType.PREAUTH),
                    List.of(OperationType.SALE),
                    List.of(OperationType.PREAUTH, OperationType.CAPTURE, OperationType.REFUND)));

    private Rehearsal() {}

    static void of(
            BankMapping mapping, Messages messages, YamlFile<BankFile> bankFile, YamlFile<DialectFile> dialectFile) {
        mapping.dialect().operations().forEach((type, steps) -> {
            for (Dialect.Step step : steps) {
                checkEndpoint(mapping.bank(), step, bankFile, dialectFile);
            }
            for (List<OperationType> history : HISTORIES.get(type)) {
                for (boolean full : List.of(true, false)) {
                    rehearse(mapping, messages, dialectFile, type, history, full);
                }
            }
        });
        new ThreeDRehearsal(mapping, messages, bankFile, dialectFile).rehearse();
    }

    private static void rehearse(
            BankMapping mapping,
            Messages messages,
            YamlFile<DialectFile> dialectFile,
            OperationType type,
            List<OperationType> history,
            boolean full) {
        Map<String, Map<String, String>> answers = new HashMap<>();
        for (Dialect.Step step : mapping.dialect().operations().get(type)) {
            MessageContext context = context(mapping, type, Secure.NONE, history, full, answers);
            try {
                if (!messages.has(step, context, mapping)) {
                    continue;
                }
                messages.render(context, mapping, step, "https://rehearsal.invalid/");
                for (Dialect.Verification verification : step.answer().verified()) {
                    messages.expected(verification.expected(), context, mapping, new AnyAnswer(), new byte[0]);
                }
            } catch (TemplateException e) {
                throw problem(e, dialectFile);
            } catch (Messages.UnfitHeader e) {
                throw dialectFile.problem(e.place(), Messages.UnfitHeader.REASON);
            }
            answers.put(step.message(), full ? new AnyAnswer() : approval(step.answer()));
        }
    }

    static SettingProblem problem(TemplateException e, YamlFile<DialectFile> dialectFile) {
        String reason = e instanceof InvalidReferenceException && e.getBlamedExpressionString() != null
                ? "'" + e.getBlamedExpressionString() + "' is not known, or not always there"
                : firstLine(e.getMessageWithoutStackTop());
        String template = e.getTemplateSourceName();
        return dialectFile.lines().containsKey(template)
                ? dialectFile.problem(template, reason)
                : new SettingProblem(template + ":" + e.getLineNumber(), reason);
    }

    private static String firstLine(String message) {
        return message == null ? "fails" : message.lines().findFirst().orElse("fails");
    }

    static void checkEndpoint(
            Bank bank, Dialect.Step step, YamlFile<BankFile> bankFile, YamlFile<DialectFile> dialectFile) {
        bank.endpoints().forEach((environment, urls) -> {
            if (!urls.containsKey(step.endpoint())) {
                throw environment.equals("sandbox")
                        ? dialectFile.problem("sandboxPaths." + step.endpoint(), "is missing")
                        : bankFile.problem("endpoints." + environment + "." + step.endpoint(), "is missing");
            }
        });
    }

    /** What an approval holds at least: the values that every way to be approved asks for. */
    static Map<String, String> approval(Dialect.AnswerRules rules) {
        Map<String, String> values = new HashMap<>();
        for (Dialect.Condition way : rules.approved()) {
            way.patterns().forEach((path, pattern) -> {
                boolean always = rules.approved().stream()
                        .map(other -> other.patterns().get(path))
                        .allMatch(asked -> asked != null && !asked.matcher("").matches());
                if (always) {
                    values.put(path, "1");
                }
            });
        }
        return values;
    }

    /** An answer in which every value is there. */
    static final class AnyAnswer extends AbstractMap<String, String> {
        @Override
        public String get(Object path) {
            return "1";
        }

        @Override
        public boolean containsKey(Object path) {
            return true;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }
    }

    /** @param full whether everything optional is there */
    static MessageContext context(
            BankMapping mapping,
            OperationType type,
            Secure secure,
            List<OperationType> history,
            boolean full,
            Map<String, Map<String, String>> answers) {
        Map<String, String> credentials = new HashMap<>();
        for (CredentialField field : mapping.bank().credentials()) {
            if (full || field.required() || keys(mapping.bank(), secure).contains(field.name())) {
                credentials.put(field.name(), "1");
            }
        }
        String alpha = mapping.bank().currencies().iterator().next();
        Money amount = new Money(100, Currency.getInstance(alpha));
        Payment payment = new Payment(
                "0".repeat(26),
                "C",
                "V",
                mapping.bank().code(),
                OperationType.SALE,
                secure,
                PaymentStatus.PROCESSING,
                null,
                0,
                full ? "1" : null,
                "0".repeat(20),
                amount,
                0,
                0,
                full ? 2 : 1,
                full ? Channel.ECOMMERCE : Channel.MOTO,
                null,
                null,
                full ? new Customer("192.0.2.1", "a@example.com", "A", "+905551112233") : Customer.UNKNOWN,
                full ? "d" : null,
                Map.of(),
                null,
                null,
                null,
                null,
                EPOCH,
                null,
                null,
                type == OperationType.INQUIRY && full
                        ? List.of(operation(OperationType.SALE, amount, Outcome.UNKNOWN, false))
                        : List.of());
        Card card = new Card("4355084355084358", YearMonth.of(2030, 12), full ? "000" : null, full ? "A" : null);
        return new MessageContext(
                new Account(
                        mapping.bank().code(),
                        "production",
                        credentials,
                        Map.of(),
                        Set.of(),
                        full ? "192.0.2.2" : null),
                payment,
                operation(type, amount, Outcome.APPROVED, full),
                history.stream()
                        .map(before -> operation(before, amount, Outcome.APPROVED, full))
                        .toList(),
                type.first() ? card : null,
                answers);
    }

    private static List<String> keys(Bank bank, Secure secure) {
        ThreeDModel model = bank.models().get(secure);
        return model == null ? List.of() : model.credentials();
    }

    private static Operation operation(OperationType type, Money amount, Outcome outcome, boolean full) {
        String value = full ? "1" : null;
        return new Operation(
                outcome == Outcome.UNKNOWN ? "1".repeat(26) : "0".repeat(26),
                "0".repeat(26),
                type,
                amount,
                "rest",
                outcome,
                null,
                value,
                value,
                value,
                null,
                Map.of(),
                EPOCH,
                EPOCH,
                0L);
    }
}
