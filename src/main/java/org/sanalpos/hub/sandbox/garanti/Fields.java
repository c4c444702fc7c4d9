package org.sanalpos.hub.sandbox.garanti;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Reads the values of request elements, each with the bank's rules and refusals. */
final class Fields {

    /** ISO 4217 numbers of the currencies that the bank has. */
    static final Map<String, String> CURRENCIES =
            Map.of("949", "TRY", "840", "USD", "978", "EUR", "826", "GBP", "392", "JPY", "643", "RUB");

    static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{13,19}");
    static final Pattern CVV = Pattern.compile("[0-9]{3,4}");
    static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_-]+");
    static final Pattern INSTALLMENTS = Pattern.compile("[2-9]|[1-9][0-9]");
    static final Pattern IPV4 = Pattern.compile(RequestText.IPV4);

    private static final Pattern RRN = Pattern.compile("[0-9]{12}");
    private static final String AMOUNT = "Transaction/Amount";

    private final XmlMessage message;

    Fields(XmlMessage message) {
        this.message = message;
    }

    /** A refusal of a value or element that has a form which is not allowed. */
    static Refusal malformed(String path) {
        return GatewayError.MALFORMED.refusal(name(path) + " field has a value which is not allowed");
    }

    /** A refusal of a request without a value that it must have. */
    static Refusal missing(String path) {
        return GatewayError.MANDATORY.refusal(
                name(path) + " field must contain value because of the Mandatory Rule:null");
    }

    /** A refusal of an amount of nothing. */
    static Refusal zeroAmount() {
        return GatewayError.MANDATORY.refusal(
                name(AMOUNT) + " field must not be zero DOUBLE value because of the Mandatory Rule:zero");
    }

    /** Returns the text of an element that must have one. */
    String mandatory(String path) {
        if (!message.has(path)) {
            throw missing(path);
        }
        return message.text(path);
    }

    /** Checks what the messages of all operations have in common. */
    void checkFrame() {
        matching("Mode", Pattern.compile("TEST|PROD"));
        mandatory("Terminal/UserID");
        atMost("Terminal/UserID", 32);
        matching("Customer/IPAddress", IPV4);
        atMost("Customer/EmailAddress", 64);
        atMost("Order/GroupID", 36);
        atMost("Order/CommentList/Comment/Text", 20);
        for (String path : new String[] {"Order/OrderID", "Transaction/InstallmentCnt"}) {
            if (!message.present(path)) {
                throw missing(path);
            }
        }
        currency();
        matching("Transaction/CardholderPresentCode", Pattern.compile("0|13"));
        matching("Transaction/MotoInd", Pattern.compile("[NHYE]"));
        absent("Transaction/BatchNum", "Transaction/BINInq", "SettlementInq");
        if (!message.text("Transaction/Type").equals("orderlistinq")) {
            absent("Order/StartDate", "Order/EndDate", "Order/ListPageNum");
        }
    }

    /** Checks what queries, captures, voids and refunds must not have. */
    void checkNoPayment() {
        absent(
                "Card",
                "Transaction/SubType",
                "Transaction/Secure3D",
                "Transaction/RewardList",
                "Transaction/ChequeList",
                "Transaction/DelayDayCount",
                "Transaction/DownPaymentRate",
                "Transaction/DCC",
                "Order/Recurring");
        if (message.has("Transaction/InstallmentCnt")) {
            throw malformed("Transaction/InstallmentCnt");
        }
        if (!message.text("Transaction/CardholderPresentCode").equals("0")) {
            throw malformed("Transaction/CardholderPresentCode");
        }
    }

    /** Checks what queries must not have, and their amount. */
    void checkQuery() {
        checkNoPayment();
        amountOfNoMeaning();
        if (message.has("Transaction/OriginalRetrefNum")) {
            throw malformed("Transaction/OriginalRetrefNum");
        }
    }

    /** Reads an amount that is charged, captured or given back, in minor units. */
    long amount() {
        String text = number(AMOUNT);
        if (text.length() > 19) {
            throw GatewayError.LENGTH.refusal(name(AMOUNT) + " field is too long");
        }
        if (text.equals("0")) {
            throw zeroAmount();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refusal(Verdict.INVALID_AMOUNT);
        }
    }

    /** Checks the amount of an operation that does not look at it. */
    void amountOfNoMeaning() {
        number(AMOUNT);
        atMost(AMOUNT, 19);
    }

    /** Returns the currency as ISO 4217 letters. */
    String currency() {
        String currency = CURRENCIES.get(mandatory("Transaction/CurrencyCode"));
        if (currency == null) {
            throw malformed("Transaction/CurrencyCode");
        }
        return currency;
    }

    /** Returns the number of installments, 1 for a single payment. */
    int installments() {
        if (!message.has("Transaction/InstallmentCnt")) {
            return 1;
        }
        return Integer.parseInt(matching("Transaction/InstallmentCnt", INSTALLMENTS));
    }

    /** Returns the order id, empty if there is none. */
    String orderId() {
        String id = message.text("Order/OrderID");
        if (id.length() > 32) {
            throw GatewayError.ORDER_ID_TOO_LONG.refusal();
        }
        return id.isEmpty() ? "" : matching("Order/OrderID", ORDER_ID);
    }

    /** Returns the reference of the transaction that is meant, empty if none is named. */
    String originalRrn() {
        return message.has("Transaction/OriginalRetrefNum") ? matching("Transaction/OriginalRetrefNum", RRN) : "";
    }

    /** Tells whether it is a mail or telephone order. */
    boolean moto() {
        return message.text("Transaction/MotoInd").matches("[YE]");
    }

    /** Reads the card's fields by their form; what the host knows of such a card is not asked. */
    PaymentCard card() {
        String number = matching("Card/Number", CARD_NUMBER);
        String expiry = mandatory("Card/ExpireDate");
        if (expiry.length() != 4) {
            throw GatewayError.LENGTH.refusal(name("Card/ExpireDate") + " field must have 4 characters");
        }
        YearMonth month = month(matching("Card/ExpireDate", Pattern.compile("[0-9]{4}")));
        String cvv = moto() && !message.has("Card/CVV2") ? "" : matching("Card/CVV2", CVV);
        return new PaymentCard(number, month, cvv);
    }

    /** Returns a text that must be there and match. */
    String matching(String path, Pattern pattern) {
        String text = mandatory(path);
        if (!pattern.matcher(text).matches()) {
            throw malformed(path);
        }
        return text;
    }

    private void absent(String... paths) {
        for (String path : paths) {
            if (message.present(path)) {
                throw malformed(path);
            }
        }
    }

    private String number(String path) {
        return matching(path, NUMBER);
    }

    private void atMost(String path, int length) {
        if (message.text(path).length() > length) {
            throw GatewayError.LENGTH.refusal(name(path) + " field is too long");
        }
    }

    private static YearMonth month(String expiry) {
        try {
            return YearMonth.of(2000 + Integer.parseInt(expiry.substring(2)), Integer.parseInt(expiry.substring(0, 2)));
        } catch (DateTimeException e) {
            throw malformed("Card/ExpireDate");
        }
    }

    /** Names an element as the gateway does: TxnAmount, CustomerIPAddress. */
    private static String name(String path) {
        return path.replaceFirst("^Transaction/", "Txn")
                .replaceFirst("^Order/", "")
                .replace("/", "");
    }
}
