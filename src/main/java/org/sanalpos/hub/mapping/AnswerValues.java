package org.sanalpos.hub.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.mapping.Dialect.ValueRule;
import org.sanalpos.hub.payment.Authentication;
import org.sanalpos.hub.payment.PanMask;

/** Takes what is kept out of an answer: trimmed, cut to what the ledger holds, and without card numbers. */
final class AnswerValues {
    private static final int MAX_TEXT = 500;
    private static final Pattern MASKED = Pattern.compile("(?<first>[0-9]{6})[0-9*xX]{3,9}(?<last>[0-9]{4})");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Map<String, String> values;
    private final Map<String, ValueRule> rules;
    private final boolean approved;

    /** @param approved whether the values stand in an approval, or in what an inquiry was told */
    AnswerValues(Map<String, String> values, Map<String, ValueRule> rules, boolean approved) {
        this.values = values;
        this.rules = rules;
        this.approved = approved;
    }

    String authCode() {
        return cut(value("authCode"), 40);
    }

    String hostReference() {
        return cut(value("hostReference"), 64);
    }

    String bankTransactionId() {
        return cut(value("bankTransactionId"), 100);
    }

    String bankMessage() {
        return PanMask.mask(cut(value("bankMessage"), MAX_TEXT));
    }

    /** The card that was typed at the bank, first six and last four digits; null for what is no card number. */
    String maskedCard() {
        String value = value("maskedCard");
        Matcher matcher = MASKED.matcher(value == null ? "" : value.replace(" ", ""));
        return matcher.matches() ? matcher.group("first") + "******" + matcher.group("last") : null;
    }

    /** What is said of the cardholder's authentication; null if no rule reads it. */
    Authentication authentication() {
        return rules.containsKey("mdStatus")
                ? new Authentication(
                        cut(value("mdStatus"), 10),
                        cut(value("eci"), 10),
                        cut(value("cavv"), 100),
                        cut(value("xid"), 100))
                : null;
    }

    /** How far the cardholder was authenticated; null if no rule reads it. */
    Level level(ThreeDModel model) {
        return rules.containsKey("mdStatus") && model != null ? model.level(value("mdStatus")) : null;
    }

    /** What is to be remembered, by name. */
    static Map<String, String> kept(Map<String, String> values, Map<String, List<String>> keep) {
        Map<String, String> kept = new HashMap<>();
        keep.forEach((name, paths) -> {
            String value = first(values, paths);
            if (value != null) {
                kept.put(name, cut(value, MAX_TEXT));
            }
        });
        return Map.copyOf(kept);
    }

    /** The first value that is there and not empty, or null. */
    static String first(Map<String, String> values, List<String> paths) {
        for (String path : paths) {
            String value = values.get(path);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private String value(String name) {
        ValueRule rule = rules.get(name);
        if (rule == null || rule.onlyApproved() && !approved) {
            return null;
        }
        for (String path : rule.paths()) {
            String value = clean(values.getOrDefault(path, ""), rule);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static String clean(String value, ValueRule rule) {
        String text =
                rule.remove() == null ? value : rule.remove().matcher(value).replaceAll("");
        text = BLANKS.matcher(text.strip()).replaceAll(" ");
        return rule.absent() != null && rule.absent().matcher(text).matches() ? "" : text;
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
