package org.sanalpos.hub.sandbox.payfor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.WebAddress;

/** The form with which a 3-D payment begins, posted by the store's server or by the cardholder's browser. */
final class SecureForm {

    private static final Set<String> CARD = words("Pan Expiry Cvv2");
    private static final Set<String> KNOWN =
            words("MbrId MerchantID UserCode SecureType TxnType InstallmentCount Currency OkUrl FailUrl OrderId"
                    + " OrgOrderId PurchAmount Lang Rnd Hash MOTO CardHolderName");
    private static final Set<String> HOSTED = hosted();
    private static final Set<String> MODELS = words("3DModel 3DPay 3DHost");
    private static final int URL_LENGTH = 200;

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> repeated = new HashSet<>();

    SecureForm(Map<String, List<String>> form) {
        form.forEach((name, values) -> {
            fields.put(name, values.get(0));
            if (values.size() > 1) {
                repeated.add(name);
            }
        });
    }

    /** Returns the text of a field; absent and empty are the same. */
    String value(String field) {
        return fields.getOrDefault(field, "");
    }

    /** Returns the fields that may be sent back to the store. */
    Map<String, String> withoutCard() {
        Map<String, String> left = new LinkedHashMap<>(fields);
        left.keySet().removeAll(CARD);
        return left;
    }

    /** Finds the store. */
    Store store(SandboxBank bank, Accounts accounts) {
        if (fields.isEmpty()) {
            throw GateError.BODY_EMPTY.refusal();
        }
        Accounts.checkNamed(value("MbrId"), value("MerchantID"), value("UserCode"));
        return accounts.store(bank, value("MbrId"), value("MerchantID"), value("UserCode"));
    }

    /** Returns the address to which a refusal is sent. */
    String failUrl() {
        if (repeated.contains("FailUrl") || !WebAddress.valid(value("FailUrl"), URL_LENGTH)) {
            throw GateError.FAIL_URL_WRONG.refusal();
        }
        return value("FailUrl");
    }

    /**
     * Checks the form and returns what it asks for; the card number is empty if the card is typed at the bank.
     *
     * @param hosted whether it came to the page on which the card is typed
     */
    Charge charge(SandboxBank bank, Store store, boolean hosted) {
        if (value("OkUrl").length() > URL_LENGTH) {
            throw GateError.OK_URL_LENGTH.refusal();
        }
        if (!WebAddress.valid(value("OkUrl"), URL_LENGTH)) {
            throw GateError.OK_URL_WRONG.refusal();
        }
        if (!Hashes.equal(value("Hash"), Hashes.ofForm(fields, store))) {
            throw GateError.HASH_WRONG.refusal();
        }
        Kind kind = kind(hosted);
        checkFields(hosted);
        if (!value("Lang").matches("TR|EN")) {
            throw GateError.SYSTEM_ERROR.refusal();
        }
        Fields.orderId(value("OrderId"), GateError.ORDER_ID_MISSING);
        long amount = Fields.amount(value("PurchAmount"), GateError.AMOUNT_MISSING);
        if (value("InstallmentCount").isEmpty()) {
            throw GateError.INSTALLMENTS_MISSING.refusal();
        }
        int installments = Fields.installments(value("InstallmentCount"));
        String currency = Fields.currency(value("Currency"));
        String pan = "";
        if (!hosted) {
            pan = Fields.pan(value("Pan"));
            Fields.checkExpiry(value("Expiry"), bank.localNow());
            Fields.checkCvv(value("Cvv2"), pan, false);
        }
        Charge charge = new Charge(kind, pan, amount, currency, installments);
        Payments.checkRights(store, charge);
        return charge;
    }

    /** Tells no values: the card is among them. */
    @Override
    public String toString() {
        return "SecureForm" + fields.keySet();
    }

    private Kind kind(boolean hosted) {
        String model = value("SecureType");
        if (!MODELS.contains(model)) {
            throw (Operation.SECURE_TYPES.contains(model)
                            ? GateError.SECURE_TYPE_MISMATCH
                            : GateError.SECURE_TYPE_UNKNOWN)
                    .refusal();
        }
        if (hosted != model.equals("3DHost")) {
            throw GateError.SECURE_TYPE_MISMATCH.refusal();
        }
        return switch (value("TxnType")) {
            case "Auth" -> Kind.SALE;
            case "PreAuth" -> Kind.PREAUTH;
            default -> throw Operation.whyNotSecure(value("TxnType")).refusal();
        };
    }

    private void checkFields(boolean hosted) {
        for (String name : fields.keySet()) {
            if (Operation.CLOSED_FIELDS.contains(name)) {
                throw GateError.NOT_PERMITTED.refusal();
            }
            if (!KNOWN.contains(name) && !(hosted ? HOSTED : CARD).contains(name)) {
                throw GateError.VALUE_WRONG.refusal();
            }
        }
        if (!repeated.isEmpty() || value("Rnd").isEmpty()) {
            throw GateError.VALUE_WRONG.refusal();
        }
        if (!value("OrgOrderId").isEmpty()) {
            throw GateError.ORIGINAL_ORDER_ID_SENT.refusal();
        }
        // an order by mail or telephone has no cardholder who could be authenticated
        if (fields.containsKey("MOTO") && !value("MOTO").equals("0")) {
            throw GateError.VALUE_WRONG.refusal();
        }
        if (fields.containsKey("TemplateType") && !value("TemplateType").matches("[12]")) {
            throw GateError.VALUE_WRONG.refusal();
        }
    }

    private static Set<String> hosted() {
        Set<String> parts =
                words("NameSurname Email Phone NationalId CompanyName TaxOffice TaxNo Address Town City ZipCode"
                        + " Country");
        return Stream.concat(
                        Stream.of("TemplateType"),
                        Stream.of("Shipping", "Billing")
                                .flatMap(whose -> parts.stream().map(whose::concat)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
