package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.mapping.Dialect.AnswerRules;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.PanMask;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;

/** Reads a bank's answer by the rules of its dialect. It never throws: what cannot be read or believed is unknown. */
final class AnswerReader {
    /** Our own values that an answer may repeat. */
    static final Set<String> ECHOES = Set.of("transactionCode", "amountMinor", "amountMajor", "totalMinor", "currency");

    /** What an answer may tell besides its code. */
    static final Set<String> VALUES = Set.of("authCode", "hostReference", "bankTransactionId", "bankMessage");

    static final Set<String> AMOUNTS = Set.of("captured");

    private static final int MAX_TEXT = 500;

    Reading read(MessageContext context, BankMapping mapping, AnswerRules rules, BankReply.Answered reply) {
        CodeTable codes = mapping.dialect().codes();
        Map<String, String> values;
        try {
            values = parse(rules, reply);
        } catch (IOException e) {
            return lost(
                    codes, "The answer is not readable (HTTP " + reply.httpStatus() + "): " + e.getMessage(), Map.of());
        }
        if (rules.answered().stream().noneMatch(condition -> condition.holds(values))) {
            return lost(codes, "The answer is not one that the bank gives (HTTP " + reply.httpStatus() + ")", values);
        }
        String foreign = foreign(context, mapping, rules, values);
        if (foreign != null) {
            return lost(codes, "The answer belongs to something else: " + foreign + " differs", values);
        }
        return rules.states().isEmpty()
                ? operation(rules, codes, reply, values)
                : inquiry(context, rules, codes, reply, values);
    }

    private static Reading operation(
            AnswerRules rules, CodeTable codes, BankReply.Answered reply, Map<String, String> values) {
        String code = code(rules, values);
        String message = PanMask.mask(first(values, rules.values().get("bankMessage")));
        if (holds(rules.approved(), values)) {
            if (!believable(reply)) {
                return lost(codes, "An approval with HTTP " + reply.httpStatus() + " is not believed", values);
            }
            return reading(rules, values, Outcome.APPROVED, codes.of(ResultCode.APPROVED, code, message), null, null);
        }
        if (holds(rules.pending(), values)) {
            return reading(rules, values, Outcome.PENDING, codes.of(ResultCode.UNKNOWN, code, message), null, null);
        }
        Result refusal = codes.refusal(code, message);
        return reading(rules, values, codes.outcomeOfRefusal(code), refusal, null, null);
    }

    private static Reading inquiry(
            MessageContext context,
            AnswerRules rules,
            CodeTable codes,
            BankReply.Answered reply,
            Map<String, String> values) {
        InquiredState state = rules.states().stream()
                .filter(rule -> rule.when().holds(values))
                .map(Dialect.StateRule::state)
                .findFirst()
                .orElse(null);
        String code = code(rules, values);
        String message = PanMask.mask(first(values, rules.values().get("bankMessage")));
        if (state == null) {
            return reading(rules, values, codes.outcomeOfRefusal(code), codes.refusal(code, message), null, null);
        }
        if (!believable(reply)) {
            return lost(codes, "A state with HTTP " + reply.httpStatus() + " is not believed", values);
        }
        Long captured = amount(context, rules.amounts().get("captured"), values);
        return switch (state) {
            case NOT_FOUND ->
                reading(
                        rules,
                        values,
                        Outcome.DECLINED,
                        codes.of(ResultCode.TRANSACTION_NOT_FOUND, code, message),
                        state,
                        captured);
            case DECLINED -> reading(rules, values, Outcome.APPROVED, codes.refusal(code, message), state, captured);
            default ->
                reading(rules, values, Outcome.APPROVED, codes.of(ResultCode.APPROVED, code, message), state, captured);
        };
    }

    /** Whether a good answer may come with this status. */
    private static boolean believable(BankReply.Answered reply) {
        return reply.httpStatus() >= 200 && reply.httpStatus() < 300;
    }

    private static Reading reading(
            AnswerRules rules,
            Map<String, String> values,
            Outcome outcome,
            Result result,
            InquiredState state,
            Long captured) {
        Map<String, String> kept = new HashMap<>();
        rules.keep().forEach((name, paths) -> {
            String value = first(values, paths);
            if (value != null) {
                kept.put(name, value);
            }
        });
        return new Reading(
                outcome,
                result,
                cut(first(values, rules.values().get("authCode")), 40),
                cut(first(values, rules.values().get("hostReference")), 64),
                cut(first(values, rules.values().get("bankTransactionId")), 100),
                state,
                captured,
                Map.copyOf(kept),
                Map.copyOf(values));
    }

    private static Reading lost(CodeTable codes, String why, Map<String, String> values) {
        Result result = codes.of(ResultCode.UNKNOWN, null, why);
        return new Reading(Outcome.UNKNOWN, result, null, null, null, null, null, Map.of(), Map.copyOf(values));
    }

    private static Map<String, String> parse(AnswerRules rules, BankReply.Answered reply) throws IOException {
        Map<String, String> values = new HashMap<>();
        switch (rules.format()) {
            case XML -> values.putAll(FlatDocument.xml(reply.body(), rules.root()));
            case JSON -> values.putAll(FlatDocument.json(reply.body()));
            case FORM -> values.putAll(FlatDocument.form(text(rules.charset(), reply), rules.charset()));
            case PAIRS -> values.putAll(FlatDocument.pairs(text(rules.charset(), reply), ";;", "="));
        }
        Dialect.Expand expand = rules.expand();
        if (expand != null && values.get(expand.path()) != null) {
            FlatDocument.pairs(values.get(expand.path()), expand.separator(), expand.pair())
                    .forEach((name, value) ->
                            values.merge(expand.into() + name, value, (own, other) -> own.isEmpty() ? other : own));
        }
        return values;
    }

    private static String text(Charset charset, BankReply.Answered reply) {
        return new String(reply.body(), charset);
    }

    /** The name of the first echoed value that is not ours; an empty or absent echo says nothing. */
    private static String foreign(
            MessageContext context, BankMapping mapping, AnswerRules rules, Map<String, String> values) {
        for (Map.Entry<String, List<String>> echo : rules.echoes().entrySet()) {
            String value = first(values, echo.getValue());
            if (value != null && !value.equals(own(context, mapping, echo.getKey()))) {
                return echo.getKey();
            }
        }
        return null;
    }

    private static String own(MessageContext context, BankMapping mapping, String name) {
        return switch (name) {
            case "transactionCode" -> context.payment().transactionCode();
            case "amountMinor" -> Long.toString(context.operation().amount().minor());
            case "amountMajor" -> context.operation().amount().decimal();
            case "totalMinor" -> Long.toString(context.payment().amount().minor());
            case "currency" ->
                mapping.dialect()
                        .currencies()
                        .get(context.payment().amount().currency().getCurrencyCode());
            default -> throw new IllegalArgumentException("no echo is called " + name);
        };
    }

    private static String code(AnswerRules rules, Map<String, String> values) {
        for (Dialect.CodeRule rule : rules.code()) {
            String value = values.get(rule.path());
            if (value != null && rule.matching().matcher(value).matches()) {
                return cut(value, 64);
            }
        }
        return null;
    }

    private static Long amount(MessageContext context, Dialect.AmountRule rule, Map<String, String> values) {
        String text = rule == null ? null : first(values, rule.paths());
        if (text == null) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            int digits = context.payment().amount().currency().getDefaultFractionDigits();
            long minor = (rule.minor() ? value : value.movePointRight(digits)).longValueExact();
            return minor < 0 ? null : minor;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static String first(Map<String, String> values, List<String> paths) {
        if (paths != null) {
            for (String path : paths) {
                String value = values.get(path);
                if (value != null && !value.isEmpty()) {
                    return cut(value, MAX_TEXT);
                }
            }
        }
        return null;
    }

    private static boolean holds(List<Dialect.Condition> conditions, Map<String, String> values) {
        return conditions.stream().anyMatch(condition -> condition.holds(values));
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
