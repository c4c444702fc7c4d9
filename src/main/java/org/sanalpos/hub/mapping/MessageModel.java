package org.sanalpos.hub.mapping;

import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Browser;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.Money;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PanMask;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.ThreeDSession;

/** The names that templates use; {@code docs/mappings.md} lists them. What is not known is absent, so that a template must say what then. */
final class MessageModel {
    static final String MASK = "***";

    private static final Set<OperationType> CHARGES = EnumSet.of(OperationType.SALE, OperationType.CAPTURE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private MessageModel() {}

    /** @param masked whether card numbers, also in free texts, CVV and secrets are masked, for the text that is kept */
    static Map<String, Object> of(
            MessageContext context, BankMapping mapping, Map<String, Object> functions, boolean masked) {
        Map<String, Object> model = new HashMap<>(functions);
        var payment = context.payment();
        Map<String, Object> paymentModel = new HashMap<>();
        paymentModel.put("transactionCode", payment.transactionCode());
        paymentModel.put("installments", payment.installments());
        paymentModel.put("channel", payment.channel().code());
        paymentModel.put("secure", payment.secure().code());
        paymentModel.put(
                "day", DAY.format(payment.createdAt().atZone(mapping.dialect().zone())));
        put(paymentModel, "maskedCard", payment.maskedCard());
        put(paymentModel, "orderNo", free(payment.orderNo(), masked));
        put(paymentModel, "description", free(payment.description(), masked));
        model.put("payment", paymentModel);
        model.put("environment", context.account().environment());
        model.put("operation", context.operation().type().code());
        model.put("amount", amount(context.operation().amount()));
        model.put("total", amount(payment.amount()));
        String alpha = payment.amount().currency().getCurrencyCode();
        model.put(
                "currency",
                Map.of("alpha", alpha, "code", mapping.dialect().currencies().getOrDefault(alpha, "")));
        if (context.card() != null) {
            model.put("card", card(context.card(), masked));
        }
        model.put("customer", customer(payment.customer(), masked));
        model.put("credentials", credentials(context.account(), mapping.bank(), masked));
        model.put("profile", mapping.bank().profile());
        model.put("reference", context.operation().reference(payment));
        model.put("operationId", context.operation().id());
        List<Operation> earlier = context.earlier();
        if (!earlier.isEmpty()) {
            model.put("original", original(payment, earlier.get(earlier.size() - 1)));
            model.put("first", original(payment, earlier.get(0)));
        }
        last(earlier, operation -> CHARGES.contains(operation.type()))
                .ifPresent(charge -> model.put("charge", original(payment, charge)));
        context.doubt().ifPresent(doubt -> model.put("doubt", original(payment, doubt)));
        String shopIp = context.account().outboundIp();
        model.put("shopIp", isIpv4(shopIp) ? shopIp : LOOPBACK);
        model.put("answers", context.answers());
        if (context.session() != null) {
            model.put("threeD", threeD(context.session()));
        }
        return model;
    }

    private static Map<String, Object> threeD(ThreeDSession session) {
        return Map.of(
                "id", session.id(),
                "callbackUrl", session.callbackUrl(),
                "language", session.language(),
                "kept", session.kept());
    }

    private static Map<String, Object> browser(Browser browser) {
        Map<String, Object> model = new HashMap<>();
        put(model, "accept", browser.accept());
        put(model, "userAgent", browser.userAgent());
        put(model, "language", browser.language());
        put(model, "screenWidth", browser.screenWidth());
        put(model, "screenHeight", browser.screenHeight());
        put(model, "colorDepth", browser.colorDepth());
        put(model, "timeZoneOffset", browser.timeZoneOffset());
        return model;
    }

    private static Map<String, Object> amount(Money money) {
        String decimal = money.decimal();
        return Map.of("major", decimal, "comma", decimal.replace('.', ','), "minor", Long.toString(money.minor()));
    }

    private static Map<String, Object> card(Card card, boolean masked) {
        Map<String, Object> model = new HashMap<>();
        model.put("number", masked ? card.masked() : card.number());
        model.put("brand", card.brand());
        model.put("month", DateTimeFormatter.ofPattern("MM", Locale.ROOT).format(card.expiry()));
        model.put("year", DateTimeFormatter.ofPattern("yy", Locale.ROOT).format(card.expiry()));
        model.put("yearFull", Integer.toString(card.expiry().getYear()));
        put(model, "cvv", masked && card.cvv() != null ? MASK : card.cvv());
        put(model, "holder", free(card.holder(), masked));
        return model;
    }

    private static Map<String, Object> customer(Customer customer, boolean masked) {
        Map<String, Object> model = new HashMap<>();
        put(model, "ip", customer.ip());
        if (isIpv4(customer.ip())) {
            model.put("ipv4", customer.ip());
        }
        put(model, "email", free(customer.email(), masked));
        put(model, "name", free(customer.name(), masked));
        put(model, "phone", customer.phone());
        model.put("browser", browser(customer.browser()));
        return model;
    }

    private static Map<String, Object> credentials(Account account, Bank bank, boolean masked) {
        Map<String, Object> model = new HashMap<>(account.credentials());
        if (masked) {
            List<CredentialField> fields = bank.credentials();
            fields.stream().filter(CredentialField::secret).forEach(field -> model.replace(field.name(), MASK));
        }
        return model;
    }

    private static Optional<Operation> last(List<Operation> operations, Predicate<Operation> condition) {
        return operations.stream().filter(condition).reduce((first, second) -> second);
    }

    private static Map<String, Object> original(Payment payment, Operation operation) {
        Map<String, Object> model = new HashMap<>();
        model.put("type", operation.type().code());
        model.put("reference", operation.reference(payment));
        put(model, "authCode", operation.authCode());
        put(model, "hostReference", operation.hostReference());
        put(model, "bankTransactionId", operation.bankTransactionId());
        model.put("kept", operation.kept());
        return model;
    }

    private static boolean isIpv4(String ip) {
        return ip != null && IPV4.matcher(ip).matches();
    }

    /** What somebody typed, who may have typed a card number. */
    private static String free(String text, boolean masked) {
        return masked ? PanMask.mask(text) : text;
    }

    private static void put(Map<String, Object> model, String name, Object value) {
        if (value != null) {
            model.put(name, value);
        }
    }
}
