package org.sanalpos.hub.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of one currency, counted in its minor unit (kuruş, cent), never negative.
 *
 * @param minor minor units: 12990 is 129.90 TRY
 * @param currency ISO 4217
 */
public record Money(long minor, Currency currency) {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,3})?");

    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("an amount is not negative");
        }
    }

    /**
     * Reads a decimal text such as {@code 129.90}: digits, at most one dot, no sign, no grouping.
     *
     * @throws IllegalArgumentException if the text is anything else, or has more decimals than the currency
     */
    public static Money parse(String text, Currency currency) {
        if (text == null || !DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("expected digits with a decimal point, such as 129.90");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(
                    "expected at most " + currency.getDefaultFractionDigits() + " decimals for " + currency);
        }
        return new Money(
                value.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    /** The decimal text with all decimals of the currency: {@code 129.90}. */
    public String decimal() {
        return toBigDecimal().toPlainString();
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    public Money withMinor(long otherMinor) {
        return new Money(otherMinor, currency);
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }
}
