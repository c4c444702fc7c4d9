package org.sanalpos.hub.sandbox.payfor;

/** The codes of the bank's gateway itself that the sandbox answers with, and the bank's words. */
enum GateError {
    CARD_EXPIRED("54", "Süresi dolmuş kart"),
    HOST_FAILED("96", "Sistem hatası"),
    ORDER_ID_USED_AT_GATE("101310", "Verilen sipariş no önceden kullanılmıştır"),
    CURRENCY_WRONG("M002", "Para birimi geçersiz"),
    CURRENCY_MISSING("M003", "Para birimi eksik"),
    AMOUNT_WRONG("M004", "Sıfır, boş ya da hatalı tutar"),
    CVV_MISSING("M005", "CVV2 boş olamaz"),
    EXPIRY_WRONG("M006", "Son kullanma tarihi eksik ya da hatalı"),
    FAIL_URL_WRONG("M007", "FailUrl eksik"),
    PAN_LENGTH("M008", "Kart numarası eksik ya da uzunluğu geçersiz"),
    PASSWORD_WRONG("M009", "Şifre eşleşmesi başarısız"),
    OK_URL_WRONG("M010", "OkUrl hatalı"),
    AMOUNT_MISSING("M012", "Satın alma tutarı eksik ya da uzunluğu geçersiz"),
    INSTITUTION_MISSING("M013", "Kurum kodu eksik"),
    SECURE_TYPE_UNKNOWN("M014", "Bilinmeyen güvenlik tipi"),
    TRANSACTION_TYPE_UNKNOWN("M015", "Bilinmeyen işlem tipi"),
    USER_MISSING("M016", "Kullanıcı kodu eksik"),
    PASSWORD_MISSING("M017", "Kullanıcı şifresi eksik"),
    CVV_WRONG("M018", "Hatalı CVV2"),
    AMOUNT_OUT_OF_RANGE("M019", "Tutar 0,01 ile 200.000 arasında olmalı"),
    SECURE_TYPE_MISMATCH("M021", "İşlem tipi için geçersiz güvenlik tipi"),
    ORIGINAL_ORDER_ID_MISSING("M022", "İşlem sipariş numarası boş olamaz"),
    ORIGINAL_ORDER_ID_SENT("M023", "Bu işlem tipi için işlem sipariş numarası gönderilmemeli"),
    MERCHANT_MISSING("M024", "Üye işyeri numarası eksik"),
    LENGTH_WRONG("M025", "Alan hatalı uzunlukta"),
    RECORD_NOT_FOUND("M027", "Kayıt bulunamadı"),
    ORDER_ID_MISSING("M028", "Sipariş numarası boş olamaz"),
    HASH_WRONG("M030", "HASH uyuşmazlığı"),
    OK_URL_LENGTH("M038", "OkUrl en fazla 200 karakter olabilir"),
    CARD_NUMBER_WRONG("M041", "Geçersiz kart numarası"),
    BODY_EMPTY("M043", "Request formu boş olamaz"),
    VALUE_WRONG("M048", "Hatalı değer"),
    AUTHENTICATION_REFUSED("MR15", "3D Secure Authorize Error"),
    IN_PROGRESS("V000", "İşlem devam ediyor"),
    INSTITUTION_WRONG("V001", "Üye işyeri bulma hatası"),
    USER_UNKNOWN("V004", "Kullanıcı doğrulanamadı"),
    CARD_TYPE_UNKNOWN("V005", "Bilinmeyen kart tipi"),
    NOT_PERMITTED("V006", "Bu işlem tipi için yetki yok"),
    MERCHANT_UNKNOWN("V008", "Üye işyeri bulunamadı"),
    TERMINAL_NOT_PERMITTED("V010", "Terminal bu işlem tipi için yetkisiz"),
    NOT_FOUND("V013", "Seçili işlem bulunamadı"),
    REFUND_TOO_EARLY("V014", "Gün sonundan önce iade yapılamaz, iptal edin"),
    REFUND_TOO_HIGH("V015", "İade tutarı asıl tutardan büyük olamaz"),
    NOT_A_PREAUTH("V016", "İşlem ön provizyon değil"),
    ALREADY_VOIDED("V017", "Sipariş zaten iptal edildi"),
    VOID_IMPOSSIBLE("V018", "İşlem iptal edilemez"),
    NO_PARTIAL_VOID("V019", "Kısmi iptal yapılamaz"),
    NOT_COMPLETED_YET("V020", "İşlem henüz tamamlanmamış"),
    ORIGINAL_UNFIT("V022", "Orijinal provizyon bu tip için seçilemez"),
    INSTALLMENTS_MISSING("V023", "Taksit sayısı belirtilmeli"),
    INSTALLMENTS_WRONG("V024", "Taksit sayısı hatalı"),
    ALREADY_CAPTURED("V025", "Provizyon önceden kapatılmış"),
    CAPTURE_TOO_LATE("V026", "Provizyon süresi dolmuş"),
    CAPTURE_TOO_HIGH("V027", "Tutar ±%15 sınırı dışında"),
    ORDER_ID_USED("V029", "OrderID tekil olmalı"),
    CURRENCY_NOT_OPEN("V030", "Para birimi bulunamadı"),
    REFUND_AMOUNT_MISSING("V031", "İade tutarı girilmemiş"),
    AUTHENTICATED("V033", "3D doğrulama başarılı"),
    AUTHENTICATION_FAILED("V034", "3D doğrulama başarısız"),
    USER_OF_ANOTHER_STORE("V035", "Kullanıcı yetkili değil"),
    SYSTEM_ERROR("V036", "Sistem hatası"),
    NOTHING_LEFT("V037", "Sipariş daha önce iade edilmiş");

    private final String code;
    private final String text;

    GateError(String code, String text) {
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
    Refusal refusal() {
        return new Refusal(this);
    }

    /** Ends a request that is not sent to the host. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final GateError error;

        private Refusal(GateError error) {
            super(error.code, null, false, false);
            this.error = error;
        }

        GateError error() {
            return error;
        }
    }
}
