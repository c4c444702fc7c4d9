package org.sanalpos.hub.sandbox.payflex;

/** Why the MPI does not ask for a card: its code, which is of another list than that of {@link Problem}, and its text. */
enum MpiProblem {
    NOT_ENROLLED("20", "Kart 3D Secure programina kayitli degil"),
    AUTHENTICATION_FAILED("400", "3D sifre dogrulamasi yapilamadi."),
    SUCCESS_URL_WRONG("1002", "SuccessUrl format is wrong"),
    BRAND_FORMAT("1003", "Brand id format is wrong"),
    SESSION_INFO_WRONG("1005", "SessionInfo format is wrong"),
    CURRENCY_FORMAT("1007", "Currency format is wrong"),
    AMOUNT_WRONG("1008", "Invalid money amount"),
    EXPIRY_FORMAT("1009", "Expiry date format is wrong"),
    PAN_FORMAT("1010", "Pan format is wrong"),
    MERCHANT_FORMAT("1012", "Merchant id format is wrong"),
    RECURRING_FLAG_WRONG("1014", "IsRecurring format is wrong"),
    RECURRING_FREQUENCY_WRONG("1015", "RecurringFrequency format is wrong"),
    RECURRING_END_WRONG("1016", "RecurringEndDate format is wrong"),
    INSTALMENTS_FORMAT("1017", "InstallmentCount format is wrong"),
    FAILURE_URL_WRONG("1026", "FailureUrl format is wrong"),
    MERCHANT_UNKNOWN("2005", "Merchant cannot be found for this bank"),
    PASSWORD_MISSING("2006", "Acquirer password is required"),
    BRAND_NOT_FOUND("2009", "Brand not found"),
    CURRENCY_UNKNOWN("2021", "Currency code not found"),
    REQUEST_ID_MISSING("2022", "VerifyEnrollmentRequestId is empty"),
    REQUEST_ID_USED("2023", "VerifyEnrollmentRequestId already exists"),
    PAN_WRONG("2029", "Invalid pan"),
    EXPIRY_WRONG("2030", "Invalid expiry date"),
    RECURRING_END_AFTER_EXPIRY("2038", "Recurring end date is after the expiry date of the card"),
    INSTALMENTS_NOT_ALLOWED("2040", "Invalid installment count"),
    INVALID_REQUEST("2049", "Invalid request"),
    DIRECTORY_ERROR("2053", "Directory server communication error"),
    ACS_ERROR("2054", "ACS reported an error");

    private final String code;
    private final String text;

    MpiProblem(String code, String text) {
        this.code = code;
        this.text = text;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    /** Makes a refusal of it. */
    Problem.Refusal refusal() {
        return new Problem.Refusal(code, text);
    }

    /** Makes a refusal of it that names what is wrong. */
    Problem.Refusal refusal(String detail) {
        return new Problem.Refusal(code, text + " (" + detail + ")");
    }
}
