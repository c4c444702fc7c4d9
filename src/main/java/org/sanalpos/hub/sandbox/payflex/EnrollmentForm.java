package org.sanalpos.hub.sandbox.payflex;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;

/** Reads the fields of an enrollment, the first wrong one of which is answered. */
final class EnrollmentForm {

    static final Map<String, String> BRANDS =
            Map.of("VISA", "100", "MASTERCARD", "200", "MAESTRO", "200", "TROY", "300", "AMEX", "400");

    private static final Set<String> FIELDS = Set.of(
            "MerchantId",
            "MerchantPassword",
            "VerifyEnrollmentRequestId",
            "Pan",
            "ExpiryDate",
            "PurchaseAmount",
            "Currency",
            "BrandName",
            "SuccessUrl",
            "FailureUrl",
            "SessionInfo",
            "InstallmentCount",
            "IsRecurring",
            "RecurringFrequency",
            "RecurringEndDate",
            "Language",
            "BrowserIpAddress");

    private static final DateTimeFormatter YYMM =
            DateTimeFormatter.ofPattern("uuMM", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** The longest amount has twelve characters. */
    private static final int LONGEST_AMOUNT = 12;

    private final FlatForm form;

    EnrollmentForm(FlatForm form) {
        this.form = form;
    }

    /**
     * Reads what the merchant asks for.
     *
     * @throws Problem.Refusal naming the first field that is wrong
     */
    Enrollment read(SandboxBank bank, Store store, String requestId, String md) {
        form.strange(FIELDS).ifPresent(name -> {
            throw MpiProblem.INVALID_REQUEST.refusal(name);
        });
        String pan = pan();
        YearMonth expiry = expiry(bank);
        Fields.Money money = money(store);
        brand(pan);
        check(form.isUrl("SuccessUrl"), MpiProblem.SUCCESS_URL_WRONG);
        check(form.isUrl("FailureUrl"), MpiProblem.FAILURE_URL_WRONG);
        check(form.matches("SessionInfo", "[\\x20-\\x7E]*"), MpiProblem.SESSION_INFO_WRONG);
        int instalments = instalments(store, money);
        recurring(expiry, instalments);
        check(!form.present("Language") || form.matches("Language", "tr-TR|en-US"), MpiProblem.INVALID_REQUEST);
        check(
                !form.present("BrowserIpAddress") || form.matches("BrowserIpAddress", RequestText.IPV4),
                MpiProblem.INVALID_REQUEST);
        return new Enrollment(
                requestId,
                md,
                store,
                pan,
                expiry,
                money,
                instalments,
                form.text("SessionInfo"),
                form.text("SuccessUrl"),
                form.text("FailureUrl"));
    }

    /** Writes an expiry date as the MPI has it. */
    static String yymm(YearMonth expiry) {
        return YYMM.format(expiry);
    }

    private String pan() {
        String pan = form.text("Pan");
        check(pan.matches("[0-9]{13,19}"), MpiProblem.PAN_FORMAT);
        check(TestCards.luhn(pan) && TestCards.brand(pan).isPresent(), MpiProblem.PAN_WRONG);
        return pan;
    }

    private YearMonth expiry(SandboxBank bank) {
        check(form.matches("ExpiryDate", "[0-9]{4}"), MpiProblem.EXPIRY_FORMAT);
        try {
            YearMonth expiry = YearMonth.parse(form.text("ExpiryDate"), YYMM);
            check(!expiry.isBefore(YearMonth.from(bank.localNow())), MpiProblem.EXPIRY_WRONG);
            return expiry;
        } catch (DateTimeException e) {
            throw MpiProblem.EXPIRY_FORMAT.refusal();
        }
    }

    private Fields.Money money(Store store) {
        String amount = form.text("PurchaseAmount");
        check(amount.matches(Fields.AMOUNT) && amount.length() <= LONGEST_AMOUNT, MpiProblem.AMOUNT_WRONG);
        check(form.matches("Currency", "[0-9]{3}"), MpiProblem.CURRENCY_FORMAT);
        Fields.Money money = new Fields.Money(Long.parseLong(amount.replace(".", "")), form.text("Currency"));
        check(
                money.currency() != null && store.rights().currencies().contains(money.currency()),
                MpiProblem.CURRENCY_UNKNOWN);
        return money;
    }

    private void brand(String pan) {
        if (form.present("BrandName")) {
            check(form.matches("BrandName", "[0-9]{3}"), MpiProblem.BRAND_FORMAT);
            String own = TestCards.brand(pan).map(BRANDS::get).orElseThrow();
            check(form.text("BrandName").equals(own), MpiProblem.BRAND_NOT_FOUND);
        }
    }

    private int instalments(Store store, Fields.Money money) {
        if (!form.present("InstallmentCount")) {
            return 1;
        }
        check(form.matches("InstallmentCount", "[0-9]{1,2}"), MpiProblem.INSTALMENTS_FORMAT);
        int count = Integer.parseInt(form.text("InstallmentCount"));
        check(
                count > 1
                        && count <= store.rights().maxInstallments()
                        && money.currency().equals("TRY"),
                MpiProblem.INSTALMENTS_NOT_ALLOWED);
        return count;
    }

    /** The MPI reads a plan; whether the merchant may charge by one is the VPOS's to say. */
    private void recurring(YearMonth expiry, int instalments) {
        check(
                !form.present("IsRecurring") || form.matches("IsRecurring", "true|false"),
                MpiProblem.RECURRING_FLAG_WRONG);
        if (!form.text("IsRecurring").equals("true")) {
            check(!form.present("RecurringFrequency") && !form.present("RecurringEndDate"), MpiProblem.INVALID_REQUEST);
            return;
        }
        check(form.matches("RecurringFrequency", "[1-9][0-9]{0,2}"), MpiProblem.RECURRING_FREQUENCY_WRONG);
        check(instalments == 1, MpiProblem.INSTALMENTS_NOT_ALLOWED);
        try {
            LocalDate end = LocalDate.parse(form.text("RecurringEndDate"), DAY);
            check(!end.isAfter(expiry.atEndOfMonth()), MpiProblem.RECURRING_END_AFTER_EXPIRY);
        } catch (DateTimeException e) {
            throw MpiProblem.RECURRING_END_WRONG.refusal();
        }
    }

    private static void check(boolean good, MpiProblem otherwise) {
        if (!good) {
            throw otherwise.refusal();
        }
    }
}
