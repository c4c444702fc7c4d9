package org.sanalpos.hub.mapping;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sanalpos.hub.mapping.Dialect.AmountUnit;

/** Reads the amounts of answers. */
final class Amounts {
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{3})+");

    /** More is no amount; so many of them can be added up that no answer holds enough. */
    private static final long HIGHEST = 1_000_000_000_000_000L;

    private Amounts() {}

    /** The minor units that a value says, empty for anything that is no amount of the currency. */
    static Optional<Long> minor(Dialect.AmountRule rule, Map<String, String> values, Currency currency) {
        boolean told = rule != null && (rule.when() == null || rule.when().holds(values));
        String text = told ? AnswerValues.first(values, rule.paths()) : null;
        return text == null ? Optional.empty() : minor(text, rule.unit(), currency);
    }

    static Optional<Long> minor(String text, AmountUnit unit, Currency currency) {
        try {
            BigDecimal value = new BigDecimal(unit == AmountUnit.COMMA ? pointed(text) : text);
            long minor = (unit == AmountUnit.MINOR ? value : value.movePointRight(currency.getDefaultFractionDigits()))
                    .longValueExact();
            return minor < 0 || minor > HIGHEST ? Optional.empty() : Optional.of(minor);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** With a comma, dots group thousands; without one, a dot does so only before exactly three digits. */
    private static String pointed(String text) {
        if (text.indexOf(',') >= 0) {
            return text.replace(".", "").replace(',', '.');
        }
        return GROUPED.matcher(text).matches() ? text.replace(".", "") : text;
    }
}
