package org.sanalpos.hub.intake;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sanalpos.hub.cardkeys.EncryptedCards;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Channel;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Money;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * The one place that decides whether a request is well formed, for every format. It finds all that is wrong at once and names each field as
 * the caller wrote it. No message repeats what was written: it may be a card number in the wrong field.
 */
@Component
public class RequestValidator {
    private static final BigDecimal LARGEST = new BigDecimal("999999999999.99");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,3})?");
    private static final Pattern REQUEST_ID = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");
    private static final Pattern VIRTUAL_POS = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,58}");
    private static final Pattern COMPANY = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,38}");
    private static final Pattern INSTALLMENTS = Pattern.compile("[1-9][0-9]?");
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    static final Set<String> FOLLOW_UPS = Set.of("capture", "void", "refund", "inquiry");
    private static final Set<String> GIVING_BACK = Set.of("void", "refund");

    private final RequestCards found;
    private final CardValidator cards;
    private final CustomerValidator customers = new CustomerValidator();

    public RequestValidator(Clock clock, EncryptedCards encrypted) {
        this.found = new RequestCards(encrypted);
        this.cards = new CardValidator(clock);
    }

    /** Whether a request is for a payment that exists: by its operation or, where that is none that there is, by naming a payment. */
    public boolean isFollowUp(RequestBody body) {
        Optional<OperationType> operation = Stream.of(OperationType.values())
                .filter(type -> type.code().equals(body.operation()))
                .findFirst();
        return operation.map(type -> !type.first()).orElse(body.paymentId() != null || body.transactionCode() != null);
    }

    /**
     * Checks a payment.
     *
     * @param names from the names of the JSON form to those that the caller wrote
     * @throws ProblemException with all that is wrong
     */
    public PaymentRequest payment(RawRequest raw, UnaryOperator<String> names) {
        RequestBody body = raw.body();
        FieldErrors errors = new FieldErrors(raw.errors(), names);
        identity(body, errors);
        absent("paymentId", body.paymentId(), errors);
        absent("transactionCode", body.transactionCode(), errors);
        absent("auto", body.auto(), errors);
        OperationType operation =
                choice("operation", body.operation(), OperationType.SALE, OperationType::of, "sale or preauth", errors);
        if (operation != null && !operation.first()) {
            errors.add("operation", "expected sale or preauth");
        }
        Secure secure = choice("secure", body.secure(), null, Secure::of, "none, 3d, 3d_pay or 3d_host", errors);
        Channel channel = choice(
                "channel", body.channel(), Channel.ECOMMERCE, Channel::of, "ecommerce, moto or recurring", errors);
        matches("virtualPos", body.virtualPos(), VIRTUAL_POS, "expected the code of a virtual POS", errors);
        Texts.line("orderNo", body.orderNo(), 64, errors);
        Texts.free("description", body.description(), 255, errors);
        Money amount = money(body, errors);
        int installments = installments(body.installments(), errors);
        returnUrl(body.returnUrl(), errors);
        RequestCards.Found written = found.find(body, secure, errors);
        Card card = written.toCheck() ? cards.check(written.card(), secure, channel, errors) : null;
        Customer customer = customers.check(body.customer(), errors);
        Map<String, String> metadata = Texts.metadata(body.metadata(), errors);
        KeptTexts.check(body, written.card() == null ? body.card() : written.card(), errors);
        errors.throwIfAny();
        return new PaymentRequest(
                body.virtualPos(),
                operation,
                secure,
                body.orderNo(),
                amount,
                installments,
                channel,
                card,
                written.encrypted(),
                customer,
                body.returnUrl(),
                body.description(),
                metadata);
    }

    /**
     * Checks a capture, void, refund or inquiry.
     *
     * @param names from the names of the JSON form to those that the caller wrote
     * @throws ProblemException with all that is wrong
     */
    public FollowUpRequest followUp(RawRequest raw, UnaryOperator<String> names) {
        RequestBody body = raw.body();
        FieldErrors errors = new FieldErrors(raw.errors(), names);
        identity(body, errors);
        if (body.operation() == null || !FOLLOW_UPS.contains(body.operation())) {
            errors.add("operation", "expected capture, void, refund or inquiry");
        }
        onlyForPayments(body, errors);
        if ((body.paymentId() == null) == (body.transactionCode() == null)) {
            errors.add(
                    "paymentId",
                    "expected exactly one of " + names.apply("paymentId") + " and " + names.apply("transactionCode"));
        }
        matches("paymentId", body.paymentId(), ULID, "expected the id of a payment, 26 letters and digits", errors);
        Texts.line("transactionCode", body.transactionCode(), 64, errors);
        if (body.amount() != null) {
            decimal(body.amount(), errors);
        }
        boolean auto = auto(body, body.operation(), errors);
        errors.throwIfAny();
        return new FollowUpRequest(
                OperationType.of(body.operation()), body.paymentId(), body.transactionCode(), body.amount(), auto);
    }

    /**
     * Checks what a REST follow-up says in its body; the payment and the operation are in its path.
     *
     * @return whether a refund may be a void and a void a refund
     * @throws ProblemException with all that is wrong
     */
    public boolean amountOnly(RawRequest raw, OperationType operation) {
        RequestBody body = raw.body();
        FieldErrors errors = new FieldErrors(raw.errors(), UnaryOperator.identity());
        identity(body, errors);
        if (body.amount() != null) {
            decimal(body.amount(), errors);
        }
        absent("operation", body.operation(), errors);
        absent("paymentId", body.paymentId(), errors);
        absent("transactionCode", body.transactionCode(), errors);
        onlyForPayments(body, errors);
        boolean auto = auto(body, operation.code(), errors);
        errors.throwIfAny();
        return auto;
    }

    private static boolean auto(RequestBody body, String operation, FieldErrors errors) {
        if (body.auto() == null) {
            return false;
        }
        if (operation == null || !GIVING_BACK.contains(operation)) {
            absent("auto", body.auto(), errors);
        } else if (!body.auto().equals("true") && !body.auto().equals("false")) {
            errors.add("auto", "expected true or false");
        }
        return body.auto().equals("true");
    }

    private void identity(RequestBody body, FieldErrors errors) {
        matches("requestId", body.requestId(), REQUEST_ID, "expected 1 to 200 printable ASCII characters", errors);
        matches("company", body.company(), COMPANY, "expected the code of a company", errors);
        KeptTexts.checkRequestId(body, errors);
    }

    private static void onlyForPayments(RequestBody body, FieldErrors errors) {
        absent("virtualPos", body.virtualPos(), errors);
        absent("secure", body.secure(), errors);
        absent("orderNo", body.orderNo(), errors);
        absent("currency", body.currency(), errors);
        absent("installments", body.installments(), errors);
        absent("channel", body.channel(), errors);
        absent("card", body.card(), errors);
        absent("cardJwe", body.cardJwe(), errors);
        absent("customer", body.customer(), errors);
        absent("returnUrl", body.returnUrl(), errors);
        absent("description", body.description(), errors);
        absent("metadata", body.metadata(), errors);
    }

    private static void absent(String field, Object value, FieldErrors errors) {
        if (value != null) {
            errors.add(field, "has no meaning for this operation; leave it out");
        }
    }

    private static void matches(String field, String value, Pattern pattern, String expected, FieldErrors errors) {
        if (value != null && !pattern.matcher(value).matches()) {
            errors.add(field, expected);
        }
    }

    private static <T> T choice(
            String field, String value, T none, Function<String, T> reader, String expected, FieldErrors errors) {
        if (value == null) {
            return none;
        }
        try {
            if (value.equals(value.toLowerCase(Locale.ROOT))) {
                return reader.apply(value);
            }
        } catch (IllegalArgumentException e) {
            // told below, without the value
        }
        errors.add(field, "expected " + expected);
        return null;
    }

    private static Money money(RequestBody body, FieldErrors errors) {
        Currency currency = currency(body.currency(), errors);
        if (body.amount() == null) {
            errors.add("amount", "is required");
            return null;
        }
        if (!decimal(body.amount(), errors) || currency == null) {
            return null;
        }
        try {
            return Money.parse(body.amount(), currency);
        } catch (IllegalArgumentException e) {
            errors.add("amount", e.getMessage());
            return null;
        }
    }

    private static boolean decimal(String amount, FieldErrors errors) {
        if (!DECIMAL.matcher(amount).matches()) {
            errors.add("amount", "expected digits with a decimal point, such as 129.90");
            return false;
        }
        BigDecimal value = new BigDecimal(amount);
        if (value.signum() == 0 || value.compareTo(LARGEST) > 0) {
            errors.add("amount", "expected more than 0 and at most " + LARGEST.toPlainString());
            return false;
        }
        return true;
    }

    private static Currency currency(String code, FieldErrors errors) {
        if (code == null) {
            errors.add("currency", "is required, as an ISO 4217 code such as TRY");
            return null;
        }
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // told below, without the value
        }
        errors.add("currency", "expected an ISO 4217 code such as TRY");
        return null;
    }

    private static int installments(String text, FieldErrors errors) {
        if (text == null) {
            return 1;
        }
        if (!INSTALLMENTS.matcher(text).matches()) {
            errors.add("installments", "expected a whole number from 1 to 99");
            return 1;
        }
        return Integer.parseInt(text);
    }

    private static void returnUrl(String text, FieldErrors errors) {
        if (text == null) {
            return;
        }
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && text.length() <= 1000) {
                return;
            }
        } catch (URISyntaxException e) {
            // told below, without the value
        }
        errors.add("returnUrl", "expected an absolute https or http URL of at most 1000 characters");
    }
}
