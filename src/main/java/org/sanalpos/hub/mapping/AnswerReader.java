package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sanalpos.hub.mapping.Dialect.AmountUnit;
import org.sanalpos.hub.mapping.Dialect.AnswerRules;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;

/** Reads a bank's answer by the rules of its dialect. It never throws: what cannot be read or believed is unknown. */
final class AnswerReader {
    /** Our own values that an answer may repeat. */
    static final Set<String> ECHOES = Set.of(
            "transactionCode", "reference", "amountMinor", "amountMajor", "amountComma", "totalMinor", "currency");

    /** What an answer may tell besides its code. */
    static final Set<String> VALUES = Set.of(
            "authCode",
            "hostReference",
            "bankTransactionId",
            "bankMessage",
            "mdStatus",
            "eci",
            "cavv",
            "xid",
            "maskedCard");

    static final Set<String> AMOUNTS = Set.of("captured", "refunded");

    /** Beside the document's values: the HTTP status, and headers by their names in lower case. */
    private static final String STATUS = "#status";

    private static final String HEADER = "#header/";

    /** The whole of a page. */
    private static final String BODY = "#body";

    private final Messages messages;

    AnswerReader(Messages messages) {
        this.messages = messages;
    }

    Reading read(MessageContext context, BankMapping mapping, AnswerRules rules, BankReply.Answered reply) {
        CodeTable codes = mapping.dialect().codes();
        Map<String, String> values;
        try {
            values = parse(rules, reply);
        } catch (IOException e) {
            return lost(
                    codes, "The answer is not readable (HTTP " + reply.httpStatus() + "): " + e.getMessage(), Map.of());
        }
        String unsigned = unsigned(context, mapping, rules, values, reply);
        if (unsigned != null) {
            return lost(codes, "The answer is not the bank's: the signature " + unsigned, values);
        }
        if (!holds(rules.answered(), values)) {
            return lost(codes, "The answer is not one that the bank gives (HTTP " + reply.httpStatus() + ")", values);
        }
        String foreign = foreign(context, mapping, rules.echoes(), values);
        if (foreign != null) {
            return lost(codes, "The answer belongs to something else: " + foreign + " differs", values);
        }
        String forged = forged(context, mapping, rules.verify(), values, reply);
        if (forged != null) {
            return lost(codes, "The answer is not the bank's: " + forged + " is wrong", values);
        }
        return rules.inquiry()
                ? inquiry(context, mapping, rules, reply, values)
                : operation(mapping.bank().models().get(context.payment().secure()), rules, codes, reply, values);
    }

    private static Reading operation(
            ThreeDModel model,
            AnswerRules rules,
            CodeTable codes,
            BankReply.Answered reply,
            Map<String, String> values) {
        CodeRules.Found code = CodeRules.find(rules.code(), values);
        boolean approved = holds(rules.approved(), values);
        AnswerValues told = new AnswerValues(values, rules.values(), approved);
        String message = told.bankMessage();
        Outcome outcome;
        Result result;
        if (approved) {
            if (!believable(reply)) {
                return lost(codes, "An approval with HTTP " + reply.httpStatus() + " is not believed", values);
            }
            outcome = Outcome.APPROVED;
            result = codes.of(ResultCode.APPROVED, code.code(), message);
        } else if (holds(rules.pending(), values)) {
            outcome = Outcome.PENDING;
            result = codes.of(ResultCode.UNKNOWN, code.code(), message);
        } else {
            outcome = codes.outcomeOfRefusal(code.row());
            result = codes.refusal(code, message);
        }
        return new Reading(
                outcome,
                result,
                true,
                codes.lists(code),
                told.authCode(),
                told.hostReference(),
                told.bankTransactionId(),
                null,
                null,
                null,
                told.authentication(),
                told.level(model),
                told.maskedCard(),
                AnswerValues.kept(values, rules.keep()),
                values);
    }

    private Reading inquiry(
            MessageContext context,
            BankMapping mapping,
            AnswerRules rules,
            BankReply.Answered reply,
            Map<String, String> values) {
        CodeTable codes = mapping.dialect().codes();
        CodeRules.Found code = CodeRules.find(rules.code(), values);
        AnswerValues told = new AnswerValues(values, rules.values(), true);
        InquiredState state = rules.states().stream()
                .filter(rule -> rule.when().holds(values))
                .map(Dialect.StateRule::state)
                .findFirst()
                .orElse(null);
        Long captured = amount(context, rules, "captured", values);
        Long refunded = amount(context, rules, "refunded", values);
        if (state == null && rules.history() != null) {
            List<Map<String, String>> rows = HistoryRows.read(rules.history().rows(), values);
            for (Map<String, String> row : rows) {
                String foreign = foreign(context, mapping, rules.history().echoes(), row);
                if (foreign != null) {
                    return lost(codes, "The answer belongs to something else: " + foreign + " differs", values);
                }
                String wrong = forged(context, mapping, rules.history().verify(), row, reply);
                if (wrong != null) {
                    return lost(codes, "The answer belongs to something else: " + wrong + " differs", values);
                }
            }
            OrderHistory.Told all = new OrderHistory(rules.history(), context).read(rows);
            state = all.state();
            if (state != null) {
                code = CodeRules.find(rules.history().code(), all.decisive());
                told = new AnswerValues(all.decisive(), rules.history().values(), true);
                captured = all.capturedMinor();
                refunded = all.refundedMinor();
            }
        }
        if (state == InquiredState.CAPTURED && refunded != null && captured != null && refunded >= captured) {
            state = captured > 0 ? InquiredState.REFUNDED : state;
        }
        if (state != null && !believable(reply)) {
            return lost(codes, "A state with HTTP " + reply.httpStatus() + " is not believed", values);
        }
        String message = told.bankMessage();
        Outcome outcome;
        Result result;
        if (state == null) {
            outcome = codes.outcomeOfRefusal(code.row());
            result = codes.refusal(code, message);
        } else {
            outcome = state == InquiredState.NOT_FOUND ? Outcome.DECLINED : Outcome.APPROVED;
            result = switch (state) {
                case NOT_FOUND -> codes.of(ResultCode.TRANSACTION_NOT_FOUND, code.code(), message);
                case DECLINED -> codes.refusal(code, message);
                default -> codes.of(ResultCode.APPROVED, code.code(), message);
            };
        }
        return new Reading(
                outcome,
                result,
                true,
                codes.lists(code),
                told.authCode(),
                told.hostReference(),
                told.bankTransactionId(),
                state,
                captured,
                refunded,
                null,
                null,
                told.maskedCard(),
                AnswerValues.kept(values, rules.keep()),
                values);
    }

    /** Whether a good answer may come with this status. */
    private static boolean believable(BankReply.Answered reply) {
        return reply.httpStatus() >= 200 && reply.httpStatus() < 300;
    }

    private static Reading lost(CodeTable codes, String why, Map<String, String> values) {
        Result result = codes.of(ResultCode.UNKNOWN, null, why);
        return new Reading(
                Outcome.UNKNOWN,
                result,
                false,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                values);
    }

    private static Map<String, String> parse(AnswerRules rules, BankReply.Answered reply) throws IOException {
        Charset fallback = Objects.requireNonNullElse(rules.charset(), StandardCharsets.UTF_8);
        Map<String, String> values = FlatDocument.values();
        if (rules.orJson() && AnswerText.looksLikeJson(reply.body())) {
            values.putAll(FlatDocument.json(reply.body()));
        } else {
            values.putAll(
                    switch (rules.format()) {
                        case XML ->
                            rules.charset() == null
                                    ? FlatXml.read(reply.body(), rules.root())
                                    : FlatXml.read(AnswerText.xml(reply, fallback), rules.root());
                        case JSON -> FlatDocument.json(reply.body());
                        case FORM -> FlatDocument.form(reply.body(), fallback);
                        case PAGE -> Map.of(BODY, AnswerText.text(reply, fallback));
                        case PAIRS -> FlatDocument.pairs(AnswerText.text(reply, fallback));
                    });
        }
        Dialect.Expand expand = rules.expand();
        if (expand != null && values.get(expand.path()) != null) {
            FlatDocument.pairs(values.get(expand.path()), expand.separator(), expand.pair())
                    .forEach((name, value) ->
                            values.merge(expand.into() + name, value, (own, other) -> own.isEmpty() ? other : own));
        }
        values.put(STATUS, Integer.toString(reply.httpStatus()));
        reply.headers().forEach((name, value) -> values.put(HEADER + name, value));
        return Collections.unmodifiableMap(values);
    }

    /** The name of the first echoed value that is not ours; an empty or absent echo says nothing. */
    private static String foreign(
            MessageContext context, BankMapping mapping, Map<String, List<String>> echoes, Map<String, String> values) {
        for (Map.Entry<String, List<String>> echo : echoes.entrySet()) {
            String value = AnswerValues.first(values, echo.getValue());
            if (value != null && !isOurs(context, mapping, echo.getKey(), value)) {
                return echo.getKey();
            }
        }
        return null;
    }

    private static boolean isOurs(MessageContext context, BankMapping mapping, String name, String value) {
        var payment = context.payment();
        var amount = context.operation().amount();
        return switch (name) {
            case "transactionCode" -> value.equals(payment.transactionCode());
            case "reference" -> value.equals(context.operation().reference(payment));
            case "amountMinor" -> value.equals(Long.toString(amount.minor()));
            case "amountMajor" -> value.equals(amount.decimal());
            case "amountComma" ->
                Amounts.minor(value, AmountUnit.COMMA, amount.currency())
                        .filter(minor -> minor == amount.minor())
                        .isPresent();
            case "totalMinor" -> value.equals(Long.toString(payment.amount().minor()));
            case "currency" ->
                value.equals(mapping.dialect()
                        .currencies()
                        .get(payment.amount().currency().getCurrencyCode()));
            default -> throw new IllegalArgumentException("no echo is called " + name);
        };
    }

    /** What is wrong with the first signature that must be there and is not right. */
    private String unsigned(
            MessageContext context,
            BankMapping mapping,
            AnswerRules rules,
            Map<String, String> values,
            BankReply.Answered reply) {
        for (Dialect.Signature signature : rules.signed()) {
            // No signature has blanks; a plus sign that was not encoded on its way became one.
            String value = values.getOrDefault(signature.path(), "").replace(' ', '+');
            try {
                if (value.isEmpty()) {
                    if (signature.optional() == null
                            || !messages.expected(signature.optional(), context, mapping, values, reply.body())
                                    .equals("true")) {
                        return signature.path() + " is missing";
                    }
                } else if (!signed(signature, value, context, mapping, values, reply)) {
                    return signature.path() + " is wrong";
                }
            } catch (TemplateException e) {
                return signature.path() + " cannot be computed";
            }
        }
        return null;
    }

    private boolean signed(
            Dialect.Signature signature,
            String value,
            MessageContext context,
            BankMapping mapping,
            Map<String, String> values,
            BankReply.Answered reply)
            throws TemplateException {
        boolean right = false;
        for (Template template : signature.expected()) {
            String expected = messages.expected(template, context, mapping, values, reply.body());
            right |= MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
        }
        return right;
    }

    /** The path of the first signature that is there and is not right. */
    private String forged(
            MessageContext context,
            BankMapping mapping,
            List<Dialect.Verification> verify,
            Map<String, String> values,
            BankReply.Answered reply) {
        for (Dialect.Verification verification : verify) {
            String value = values.getOrDefault(verification.path(), "");
            try {
                if (!value.isEmpty()
                        && !MessageDigest.isEqual(
                                value.getBytes(StandardCharsets.UTF_8),
                                messages.expected(verification.expected(), context, mapping, values, reply.body())
                                        .getBytes(StandardCharsets.UTF_8))) {
                    return verification.path();
                }
            } catch (TemplateException e) {
                return verification.path();
            }
        }
        return null;
    }

    private static Long amount(MessageContext context, AnswerRules rules, String name, Map<String, String> values) {
        return Amounts.minor(
                        rules.amounts().get(name),
                        values,
                        context.payment().amount().currency())
                .orElse(null);
    }

    private static boolean holds(List<Dialect.Condition> conditions, Map<String, String> values) {
        return conditions.stream().anyMatch(condition -> condition.holds(values));
    }
}
