package org.sanalpos.hub.sandbox.payflex;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/** Reads the fields of a registration, the first wrong one of which is answered. An optional field may be there and empty. */
final class RegistrationForm {

    private static final Set<String> FIELDS = Set.of(
            "HostMerchantId",
            "MerchantId",
            "MerchantPassword",
            "HostTerminalId",
            "TransactionType",
            "AmountCode",
            "Amount",
            "OrderID",
            "OrderId",
            "TransactionId",
            "OrderDescription",
            "IsSecure",
            "AllowNotEnrolledCard",
            "SuccessUrl",
            "FailUrl",
            "RequestLanguage",
            "InstallmentCount",
            "Extract",
            "CustomItems",
            "TokenExpireTime",
            "PAN",
            "CVV",
            "ExpireMonth",
            "ExpireYear",
            "BrandNumber",
            "CardHoldersName");

    private static final String ID = "[0-9a-zA-Z-]*";
    private static final int LONGEST_ID = 40;
    private static final int LONGEST_URL = 255;
    private static final String CUSTOM_ITEMS = "[^:,]{1,100}:[^:,]{1,100}(,[^:,]{1,100}:[^:,]{1,100})*";
    private static final String E_COMMERCE = "0";

    /** How long a browser may come with a token whose merchant has said nothing of it. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private final FlatForm form;

    RegistrationForm(FlatForm form) {
        this.form = form;
    }

    /**
     * Reads what the merchant asks for.
     *
     * @throws Problem.Refusal naming the first field that is wrong
     */
    Registration read(SandboxBank bank, Store store) {
        form.strange(FIELDS).ifPresent(name -> {
            throw HostedProblem.INVALID_REQUEST.refusal(name);
        });
        check(form.matches("MerchantId", "1?"), HostedProblem.MERCHANT_WRONG);
        check(form.text("HostTerminalId").equals(store.credential("terminalNo")), HostedProblem.TERMINAL_WRONG);
        Operation operation = operation();
        Fields.Money money = money(store);
        Fields.Head head = new Fields.Head(operation, transactionId(), orderId(), E_COMMERCE);
        check(form.text("OrderDescription").length() <= 2000, HostedProblem.DESCRIPTION_WRONG);
        // the stores of the sandbox take no card on the bank's page without 3-D Secure
        check(form.has("IsSecure"), HostedProblem.PARAMETER_MISSING);
        check(form.matches("IsSecure", "true"), HostedProblem.INVALID_REQUEST);
        check(form.has("AllowNotEnrolledCard"), HostedProblem.PARAMETER_MISSING);
        check(form.matches("AllowNotEnrolledCard", "true|false"), HostedProblem.INVALID_REQUEST);
        check(isUrl("SuccessUrl"), HostedProblem.SUCCESS_URL_WRONG);
        check(isUrl("FailUrl"), HostedProblem.FAIL_URL_WRONG);
        check(form.matches("RequestLanguage", "(tr-TR|en-US)?"), HostedProblem.LANGUAGE_WRONG);
        int instalments = instalments(store, money);
        if (form.has("Extract")) {
            throw Problem.EXTRACT_NOT_PERMITTED.refusal();
        }
        if (form.has("CustomItems") && !form.matches("CustomItems", CUSTOM_ITEMS)) {
            throw Problem.CUSTOM_ITEMS_WRONG.refusal();
        }
        check(form.matches("TokenExpireTime", "([1-9][0-9]{0,2})?"), HostedProblem.INVALID_REQUEST);
        Duration life = form.has("TokenExpireTime")
                ? Duration.ofHours(Long.parseLong(form.text("TokenExpireTime")))
                : TOKEN_LIFE;
        return new Registration(
                Fields.newId(),
                store,
                head,
                money,
                instalments,
                form.text("AllowNotEnrolledCard").equals("true"),
                form.text("SuccessUrl"),
                form.text("FailUrl"),
                form.has("RequestLanguage") ? form.text("RequestLanguage") : "tr-TR",
                card(bank),
                bank.now().plus(life));
    }

    /**
     * Checks a card, wherever it was typed.
     *
     * @throws Problem.Refusal if no issuer can be asked for it
     */
    static void check(SandboxBank bank, CardOnPage card) {
        check(card.pan().matches("[0-9]{13,19}") && TestCards.luhn(card.pan()), HostedProblem.PAN_WRONG);
        check(TestCards.brand(card.pan()).isPresent(), HostedProblem.BIN_WRONG);
        if (card.expiry().isBefore(YearMonth.from(bank.localNow()))) {
            throw Problem.EXPIRY_WRONG.refusal();
        }
        check(card.cvv().matches("[0-9]{" + TestCards.cvvDigits(card.pan()) + "}"), HostedProblem.CVV_WRONG);
    }

    private Operation operation() {
        check(form.has("TransactionType"), HostedProblem.TYPE_MISSING);
        check(!form.matches("TransactionType", "PointSale"), HostedProblem.POINTS_NOT_PERMITTED);
        return Stream.of(Operation.SALE, Operation.AUTH)
                .filter(type -> type.wireName().equals(form.text("TransactionType")))
                .findFirst()
                .orElseThrow(HostedProblem.TYPE_WRONG::refusal);
    }

    private Fields.Money money(Store store) {
        check(form.matches("AmountCode", "[0-9]{3}"), HostedProblem.CURRENCY_WRONG);
        check(form.matches("Amount", Fields.AMOUNT), HostedProblem.AMOUNT_WRONG);
        Fields.Money money =
                new Fields.Money(Long.parseLong(form.text("Amount").replace(".", "")), form.text("AmountCode"));
        check(
                money.currency() != null && store.rights().currencies().contains(money.currency()),
                HostedProblem.CURRENCY_WRONG);
        return money;
    }

    private String transactionId() {
        String id = form.text("TransactionId");
        check(id.length() <= LONGEST_ID, HostedProblem.TRANSACTION_ID_LONG);
        check(id.matches(ID), HostedProblem.TRANSACTION_ID_WRONG);
        return id.isEmpty() ? Fields.newId() : id;
    }

    private String orderId() {
        check(!(form.present("OrderID") && form.present("OrderId")), HostedProblem.INVALID_REQUEST);
        String id = CommonPayment.orderId(form);
        check(id.length() <= LONGEST_ID && id.matches(ID), HostedProblem.ORDER_ID_WRONG);
        return id.isEmpty() ? Fields.newId() : id;
    }

    private boolean isUrl(String name) {
        return form.text(name).length() <= LONGEST_URL
                && form.host(name).filter(host -> !host.equals("localhost")).isPresent();
    }

    private int instalments(Store store, Fields.Money money) {
        if (!form.has("InstallmentCount")) {
            return 1;
        }
        check(form.matches("InstallmentCount", "0?[2-9]|[1-9][0-9]"), HostedProblem.INSTALMENTS_WRONG);
        int count = Integer.parseInt(form.text("InstallmentCount"));
        check(
                count <= store.rights().maxInstallments() && money.currency().equals("TRY"),
                HostedProblem.INSTALMENTS_WRONG);
        return count;
    }

    private CardOnPage card(SandboxBank bank) {
        if (Stream.of("PAN", "CVV", "ExpireMonth", "ExpireYear", "BrandNumber", "CardHoldersName")
                .noneMatch(form::has)) {
            return null;
        }
        CardOnPage card = new CardOnPage(form.text("PAN"), expiry(), form.text("CVV"));
        check(bank, card);
        String brand =
                TestCards.brand(card.pan()).map(EnrollmentForm.BRANDS::get).orElseThrow();
        check(!form.has("BrandNumber") || form.text("BrandNumber").equals(brand), HostedProblem.BRAND_WRONG);
        check(form.matches("CardHoldersName", "[\\x20-\\x7E]*"), HostedProblem.INVALID_REQUEST);
        return card;
    }

    private YearMonth expiry() {
        if (form.matches("ExpireMonth", "[0-9]{2}") && form.matches("ExpireYear", "(20)?[0-9]{2}")) {
            int year = Integer.parseInt(form.text("ExpireYear")) % 100;
            try {
                return YearMonth.of(2000 + year, Integer.parseInt(form.text("ExpireMonth")));
            } catch (DateTimeException e) {
                throw Problem.EXPIRY_WRONG.refusal();
            }
        }
        throw Problem.EXPIRY_WRONG.refusal();
    }

    private static void check(boolean good, HostedProblem otherwise) {
        if (!good) {
            throw otherwise.refusal();
        }
    }
}
