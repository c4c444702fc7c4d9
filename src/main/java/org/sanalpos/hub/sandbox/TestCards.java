package org.sanalpos.hub.sandbox;

import java.util.Optional;
import org.sanalpos.hub.sandbox.acs.Participation;

/**
 * What the sandbox does with a card and an amount. Any well-formed card is approved, but for these sixteen digit numbers
 * and whole amounts, in which {@code NN} are two digits and {@code C} is the check digit:
 *
 * <ul>
 *   <li>{@code 435508000000 NN0C} and an amount of {@code 70000.NN}: declined with ISO 8583 code NN
 *   <li>{@code 435508000001 NN0C} and an amount of {@code 71000.NN}: fault number NN
 *   <li>{@code 435508000002 NN0C}: pays well; captures, voids and refunds of the payment get fault number NN
 *   <li>{@code 435508000003 NN0C}: where a bank asks before the issuer's page, 01 takes no part in 3-D Secure, 02 cannot be
 *       determined, 03 gets no answer
 *   <li>an amount of {@code 72000.NN}: pays well; refundable only after settlement
 * </ul>
 */
public final class TestCards {

    private static final String DECLINED_CARDS = "435508000000";
    private static final String PAYMENT_FAULT_CARDS = "435508000001";
    private static final String FOLLOW_UP_FAULT_CARDS = "435508000002";
    private static final String PARTICIPATION_CARDS = "435508000003";
    private static final long DECLINED_AMOUNTS = 70_000;
    private static final long FAULT_AMOUNTS = 71_000;
    private static final long SETTLED_REFUND_AMOUNTS = 72_000;

    private TestCards() {}

    /** Returns the issuer's answer to a payment, an ISO 8583 code. */
    public static String paymentResult(String pan, long minorUnits) {
        String byCard = pan.startsWith(DECLINED_CARDS) ? decline(number(pan)) : Transaction.APPROVED;
        return byCard.equals(Transaction.APPROVED) ? followUpResult(minorUnits) : byCard;
    }

    /** Returns the issuer's answer to a capture or refund of an amount, an ISO 8583 code. */
    public static String followUpResult(long minorUnits) {
        return minorUnits / 100 == DECLINED_AMOUNTS ? decline((int) (minorUnits % 100)) : Transaction.APPROVED;
    }

    /** Returns what goes wrong with a payment. */
    public static Fault paymentFault(String pan, long minorUnits) {
        if (pan.startsWith(PAYMENT_FAULT_CARDS)) {
            return Fault.numbered(number(pan));
        }
        return minorUnits / 100 == FAULT_AMOUNTS ? Fault.numbered((int) (minorUnits % 100)) : Fault.NONE;
    }

    /** Returns what goes wrong with a void, which has no amount of its own. */
    public static Fault voidFault(Transaction.Card card) {
        return card.followUpFault();
    }

    /** Returns what goes wrong with a capture or refund. */
    public static Fault followUpFault(Transaction.Card card, long minorUnits) {
        if (card.followUpFault() != Fault.NONE) {
            return card.followUpFault();
        }
        return minorUnits / 100 == FAULT_AMOUNTS
                ? withoutLateBooks(Fault.numbered((int) (minorUnits % 100)))
                : Fault.NONE;
    }

    /** Returns whether a card takes part in 3-D Secure. */
    public static Participation participation(String pan) {
        return switch (pan.startsWith(PARTICIPATION_CARDS) && pan.length() == 16 ? number(pan) : 0) {
            case 1 -> Participation.NOT_ENROLLED;
            case 2 -> Participation.UNDETERMINED;
            case 3 -> Participation.FAILED;
            default -> Participation.ENROLLED;
        };
    }

    /** Tells whether a payment of this amount is refundable only after settlement, whatever the store. */
    public static boolean refundNeedsSettlement(long minorUnits) {
        return minorUnits / 100 == SETTLED_REFUND_AMOUNTS;
    }

    /** Returns what the books keep of a card. */
    public static Transaction.Card card(String pan) {
        Fault followUp =
                pan.startsWith(FOLLOW_UP_FAULT_CARDS) ? withoutLateBooks(Fault.numbered(number(pan))) : Fault.NONE;
        String masked = pan.substring(0, 6) + "*".repeat(pan.length() - 10) + pan.substring(pan.length() - 4);
        return new Transaction.Card(masked, brand(pan).orElse(""), followUp);
    }

    /** Returns the scheme of a card number by its first digits, empty if no scheme has them. */
    public static Optional<String> brand(String pan) {
        int two = Integer.parseInt(pan.substring(0, 2));
        int four = Integer.parseInt(pan.substring(0, 4));
        if (four == 9792 || two == 65) {
            return Optional.of("TROY");
        }
        if (pan.charAt(0) == '4') {
            return Optional.of("VISA");
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return Optional.of("MASTERCARD");
        }
        if (two == 34 || two == 37) {
            return Optional.of("AMEX");
        }
        return two == 50 || two >= 56 && two <= 58 || two == 67 ? Optional.of("MAESTRO") : Optional.empty();
    }

    /** Returns how many digits the CVV of a card has. */
    public static int cvvDigits(String pan) {
        return brand(pan).filter("AMEX"::equals).isPresent() ? 4 : 3;
    }

    /** Checks the last digit of a number by Luhn's rule; the text holds ASCII digits only. */
    public static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static Fault withoutLateBooks(Fault fault) {
        return fault == Fault.LATE_BOOKS ? Fault.NONE : fault;
    }

    private static int number(String pan) {
        return Integer.parseInt(pan.substring(12, 14));
    }

    private static String decline(int code) {
        String iso = code < 10 ? "0" + code : String.valueOf(code);
        return IssuerMessages.known(iso) ? iso : Transaction.APPROVED;
    }
}
