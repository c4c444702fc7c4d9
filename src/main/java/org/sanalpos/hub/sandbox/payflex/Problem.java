package org.sanalpos.hub.sandbox.payflex;

import java.util.Collection;
import java.util.stream.Collectors;

/** Why the bank refuses a request before the issuer is asked: its code and its text. */
enum Problem {
    NOT_A_POST("6001", "İstek HTTP POST ile yapılmalıdır."),
    NO_PRMSTR("6003", "Mesaj boş, prmstr alanı ile gönderiniz."),
    UNREADABLE("6000", "Talep mesajı okunamadı."),
    INVALID_REQUEST("6019", "Geçersiz istek."),

    MERCHANT_UNKNOWN("9039", "Üye işyeri bulunamadı."),
    PASSWORD_WRONG("5001", "Üye işyeri şifresi yanlış."),
    TERMINAL_UNKNOWN("1125", "Terminal bulunamadı."),
    NO_PERMISSION("2200", "İş yerinin işlem için hakkı yok."),

    TYPE_UNKNOWN("1082", "Geçersiz işlem tipi."),
    TRANSACTION_ID_WRONG("1054", "İşlem numarası hatalı."),
    TRANSACTION_ID_USED("1006", "Bu TransactionId ile daha önce işlem yapılmış."),
    ORDER_ID_WRONG("1078", "Geçersiz sipariş numarası."),
    ORDER_PAID("1061", "Aynı sipariş numarasıyla daha önceden başarılı işlem yapılmış"),
    DESCRIPTION_WRONG("1079", "Geçersiz sipariş açıklaması."),
    AMOUNT_WRONG("1049", "Geçersiz tutar."),
    AMOUNT_MISSING("1080", "Puan tutarı ve para tutarı gönderilmemiş."),
    CURRENCY_WRONG("1077", "Para kodu hatalı."),
    CARD_WRONG("1051", "Kredi kartı numarası hatalı."),
    EXPIRY_WRONG("1052", "Kart vadesi hatalı ya da biçimi yanlış."),
    CVV_WRONG("1050", "CVV hatalı."),
    HOLDER_WRONG("0012", "Geçersiz işlem."),
    INSTALMENTS_WRONG("1060", "Hatalı taksit sayısı."),
    INSTALMENTS_NOT_PERMITTED("1104", "İzinsiz taksitli işlem."),
    CLIENT_IP_WRONG("1096", "Geçerli bir ClientIp gönderiniz."),
    DEVICE_SOURCE_WRONG("1121", "TransactionDeviceSource gönderilmesi zorunludur."),
    EXTRACT_TOO_LONG("1106", "Extract en çok 40 karakter olabilir."),
    EXTRACT_NOT_PERMITTED("1133", "Ekstre gönderme yetkisi yok."),
    CUSTOM_ITEMS_WRONG("1131", "CustomItems hatalı."),

    RECURRING_COUNT_WRONG("1091", "Tekrar sayısı hatalı."),
    RECURRING_FREQUENCY_WRONG("1092", "Tekrar aralığı hatalı."),
    RECURRING_TYPE_WRONG("1102", "Tekrar aralığı tipi hatalı."),
    RECURRING_NO_SALE("1093", "Sadece satış işlemi tekrarlı olabilir."),
    RECURRING_NOT_PERMITTED("1148", "Tekrarlı tahsilat yetkisi yok."),

    CAVV_WRONG("1097", "Geçerli bir CAVV giriniz."),
    ECI_WRONG("1098", "Geçerli bir ECI giriniz."),
    MPI_ID_WRONG("1108", "MpiTransactionId uzunluğu hatalı."),
    MPI_ID_MISSING("1114", "MpiTransactionId boş olamaz."),
    MPI_ID_UNKNOWN("1115", "MpiTransactionId bulunamadı."),
    MAIL_ORDER_WITH_3D("1118", "3D işlem mail order olamaz."),
    ECI_DIFFERS("1116", "ECI değeri MPI ile uyumsuz."),
    CAVV_DIFFERS("1117", "CAVV değeri MPI ile uyumsuz."),
    ENROLLMENT_DIFFERS("1126", "MPI işlemindeki veriler ile uyumsuz."),
    MPI_ID_USED("1128", "MpiTransactionId daha önce kullanılmış."),
    NOT_AUTHENTICATED("0400", "3D Secure doğrulaması yapılamadı."),
    CARD_WITH_3D("1127", "3D işlemde kart bilgisi veya tutar yer almamalıdır."),

    REFERENCE_UNKNOWN("1007", "Referans transaction alınamadı."),
    REFERENCE_UNSUITABLE("1089", "Referans işlem bu işlem için uygun değil."),
    UNDER_WAY("1074", "İşlem ya da referans işlem henüz tamamlanmamış."),
    ALREADY_CAPTURED("1065", "Ön provizyon daha önceden kapatılmış."),
    PREAUTH_CANCELLED("1088", "Ön provizyon iptal edilmiş."),
    PREAUTH_EXPIRED("0320", "Ön provizyon bulunamadı."),
    CAPTURE_AMOUNT_DIFFERS("0323", "Ön provizyon kapama tutarı eşleşmedi."),
    ALREADY_CANCELLED("1083", "Referans işlem daha önceden iptal edilmiş."),
    ALREADY_REVERSED("1101", "Referans transaction reverse edilmiş."),
    REVERSAL_ANOTHER_DAY("0974", "Reversal farklı günde gelmiş."),
    CAPTURE_STANDS("0971", "Eşleşmiş işlem iptal edilemez."),
    BATCH_CLOSED("2202", "İşlem iptal edilemez. (Batch kapalı)"),
    HAS_REFUND("1123", "Kayıt iade durumda."),
    CANCELLED("1124", "Kayıt iptal durumda."),
    REFUND_TOO_HIGH("1046", "Toplam iade tutarı orijinal tutarı aştı."),
    NOTHING_LEFT("1059", "İşlemin tamamı iade edilmiş."),
    NOT_SETTLED("0542", "İade gerçekleştirilemez."),

    SEARCH_MERCHANT_UNKNOWN("9065", "Üye isyeri bulunamadi"),
    START_DATE_MISSING("4002", "Başlangıç tarihi zorunludur."),
    END_DATE_MISSING("4003", "Bitiş tarihi zorunludur."),
    DATES_REVERSED("4001", "Tarih kriteri hatalı."),
    DATE_WRONG("9121", "Geçerli bir tarih giriniz."),
    AUTH_CODE_WRONG("4004", "Auth kodu hatalı."),
    CRITERION_MISSING("4005", "En az bir kriter girilmesi zorunludur.");

    private static final String SEVERAL = "8484";

    private final String code;
    private final String text;

    Problem(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** Makes a refusal of it. */
    Refusal refusal() {
        return new Refusal(code, text);
    }

    /** Makes a refusal of it that names what is wrong. */
    Refusal refusal(String detail) {
        return new Refusal(code, text + " (" + detail + ")");
    }

    /** Makes one refusal of one problem or several. */
    static Refusal refusal(Collection<Problem> problems) {
        if (problems.size() == 1) {
            return problems.iterator().next().refusal();
        }
        return new Refusal(
                SEVERAL,
                problems.stream()
                        .map(problem -> problem.code + "-" + problem.text)
                        .collect(Collectors.joining(" | ")));
    }

    /** Ends a request that is not sent to the issuer. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        Refusal(String code, String text) {
            super(text, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
