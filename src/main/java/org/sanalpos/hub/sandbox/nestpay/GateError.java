package org.sanalpos.hub.sandbox.nestpay;

import java.util.Locale;

/** The refusals of the gate itself, with its number and words. */
enum GateError {
    CARD_WRONG(1002, "Kart numarasi veya guvenlik kodu hatali."),
    EXPIRY_WRONG(1003, "Son kullanma tarihi hatali."),
    HASH_WRONG(1004, "Guvenlik Kodu hatali."),
    CURRENCY_WRONG(1006, "Para birimi hatali."),
    STORE_TYPE_NOT_OPEN(1007, "Isyeri bu modele acik degil."),
    AMOUNT_WRONG(1008, "Tutar eksik veya hatali."),
    STORE_TYPE_MISSING(1009, "Islem modeli belirtilmemis."),
    CARD_MISSING(1011, "Kart numarasi eksik."),
    HOST_UNAVAILABLE(1014, "Odeme sistemine ulasilamiyor."),
    ORDER_PAID(1015, "Bu siparis daha once odenmis."),
    CURRENCY_MISSING(1017, "Para birimi secilmelidir."),
    MERCHANT_DATA_WRONG(1018, "Isyeri verisi hatali."),
    RETURN_URL_WRONG(1019, "Donus adresi eksik veya hatali."),
    CLIENT_ID_MISSING(1020, "Isyeri numarasi eksik.");

    private final int number;
    private final String message;

    GateError(int number, String message) {
        this.number = number;
        this.message = message;
    }

    String code() {
        return String.format(Locale.ROOT, "3D-%04d", number);
    }

    /** Makes a refusal of it. */
    Refusal refusal() {
        return new Refusal(code(), message);
    }

    /** Makes a refusal of it that names what is wrong. */
    Refusal refusal(String field) {
        return new Refusal(code(), message + " (" + field + ")");
    }

    /** Ends a form at the gate, for a reason of the gate's own or of the payment system behind it. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        private Refusal(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        static Refusal of(CoreError.Refusal refusal) {
            return new Refusal(refusal.error().code(), refusal.getMessage());
        }

        String code() {
            return code;
        }
    }
}
