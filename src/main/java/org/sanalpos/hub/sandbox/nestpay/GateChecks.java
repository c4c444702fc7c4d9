package org.sanalpos.hub.sandbox.nestpay;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** What the gate looks at before it sends a cardholder on to the issuer. */
final class GateChecks {

    private static final List<String> CARD =
            List.of("pan", "cv2", "Ecom_Payment_Card_ExpDate_Month", "Ecom_Payment_Card_ExpDate_Year");
    /** What only the API is told; the browser must not see it. */
    private static final List<String> SECRETS = List.of("password", "storekey", "name", "username");

    private static final List<String> RECURRING =
            List.of("RecurringPaymentNumber", "RecurringFrequencyUnit", "RecurringFrequency");
    private static final Map<String, Integer> LONGEST = longest();
    /** Optional fields whose values the bank reads. */
    private static final Map<String, Pattern> FORMATS = Map.of(
            "encoding", Pattern.compile("(?i)utf-8"),
            "cardType", Pattern.compile("[12]"),
            "refreshtime", Pattern.compile("[0-9]{1,3}"),
            "xid", Pattern.compile("[A-Za-z0-9+/]{27}="));

    private GateChecks() {}

    /** Tells whether the bank can send a browser to an address. */
    static boolean absolute(String url) {
        try {
            URI uri = new URI(url);
            return uri.getScheme() != null && uri.getScheme().matches("https?") && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Reads what a form asks for.
     *
     * @throws GateError.Refusal if it is not signed by the store, or something in it is wrong
     */
    static GateOrder read(GateForm form, Store store, ZonedDateTime now) {
        checkSignature(form, store);
        try {
            return signed(form, store, now);
        } catch (CoreError.Refusal refusal) {
            throw GateError.Refusal.of(refusal);
        }
    }

    private static void checkSignature(GateForm form, Store store) {
        byte[] right =
                Signature.ofForm(form.fields(), store.credential("storeKey")).getBytes(StandardCharsets.UTF_8);
        byte[] sent = form.text("hash").getBytes(StandardCharsets.UTF_8);
        if (!form.text("hashAlgorithm").equals(Signature.ALGORITHM) || !MessageDigest.isEqual(right, sent)) {
            throw GateError.HASH_WRONG.refusal();
        }
    }

    private static GateOrder signed(GateForm form, Store store, ZonedDateTime now) {
        if (!form.has("storetype")) {
            throw GateError.STORE_TYPE_MISSING.refusal();
        }
        StoreType type = StoreType.named(form.text("storetype")).orElseThrow(GateError.STORE_TYPE_NOT_OPEN::refusal);
        if (!absolute(form.text("okUrl"))) {
            throw GateError.RETURN_URL_WRONG.refusal("okUrl");
        }
        if (!form.has("rnd")) {
            throw GateError.MERCHANT_DATA_WRONG.refusal("rnd");
        }
        if (!form.text("lang").matches("tr|en")) {
            throw GateError.MERCHANT_DATA_WRONG.refusal("lang");
        }
        checkOthers(form);
        String currency = currency(form, store);
        return new GateOrder(
                type,
                orderId(form),
                kind(form),
                amount(form),
                currency,
                instalments(form, store, currency),
                card(form, type, now),
                Optional.of(form.text("xid")).filter(xid -> !xid.isEmpty()));
    }

    private static void checkOthers(GateForm form) {
        SECRETS.stream().filter(form::present).findFirst().ifPresent(name -> {
            throw GateError.MERCHANT_DATA_WRONG.refusal(name);
        });
        if (RECURRING.stream().anyMatch(form::has)) {
            throw CoreError.NO_PERMISSION.refusal();
        }
        FORMATS.forEach((name, format) -> {
            if (form.has(name) && !format.matcher(form.text(name)).matches()) {
                throw GateError.MERCHANT_DATA_WRONG.refusal(name);
            }
        });
        if (form.has("callbackUrl") && !absolute(form.text("callbackUrl"))) {
            throw GateError.RETURN_URL_WRONG.refusal("callbackUrl");
        }
        LONGEST.forEach((name, length) -> {
            if (form.text(name).length() > length) {
                throw CoreError.TEXT_TOO_LONG.refusal("(" + name + ")");
            }
        });
    }

    private static String orderId(GateForm form) {
        if (!form.has("oid")) {
            throw GateError.MERCHANT_DATA_WRONG.refusal("oid");
        }
        return Fields.orderId(form.text("oid"));
    }

    private static Kind kind(GateForm form) {
        return switch (oneOf(form, "TranType", "islemtipi")) {
            case "Auth" -> Kind.SALE;
            case "PreAuth" -> Kind.PREAUTH;
            default -> throw GateError.MERCHANT_DATA_WRONG.refusal("TranType");
        };
    }

    private static long amount(GateForm form) {
        long amount;
        try {
            amount = Fields.amount(form.text("amount"));
        } catch (CoreError.Refusal refusal) {
            throw GateError.AMOUNT_WRONG.refusal();
        }
        if (amount == 0) {
            throw GateError.AMOUNT_WRONG.refusal();
        }
        return amount;
    }

    private static String currency(GateForm form, Store store) {
        if (!form.has("currency")) {
            throw GateError.CURRENCY_MISSING.refusal();
        }
        return Optional.ofNullable(Fields.CURRENCIES.get(form.text("currency")))
                .filter(store.rights().currencies()::contains)
                .orElseThrow(GateError.CURRENCY_WRONG::refusal);
    }

    private static int instalments(GateForm form, Store store, String currency) {
        int instalments = Fields.instalments(oneOf(form, "taksit", "Instalment"));
        Payments.checkInstalments(store, instalments, currency);
        return instalments;
    }

    /** Returns the value of a field that has two names, of which one must be sent. */
    private static String oneOf(GateForm form, String name, String alias) {
        if (form.present(name) == form.present(alias)) {
            throw GateError.MERCHANT_DATA_WRONG.refusal(name);
        }
        return form.text(name) + form.text(alias);
    }

    private static Optional<String> card(GateForm form, StoreType type, ZonedDateTime now) {
        if (type.hosted()) {
            CARD.stream().filter(form::present).findFirst().ifPresent(name -> {
                throw GateError.MERCHANT_DATA_WRONG.refusal(name);
            });
            return Optional.empty();
        }
        String pan = form.text("pan");
        if (pan.isEmpty()) {
            throw GateError.CARD_MISSING.refusal();
        }
        checkCard(pan, form.text("cv2"));
        String month = form.text("Ecom_Payment_Card_ExpDate_Month");
        checkExpiry(month + "/" + form.text("Ecom_Payment_Card_ExpDate_Year"), now);
        return Optional.of(pan);
    }

    /** Checks a card number and its CVV. */
    static void checkCard(String pan, String cvv) {
        try {
            Fields.checkCvv(cvv, Fields.cardNumber(pan), false);
        } catch (CoreError.Refusal refusal) {
            throw GateError.CARD_WRONG.refusal();
        }
    }

    /** Checks that a card is still valid. */
    static void checkExpiry(String expiry, ZonedDateTime now) {
        try {
            Fields.checkExpiry(expiry, now);
        } catch (CoreError.Refusal refusal) {
            throw GateError.EXPIRY_WRONG.refusal();
        }
    }

    private static Map<String, Integer> longest() {
        Map<String, Integer> longest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        longest.putAll(Map.of("email", 64, "tel", 32, "description", 255));
        Elements.ADDRESS.forEach((name, length) -> {
            longest.put("BillTo" + name, length);
            longest.put("ShipTo" + name, length);
        });
        return longest;
    }
}
