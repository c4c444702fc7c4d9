package org.sanalpos.hub.sandbox.payflex;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.XmlMessage;

/**
 * Reads the elements of a VposRequest and gathers what is wrong with them. What a method returns is of use only once
 * {@link #check()} has passed. An element that is there but empty is a wrong one.
 */
final class Fields {

    /** Major units with two decimals, more than zero. */
    static final String AMOUNT = "(?!0+\\.00)[0-9]{1,10}\\.[0-9]{2}";

    private static final String TRANSACTION_ID = "[A-Za-z0-9_-]{1,40}";
    private static final int LONGEST_CUSTOM_ITEM = 100;
    private static final Map<String, String> CURRENCIES =
            Map.of("949", "TRY", "840", "USD", "978", "EUR", "826", "GBP", "392", "JPY");

    private final XmlMessage message;
    private final Set<Problem> problems = new LinkedHashSet<>();

    Fields(XmlMessage message) {
        this.message = message;
    }

    /**
     * What every request says of itself.
     *
     * @param transactionId the store's, or one that the bank made
     * @param orderId empty if there is none
     * @param deviceSource {@code 1} for mail and telephone orders
     */
    record Head(Operation operation, String transactionId, String orderId, String deviceSource) {}

    /**
     * An amount.
     *
     * @param minorUnits 0 if there is none
     * @param code ISO 4217 number, empty if there is none
     */
    record Money(long minorUnits, String code) {

        /** Returns the ISO 4217 letters, null if there is no currency. */
        String currency() {
            return CURRENCIES.get(code);
        }
    }

    /**
     * Ends the reading.
     *
     * @throws Problem.Refusal if anything was wrong, or right but nothing that a store of the sandbox may send
     */
    void check() {
        if (!problems.isEmpty()) {
            throw Problem.refusal(problems);
        }
        if (message.present("Extract")) {
            throw Problem.EXTRACT_NOT_PERMITTED.refusal();
        }
    }

    Head head(Operation operation) {
        boolean terminalNeeded = operation.isPayment() || operation == Operation.CAPTURE;
        if (terminalNeeded && !message.has("TerminalNo")) {
            problems.add(Problem.TERMINAL_UNKNOWN);
        }
        String transactionId = optional("TransactionId", TRANSACTION_ID, Problem.TRANSACTION_ID_WRONG);
        String orderId = optional("OrderId", "[\\x21-\\x7E]{1,40}", Problem.ORDER_ID_WRONG);
        mandatory("ClientIp", RequestText.IPV4, Problem.CLIENT_IP_WRONG);
        String deviceSource = operation.isPayment()
                ? mandatory("TransactionDeviceSource", "[01]", Problem.DEVICE_SOURCE_WRONG)
                : optional("TransactionDeviceSource", "[01]", Problem.DEVICE_SOURCE_WRONG);
        optional("OrderDescription", "(?s).{1,2000}", Problem.DESCRIPTION_WRONG);
        optional("Extract", "(?s).{1,40}", Problem.EXTRACT_TOO_LONG);
        optional("Location", "[123467]", Problem.INVALID_REQUEST);
        optional("DeviceType", "[123]", Problem.INVALID_REQUEST);
        checkCustomItems();
        return new Head(operation, transactionId.isEmpty() ? newId() : transactionId, orderId, deviceSource);
    }

    /** Reads an amount that must be there. */
    Money money(boolean currencyNeeded) {
        String amount = mandatory("CurrencyAmount", AMOUNT, Problem.AMOUNT_WRONG);
        String code = currencyNeeded
                ? mandatory("CurrencyCode", "[0-9]{3}", Problem.CURRENCY_WRONG)
                : optional("CurrencyCode", "[0-9]{3}", Problem.CURRENCY_WRONG);
        if (!code.isEmpty() && !CURRENCIES.containsKey(code)) {
            problems.add(Problem.CURRENCY_WRONG);
        }
        return new Money(amount.isEmpty() ? 0 : Long.parseLong(amount.replace(".", "")), code);
    }

    /** Reads the amount of a payment. */
    Money price() {
        if (message.present("CurrencyAmount")) {
            return money(true);
        }
        problems.add(Problem.AMOUNT_MISSING);
        return new Money(0, "");
    }

    /** Reads the number of instalments, 1 if there is none: a single payment has no such element. */
    int instalments() {
        String count = optional("NumberOfInstallments", "0?[2-9]|[1-9][0-9]", Problem.INSTALMENTS_WRONG);
        return count.isEmpty() ? 1 : Integer.parseInt(count);
    }

    /** Reads a card and returns its number. */
    String card(boolean cvvNeeded, ZonedDateTime now) {
        String pan = mandatory("Pan", "[0-9]{13,19}", Problem.CARD_WRONG);
        if (!pan.isEmpty() && (!TestCards.luhn(pan) || TestCards.brand(pan).isEmpty())) {
            problems.add(Problem.CARD_WRONG);
        }
        String expiry = mandatory("Expiry", "[0-9]{6}", Problem.EXPIRY_WRONG);
        if (!expiry.isEmpty() && expired(expiry, now)) {
            problems.add(Problem.EXPIRY_WRONG);
        }
        if (cvvNeeded || message.present("Cvv")) {
            mandatory("Cvv", "[0-9]{" + (pan.isEmpty() ? 3 : TestCards.cvvDigits(pan)) + "}", Problem.CVV_WRONG);
        }
        optional("CardHoldersName", "[\\x20-\\x7E]+", Problem.HOLDER_WRONG);
        return pan;
    }

    /** Reads a recurring plan and tells whether there is one. */
    boolean recurring(Operation operation) {
        boolean any = Stream.of("RecurringFrequencyType", "RecurringFrequency", "RecurringInstallmentCount")
                .anyMatch(message::present);
        if (any) {
            mandatory("RecurringFrequencyType", "Day|Month|Year", Problem.RECURRING_TYPE_WRONG);
            mandatory("RecurringFrequency", "[1-9][0-9]{0,2}", Problem.RECURRING_FREQUENCY_WRONG);
            mandatory("RecurringInstallmentCount", "[1-9][0-9]{0,2}", Problem.RECURRING_COUNT_WRONG);
            if (operation != Operation.SALE) {
                problems.add(Problem.RECURRING_NO_SALE);
            }
            if (message.present("NumberOfInstallments")) {
                problems.add(Problem.INSTALMENTS_WRONG);
            }
        }
        return any;
    }

    /** Tells whether a request completes a 3-D payment. */
    static boolean completes3d(XmlMessage message) {
        return Stream.of("ECI", "CAVV", "MpiTransactionId").anyMatch(message::present);
    }

    /**
     * Reads the completion of a 3-D payment, whose card and amount the bank knows from the authentication.
     *
     * @param withCard whether the store's installation wants card and amount all the same
     */
    void completion(boolean withCard) {
        mandatory("ECI", "0[0-7]", Problem.ECI_WRONG);
        mandatory("CAVV", "[A-Za-z0-9+/]{27}=", Problem.CAVV_WRONG);
        if (message.has("MpiTransactionId")) {
            mandatory("MpiTransactionId", "[A-Za-z0-9-]{1,40}", Problem.MPI_ID_WRONG);
        } else {
            problems.add(Problem.MPI_ID_MISSING);
        }
        if (message.text("TransactionDeviceSource").equals("1")) {
            problems.add(Problem.MAIL_ORDER_WITH_3D);
        }
        if (!withCard
                && Stream.of("Pan", "Expiry", "CurrencyAmount", "CurrencyCode").anyMatch(message::present)) {
            problems.add(Problem.CARD_WITH_3D);
        }
    }

    /** Reads the TransactionId of the transaction that a follow-up is about. */
    String reference() {
        return mandatory("ReferenceTransactionId", "(?s).+", Problem.REFERENCE_UNKNOWN);
    }

    /** Makes a number as the bank does for a transaction or order that came without one. */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private String mandatory(String name, String form, Problem problem) {
        String text = message.text(name);
        if (text.matches(form)) {
            return text;
        }
        problems.add(problem);
        return "";
    }

    private String optional(String name, String form, Problem problem) {
        return message.present(name) ? mandatory(name, form, problem) : "";
    }

    private void checkCustomItems() {
        if (!message.present("CustomItems")) {
            return;
        }
        List<String> names = message.attributes().getOrDefault("CustomItems/Item@name", List.of());
        List<String> values = message.attributes().getOrDefault("CustomItems/Item@value", List.of());
        boolean tooLong =
                Stream.concat(names.stream(), values.stream()).anyMatch(text -> text.length() > LONGEST_CUSTOM_ITEM);
        if (names.isEmpty() || names.size() != values.size() || tooLong) {
            problems.add(Problem.CUSTOM_ITEMS_WRONG);
        }
    }

    private static boolean expired(String expiry, ZonedDateTime now) {
        try {
            return YearMonth.of(Integer.parseInt(expiry.substring(0, 4)), Integer.parseInt(expiry.substring(4)))
                    .isBefore(YearMonth.from(now));
        } catch (DateTimeException e) {
            return true;
        }
    }
}
