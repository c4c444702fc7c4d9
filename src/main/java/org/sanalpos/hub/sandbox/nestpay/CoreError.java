package org.sanalpos.hub.sandbox.nestpay;

import java.util.Locale;

/** The refusals of the payment system itself that the sandbox knows, with its number and words. */
enum CoreError {
    REQUEST_NOT_USABLE(1001, "Sistem hatası: istek okunamadı."),
    MODE_WRONG(1006, "Mode değeri geçersiz."),
    CURRENCY_UNREADABLE(1010, "Para birimi okunamadı."),
    USER_NAME_EMPTY(1011, "Kullanıcı adı boş olamaz."),
    USER_NAME_TOO_LONG(1012, "Kullanıcı adı çok uzun."),
    CLIENT_ID_EMPTY(1013, "Üye işyeri numarası boş olamaz."),
    CLIENT_ID_WRONG(1014, "Üye işyeri numarası geçersiz."),
    ORDER_ID_TOO_LONG(1015, "Sipariş numarası çok uzun."),
    TRANSACTION_ID_TOO_LONG(1017, "İşlem numarası çok uzun."),
    AMOUNT_WRONG(1018, "Tutar alanının uzunluğu veya değeri hatalı."),
    CURRENCY_UNKNOWN(1019, "Para birimi hatalı."),
    IP_WRONG(1022, "IP adresi hatalı."),
    INSTALMENT_WRONG(1023, "Taksit sayısı hatalı."),
    AMOUNT_NEGATIVE(1024, "Tutar negatif olamaz."),
    INSTALMENT_NEGATIVE(1026, "Taksit sayısı negatif olamaz."),
    TRANSACTION_ID_NOT_ALLOWED(1028, "TransId yalnızca iptal işleminde kullanılır."),
    INSTALMENT_MISSING(1029, "Taksit alanı eksik."),
    TYPE_UNKNOWN(2001, "İşlem tipi bilinmiyor."),
    VOID_INCOMPLETE(2002, "İptal için sipariş veya işlem numarası gerekli."),
    TYPE_EMPTY(2003, "İşlem tipi boş olamaz."),
    FIELD_EMPTY(2004, "Zorunlu alan boş."),
    TEXT_TOO_LONG(2005, "Metin alanı çok uzun."),
    NUMBER_UNREADABLE(2007, "Sayı alanı okunamadı."),
    NOTHING_TO_VOID(2008, "İptal edilmeye uygun satış işlemi bulunamadı."),
    AMOUNT_ZERO(2009, "Tutar sıfır olamaz."),
    CARD_EXPIRED(2010, "Kartın son kullanma tarihi geçmiş."),
    EXPIRY_MALFORMED(2011, "Son kullanma tarihi biçimi hatalı."),
    CARD_NUMBER_MALFORMED(2012, "Kredi karti numarasi gecerli formatta degil."),
    QUERY_WRONG(2014, "Sorgu isteği hatalı."),
    CARD_NUMBER_MISSING(2015, "Kart numarası eksik."),
    ORDER_BUSY(2016, "Bu siparişin devam eden bir işlemi var."),
    CURRENCY_NOT_OPEN(2105, "Para birimi üye işyeri için tanımlı değil."),
    NOT_A_PREAUTH(2115, "PostAuth sadece iliskili bir PreAuth icin yapilabilir."),
    NO_SUCCESSFUL_TRANSACTION(2116, "Siparişte başarılı işlem yok."),
    NOTHING_CAPTURED(2117, "İade edilecek bir tahsilat yok."),
    CURRENCY_DIFFERS(2119, "Para birimi siparişinkiyle aynı değil."),
    AUTHENTICATION_MISMATCH(2121, "3D doğrulama bilgileri uyuşmuyor."),
    NO_ORDER_TO_REFUND(2123, "İade edilecek sipariş bulunamadı."),
    INSTALMENT_IN_FOREIGN_CURRENCY(2124, "Döviz işlemlerinde taksit yapılamaz."),
    XID_USED(2127, "XID tekrar kullanılamaz."),
    ORDER_DATA_DIFFER(2128, "Bilgiler siparişin geçmişiyle uyuşmuyor."),
    SEVERAL_TO_VOID(2133, "Birden çok iptal edilebilir işlem var, TransId gerekli."),
    NOT_AUTHENTICATED(2201, "User is not authenticated to perform this process."),
    NO_PERMISSION(2202, "Insufficent permissions"),
    INSTALMENT_NOT_PERMITTED(2204, "Taksit izni yok."),
    POINTS_NOT_PERMITTED(2205, "Puan izni yok."),
    MD_STATUS_NOT_ACCEPTED(2206, "mdStatus değeri kabul edilmiyor."),
    CVV_MISSING(2208, "Güvenlik kodu zorunlu."),
    ORDER_ID_BAD(2301, "Sipariş numarası geçersiz."),
    CARD_NOT_LISTED(2316, "Kart numarası bankanın listesinde yok."),
    EXPIRY_MISSING(2502, "Son kullanma tarihi eksik."),
    REFUND_ABOVE_NET(2503, "İade tutarı net tutardan büyük."),
    NET_AMOUNT_ZERO(2504, "Net Tutar 0."),
    CAPTURE_ABOVE_NET(2505, "Kapama tutarı net tutardan büyük."),
    CAPTURE_ZERO(2506, "Kapama tutarı sıfır olamaz."),
    DUPLICATE_ORDER(2507, "Bu siparis numarasi ile zaten basarili bir siparis var."),
    NOT_SETTLED(2508, "Iade yapilamaz, siparis gunsonuna girmemis."),
    NO_OPEN_PREAUTH(2509, "PostAuth yapilamaz, uyusan PreAuth yok."),
    CANNOT_VOID(2511, "İşlem iptal edilemez."),
    CAPTURE_ABOVE_PREAUTH(2512, "Kapama tutarı ön provizyon tutarından büyük."),
    CAPTURE_TOO_LATE(2513, "Kapama süresi aşıldı."),
    CVV_WRONG(2515, "Güvenlik kodu hatalı."),
    EXPIRY_WITHOUT_CARD(2516, "Son kullanma tarihi kart numarası olmadan gönderilmiş."),
    INSTALMENT_DIFFERS(2601, "Taksit sayısı siparişin ilk denemesiyle aynı değil."),
    SETTLEMENT_NOT_PERMITTED(4000, "Gün sonu işlemi için izin yok."),
    RECURRING_NOT_PERMITTED(5105, "Tekrarlı ödeme işlemi için izin yok.");

    private final int number;
    private final String message;

    CoreError(int number, String message) {
        this.number = number;
        this.message = message;
    }

    String code() {
        return String.format(Locale.ROOT, "CORE-%04d", number);
    }

    String numCode() {
        return "99" + number;
    }

    String message() {
        return message;
    }

    /** Makes a refusal of it. */
    Refusal refusal() {
        return new Refusal(this, "");
    }

    /** Makes a refusal of it that names what is wrong. */
    Refusal refusal(String detail) {
        return new Refusal(this, detail);
    }

    /** Ends a request that is not sent to the host. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final CoreError error;

        private Refusal(CoreError error, String detail) {
            super(detail.isEmpty() ? error.message : error.message + " " + detail, null, false, false);
            this.error = error;
        }

        CoreError error() {
            return error;
        }
    }
}
