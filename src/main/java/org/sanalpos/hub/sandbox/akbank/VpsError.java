package org.sanalpos.hub.sandbox.akbank;

import java.util.Locale;
import org.sanalpos.hub.sandbox.HostResult;

/**
 * The refusals that the sandbox knows, with the bank's code and words. The codes from 1901 on are the sandbox's own: the
 * bank's are not public.
 */
enum VpsError {
    ORIGINAL_NOT_FOUND(1007, "Orjinal İşlem bulunamadı. Sipariş Numarası : %s"),
    ALREADY_VOIDED(1008, "Daha önce iptal edilmiş işlem"),
    ORDER_ID_USED(1013, "Sipariş Numarası : %s tekil olmalıdır"),
    FOREIGN_CARD_INSTALMENTS(1044, "Not-Onus Kart hatalı taksit"),
    PLAN_FIELDS(1055, "Eksik veya geçersiz tekrarlayan ödeme alanları"),
    PLAN_NOT_FOUND(1059, "Planlı İşlem bulunamadı. Talimat Takip Numarası : %s"),
    PLAN_IN_ECOMMERCE(1060, "Posnet işyerlerinde ECOM desteklenmemektedir."),
    PLAN_NOT_PERMITTED(1061, "Bu üye işyerinin planlı ve tekrarlayan işlem yetkisi yoktur"),
    SCHEME_NOT_SUPPORTED(1066, "Bu kart şeması desteklenmemektedir."),
    REQUEST_TIME_WRONG(1073, "Geçerli talep tarihi giriniz."),
    ORDER_NOT_FOUND(1123, "İşlem bulunamadı. Sipariş Numarası : %s"),
    AUTHENTICATION_FAILED(1279, "BKM 3DS Server Doğrulama Başarısız"),
    RANDOM_NUMBER_USED(1901, "randomNumber daha önce kullanılmış"),
    AMOUNT_WRONG(1902, "Hatalı Tutar"),
    CARD_EXPIRED(1903, "Kartın son kullanma tarihi geçmiş"),
    CURRENCY_NOT_OPEN(1904, "Bu üye işyerinin para birimi yetkisi yoktur"),
    MOTO_NOT_PERMITTED(1905, "Bu üye işyerinin MOTO işlem yetkisi yoktur"),
    INSTALMENTS_NOT_PERMITTED(1906, "Bu üye işyerinin taksit yetkisi yoktur"),
    REWARD_NOT_AVAILABLE(1907, "Kullanılabilir puan bulunamadı"),
    LINK_NOT_PERMITTED(1908, "Bu üye işyerinin link ile ödeme yetkisi yoktur"),
    ORDER_BUSY(1911, "Siparişin devam eden işlemi var. Sipariş Numarası : %s"),
    ALREADY_CAPTURED(1912, "Daha önce kapatılmış ön otorizasyon"),
    CAPTURE_TOO_LATE(1913, "Ön otorizasyon kapama süresi aşıldı"),
    CAPTURE_TOO_HIGH(1914, "Kapama tutarı ön otorizasyon tutarından büyük olamaz"),
    REFUND_TOO_HIGH(1915, "İade tutarı kalan tutardan büyük olamaz"),
    CURRENCY_DIFFERS(1916, "Para birimi orjinal işlem ile aynı olmalıdır"),
    BATCH_CLOSED(1917, "Gün sonu alınmış işlem iptal edilemez"),
    NOT_SETTLED(1918, "Gün sonu alınmamış işlem iade edilemez"),
    MERCHANT_UNKNOWN(1920, "Üye işyeri veya terminal bulunamadı"),
    HASH_WRONG(1921, "hash doğrulanamadı"),
    AUTHENTICATION_DIFFERS(1922, "İşlem bilgileri 3D doğrulama ile aynı olmalıdır"),
    RANGE_TOO_LONG(2229, "Gün aralığı 1 günden fazla girilemez"),
    PATTERN(3001, "%s alanı patterne uymamaktadır.");

    private final int number;
    private final String message;

    VpsError(int number, String message) {
        this.number = number;
        this.message = message;
    }

    String code() {
        return "VPS-" + number;
    }

    /** Makes a refusal of it. */
    Refusal refusal() {
        return refusal("");
    }

    /** Makes a refusal of it that names an order, a plan or a field. */
    Refusal refusal(String about) {
        return new Refusal(this, String.format(Locale.ROOT, message, about));
    }

    /** Returns the bank's error for what an order's history does not allow. */
    static VpsError of(HostResult.Refusal why, Operation operation) {
        return switch (why) {
            case ORDER_BUSY -> ORDER_BUSY;
            case DUPLICATE_ORDER -> ORDER_ID_USED;
            case UNKNOWN_ORDER, ORIGINAL_DECLINED, NOT_A_PREAUTH, NOT_CAPTURED -> ORIGINAL_NOT_FOUND;
            case ALREADY_CAPTURED -> ALREADY_CAPTURED;
            case CAPTURE_TOO_LATE -> CAPTURE_TOO_LATE;
            case ALREADY_VOIDED -> ALREADY_VOIDED;
            case BATCH_CLOSED, HAS_REFUND, CAPTURE_STANDS, SEVERAL_TO_VOID -> BATCH_CLOSED;
            case NOT_SETTLED -> NOT_SETTLED;
            case AMOUNT_TOO_HIGH -> operation == Operation.CAPTURE ? CAPTURE_TOO_HIGH : REFUND_TOO_HIGH;
            case NOTHING_LEFT -> REFUND_TOO_HIGH;
            case CURRENCY_DIFFERS -> CURRENCY_DIFFERS;
        };
    }

    /** Ends a request that is not sent to the host. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final VpsError error;

        private Refusal(VpsError error, String message) {
            super(message, null, false, false);
            this.error = error;
        }

        VpsError error() {
            return error;
        }
    }
}
