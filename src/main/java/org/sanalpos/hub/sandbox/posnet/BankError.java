package org.sanalpos.hub.sandbox.posnet;

import org.sanalpos.hub.sandbox.Transaction;

/** The refusals of the bank itself that the sandbox knows, with its code and words. */
enum BankError {
    SCHEMA("0002", "XNIException: :::::1:-1:%s", From.SERVICE),
    NO_3D("0003", "148 MID,TID,IP HATALI: %s", From.GATE),
    NOT_APPROVED("0005", "RED-ONAYLANMADI", From.HOST),
    INVALID_TRANSACTION("0012", "RED-GECERSIZ ISLEM", From.HOST),
    CARD_NUMBER_WRONG("0014", "RED-HATALI KART", From.HOST),
    PREAUTH_NOT_FOUND("0015", "PROVIZYON BULUNAMADI", From.HOST),
    NOT_PERMITTED("0015", "TERMINAL ISLEM YETKISI YOK", From.HOST),
    BLOCK_LAPSED("0051", "RED-YETERSIZ BAKIYE", From.HOST),
    CARD_EXPIRED("0054", "RED-ONAYLANMADI", From.HOST),
    ORDER_BUSY("0100", "HOST RECEIVE PROBLEM", From.HOST),
    RECORD_GONE("0122", "DATABASE DE ISTENILEN KAYIT YOK", From.HOST),
    ORIGINAL_NOT_FOUND("0123", "ORJINAL ISLEM BULUNAMADI", From.HOST),
    PAYMENT_UNDER_WAY("0125", "ORDERID VAR HOSTLOGKEY YOK DB ERR", From.HOST),
    ORDER_ID_USED("0127", "ORDERID DAHA ONCE KULLANILMIS", From.HOST),
    STORE_UNKNOWN("0148", "INVALID MID TID IP. Hatalı IP:%s", From.SERVICE),
    PACKET_WRONG("0148", "CRYPTO HATASI", From.SERVICE),
    CVC_WRONG("0150", "PAKET HATALI", From.HOST),
    ORDER_ID_WRONG("0150", "PAKET HATALI (ORDERID)", From.HOST),
    ORDER_DATE_WRONG("0150", "PAKET HATALI (ORDERDATE)", From.HOST),
    WRONG_STATE("0200", "GECERSIZ ISLEM", From.HOST),
    NOT_A_PREAUTH("0202", "GECERSIZ ISLEM TIPI", From.HOST),
    CAPTURE_NOT_POSITIVE("0204", "GECERSIZ DATA", From.HOST),
    AMOUNT_WRONG("0205", "GECERSIZ TUTAR", From.HOST),
    MORE_INSTALLMENTS("0206", "TAK.SAY. PROV TAK.SAY.BUYUK OLAMAZ", From.HOST),
    CURRENCY_NOT_ALLOWED("0207", "GECERSIZ PARA BIRIMI", From.HOST),
    BATCH_CLOSED("0211", "GRUP KAPAMA YAPILMIS", From.HOST),
    NOT_VOIDABLE("0217", "GECERSIZ ISLEM STATUSU", From.HOST),
    HAS_REFUND("0218", "BU SIPARIS DAHA ONCE IADE EDILDIGI ICIN IPTAL ISLEMI GECERSIZDIR", From.HOST),
    ALREADY_VOIDED("0220", "IPTAL ISLEMI YAPILMIS", From.HOST),
    NO_CAPTURE("0223", "ONAYLANMADI", From.HOST),
    CAPTURE_OF_EARLIER_DAY("0229", "RED-GECERSIZ ISLEM", From.HOST),
    MERCHANT_NUMBER_WRONG("0320", "INVALID MERCHANT NO", From.SERVICE),
    TERMINAL_NUMBER_WRONG("0321", "INVALID TERMINAL NO", From.SERVICE),
    FACILITATOR_AND_DEALER("0324", "Ödeme sağlayıcı ve alt bayi alanları birlikte gönderilemez", From.SERVICE),
    DEALER_NOT_DEFINED("0325", "Alt bayi bulunamadı", From.SERVICE),
    FACILITATOR_UNKNOWN("0327", "ODEME SERVIS SAGLAYICI BULUNAMADI", From.HOST),
    ORDER_ID_EMPTY("0342", "ORDERID BOŞ GÖNDERİLDİ", From.SERVICE),
    ORIGINAL_VOIDED("0370", "ISLEM IPTALI YAPILMIS", From.HOST),
    NOT_SETTLED("0411", "ISLEM HENUZ FINANSALLASMAMIS", From.HOST),
    CAPTURE_STANDS("0788", "FINANSAL ISLEM YAPILMIS", From.HOST),
    XID_WRONG("E189", "Xid hatalı.", From.SERVICE),
    CURRENCY_UNKNOWN("E190", "CURRENCYCODE HATALI", From.SERVICE),
    MAC_WRONG("E216", "Mac Doğrulama hatalı", From.SERVICE),
    NO_RECORD("E219", "KAYIT BULUNAMADI", From.SERVICE);

    /** Which part of the bank refuses; each writes its refusals in a way of its own. */
    enum From {
        /** The XML service: the text alone. */
        SERVICE,
        /** The check of 3-D services: the text and the caller's address. */
        GATE,
        /** The host: the text as its screen shows it, and the caller's address. */
        HOST
    }

    private final String code;
    private final String text;
    private final From from;

    BankError(String code, String text, From from) {
        this.code = code;
        this.text = text;
        this.from = from;
    }

    String code() {
        return code;
    }

    From from() {
        return from;
    }

    /** Makes a refusal of it. */
    Rejected rejected() {
        return new Rejected(this, text, null);
    }

    /** Makes a refusal of it that tells a detail. */
    Rejected rejected(String detail) {
        return new Rejected(this, text.formatted(detail), null);
    }

    /** Makes a refusal of it that repeats the keys of the transaction it is about. */
    Rejected rejected(Transaction about) {
        return new Rejected(this, text, about);
    }

    /** Ends a request that the bank does not carry out. */
    static final class Rejected extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final BankError error;
        private final transient Transaction about;

        private Rejected(BankError error, String text, Transaction about) {
            super(text, null, false, false);
            this.error = error;
            this.about = about;
        }

        BankError error() {
            return error;
        }

        /** Returns the transaction whose keys are repeated; null if none is. */
        Transaction about() {
            return about;
        }
    }
}
