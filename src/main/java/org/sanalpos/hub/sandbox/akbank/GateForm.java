package org.sanalpos.hub.sandbox.akbank;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.WebAddress;

/** The form that a browser brings to a gate. */
final class GateForm {

    /** All fields but the hash, in the order in which they are signed. */
    private static final List<String> SIGNED = List.of(
            "paymentModel",
            "txnCode",
            "merchantSafeId",
            "terminalSafeId",
            "orderId",
            "lang",
            "amount",
            "ccbRewardAmount",
            "pcbRewardAmount",
            "xcbRewardAmount",
            "currencyCode",
            "installCount",
            "okUrl",
            "failUrl",
            "emailAddress",
            "mobilePhone",
            "homePhone",
            "workPhone",
            "subMerchantId",
            "creditCard",
            "expiredDate",
            "cvv",
            "cardHolderName",
            "randomNumber",
            "requestDateTime",
            "b2bIdentityNumber",
            "merchantData",
            "merchantBranchNo",
            "mobileEci",
            "walletProgramData",
            "mobileAssignedId",
            "mobileDeviceType");

    /** Fields of programmes that no store of the sandbox takes part in. */
    private static final List<String> NOT_OPEN = List.of(
            "b2bIdentityNumber",
            "merchantData",
            "merchantBranchNo",
            "mobileEci",
            "walletProgramData",
            "mobileAssignedId",
            "mobileDeviceType");

    private static final List<String> REWARDS = List.of("ccbRewardAmount", "pcbRewardAmount", "xcbRewardAmount");
    private static final Set<String> CARD = Set.of("creditCard", "expiredDate", "cvv");
    private static final Set<String> KNOWN =
            Stream.concat(SIGNED.stream(), Stream.of("hash")).collect(Collectors.toUnmodifiableSet());
    private static final int URL_LENGTH = 1000;

    private final Map<String, List<String>> fields;

    GateForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body.
     *
     * @throws RequestText.Unreadable if it is no form, or names no address to which the browser could be sent back
     */
    static GateForm read(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        if (!RequestText.type(request).equals("application/x-www-form-urlencoded")) {
            throw new RequestText.Unreadable("type");
        }
        GateForm form = new GateForm(RequestText.form(RequestText.body(request)));
        if (form.fields.getOrDefault("failUrl", List.of()).size() != 1 || !address(form.value("failUrl"))) {
            throw new RequestText.Unreadable("failUrl");
        }
        return form;
    }

    /** Returns the value of a field; absent and empty are the same. */
    String value(String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    /** Returns what the hash is made of. */
    String signedText() {
        return SIGNED.stream().map(this::value).collect(Collectors.joining());
    }

    /**
     * Checks every field by its pattern.
     *
     * @param hosted whether the card is typed on the bank's page, so that the form must not have one
     * @throws VpsError.Refusal if one does not fit, is unknown or comes twice
     */
    void check(boolean hosted) {
        fields.forEach((name, values) -> {
            if (!KNOWN.contains(name) || values.size() != 1 || hosted && CARD.contains(name)) {
                throw pattern(name);
            }
        });
        Model.of(value("paymentModel"), hosted);
        match("txnCode", "3000|3004");
        match("merchantSafeId", "[0-9A-Z]{32}");
        match("terminalSafeId", "[0-9A-Z]{32}");
        match("orderId", Fields.ORDER_ID);
        match("lang", "TR|EN");
        match("amount", Fields.AMOUNT);
        REWARDS.forEach(reward -> matchIfPresent(reward, Fields.AMOUNT));
        match("currencyCode", "[0-9]{3}");
        if (Fields.currency(Integer.parseInt(value("currencyCode"))).isEmpty()) {
            throw pattern("currencyCode");
        }
        match("installCount", "[1-9][0-9]?");
        if (!address(value("okUrl"))) {
            throw pattern("okUrl");
        }
        matchIfPresent("emailAddress", Fields.EMAIL);
        List.of("mobilePhone", "homePhone", "workPhone").forEach(phone -> matchIfPresent(phone, "[0-9]{10}"));
        matchIfPresent("cardHolderName", Fields.HOLDER);
        NOT_OPEN.forEach(field -> match(field, ""));
        match("randomNumber", RandomNumbers.PATTERN);
        match("requestDateTime", ".+");
        match("hash", "[A-Za-z0-9+/]{86}==");
        if (!hosted) {
            checkCard();
        }
    }

    /** Reads a form whose fields were checked. */
    Passage passage(Store store) {
        boolean card = fields.containsKey("creditCard");
        return new Passage(
                store,
                Model.of(value("paymentModel"), !card),
                value("orderId"),
                new Charge(
                        value("txnCode").equals("3000") ? Kind.SALE : Kind.PREAUTH,
                        value("creditCard"),
                        amount(value("amount")),
                        Fields.currency(Integer.parseInt(value("currencyCode"))).orElseThrow(),
                        Integer.parseInt(value("installCount"))),
                card ? expiry() : null,
                REWARDS.stream().map(this::value).anyMatch(points -> !points.isEmpty() && amount(points) > 0),
                value("cardHolderName"),
                value("okUrl"),
                value("failUrl"));
    }

    private void checkCard() {
        match("creditCard", Fields.CARD_NUMBER);
        if (!TestCards.luhn(value("creditCard"))) {
            throw pattern("creditCard");
        }
        match("expiredDate", Fields.EXPIRY);
        match("cvv", "[0-9]{" + TestCards.cvvDigits(value("creditCard")) + "}");
    }

    private YearMonth expiry() {
        return Fields.expiry(value("expiredDate"));
    }

    private static long amount(String text) {
        int dot = text.indexOf('.');
        return Amounts.minorUnits(text.substring(0, dot), text.substring(dot + 1));
    }

    private void match(String name, String regex) {
        if (!value(name).matches(regex)) {
            throw pattern(name);
        }
    }

    private void matchIfPresent(String name, String regex) {
        if (!value(name).isEmpty()) {
            match(name, regex);
        }
    }

    private static boolean address(String text) {
        return WebAddress.valid(text, URL_LENGTH) && text.matches("[!-~&&[^#]]+");
    }

    private static VpsError.Refusal pattern(String name) {
        return VpsError.PATTERN.refusal(name.replaceAll("[^A-Za-z0-9_]", "?"));
    }
}
