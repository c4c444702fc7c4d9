package org.sanalpos.hub.sandbox.intervpos;

import org.sanalpos.hub.sandbox.HostResult;

/** Ends a request that is not sent to the host: the code and the words that the bank answers. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String errorCode;

    private Refusal(String code, String errorCode, String reason) {
        super(ResponseCodes.text(code) + (reason.isEmpty() ? "" : " - " + reason), null, false, false);
        this.code = code;
        this.errorCode = errorCode;
    }

    /** The store is unknown or its user or password is wrong; the bank does not tell which. */
    static Refusal terminalNotActive() {
        return new Refusal(ResponseCodes.TERMINAL_NOT_ACTIVE, "B810002", "");
    }

    /** A field is missing, malformed or unknown; what it holds is never repeated. */
    static Refusal malformed(String field) {
        return of(ResponseCodes.MALFORMED, field.replaceAll("[^A-Za-z0-9_]", "?"));
    }

    /** The store has no right to it. */
    static Refusal notPermitted(String reason) {
        return of(ResponseCodes.NOT_PERMITTED, reason);
    }

    static Refusal of(String code) {
        return of(code, "");
    }

    static Refusal of(String code, String reason) {
        return new Refusal(code, code, reason);
    }

    /** What the order's history does not allow, in the bank's words. */
    static Refusal of(HostResult.Refusal why) {
        return switch (why) {
            case ORDER_BUSY -> of(ResponseCodes.TRY_AGAIN);
            case DUPLICATE_ORDER -> of(ResponseCodes.DUPLICATE);
            case UNKNOWN_ORDER -> of(ResponseCodes.NOT_FOUND);
            case ORIGINAL_DECLINED -> of(ResponseCodes.ORIGINAL_DECLINED);
            case NOT_A_PREAUTH -> of(ResponseCodes.INVALID, "On Provizyon Degil");
            case ALREADY_CAPTURED -> of(ResponseCodes.INVALID, "On Provizyon Kapatilmis");
            case CAPTURE_TOO_LATE -> of(ResponseCodes.INVALID, "Kapama Suresi Asildi");
            case ALREADY_VOIDED -> of(ResponseCodes.INVALID, "Islem Iptal Edilmis");
            case BATCH_CLOSED -> of(ResponseCodes.INVALID, "Gunsonu Yapilmis");
            case HAS_REFUND -> of(ResponseCodes.INVALID, "Iadesi Var");
            case CAPTURE_STANDS, SEVERAL_TO_VOID -> of(ResponseCodes.INVALID);
            case NOT_CAPTURED -> of(ResponseCodes.INVALID, "Tahsilat Yok");
            case NOT_SETTLED -> of(ResponseCodes.INVALID, "Gunsonu Yapilmamis");
            case CURRENCY_DIFFERS -> of(ResponseCodes.INVALID, "Para Birimi Farkli");
            case AMOUNT_TOO_HIGH -> of(ResponseCodes.INVALID_AMOUNT);
            case NOTHING_LEFT -> of(ResponseCodes.INVALID_AMOUNT, "Iade Edilecek Tutar Yok");
        };
    }

    String code() {
        return code;
    }

    String errorCode() {
        return errorCode;
    }
}
