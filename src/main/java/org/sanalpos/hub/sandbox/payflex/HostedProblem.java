package org.sanalpos.hub.sandbox.payflex;

/** Why the Common Payment does not register or show a payment: its code, which is of a list of its own, and its text. */
enum HostedProblem {
    PASSWORD_WRONG("5002", "Üye İşyeri Şifresi Yanlış"),
    NOT_FOUND("5003", "İşlem bulunamadı."),
    BRAND_WRONG("5004", "Kart Sağlayıcısı Hatalı"),
    BIN_WRONG("5005", "Kart Numarasının İlk 6 Hanesi Hatalı"),
    PAN_WRONG("5006", "Kart Numarası Hatalı"),
    CVV_WRONG("5007", "Güvenlik Numarası Hatalı"),
    TRANSACTION_ID_USED("5010", "TransactionId daha önce kullanılmış."),
    AMOUNT_WRONG("5014", "Geçersiz İşlem Tutarı"),
    CURRENCY_WRONG("5015", "Geçersiz Para Kodu"),
    DESCRIPTION_WRONG("5016", "Sipariş bilgisi geçersiz."),
    PARAMETER_MISSING("5018", "Eksik parametre."),
    PARAMETER_LENGTH("5019", "Parametre uzunluğu hatalı."),
    MERCHANT_MISSING("5020", "Üye işyeri numarası eksik."),
    TOKEN_MISSING("5021", "Ödeme bileti eksik."),
    PASSWORD_MISSING("5022", "Üye işyeri şifresi eksik."),
    MERCHANT_WRONG("5023", "Üye işyeri numarası geçersiz."),
    TRANSACTION_ID_LONG("5024", "TransactionId çok uzun."),
    INSTALMENTS_WRONG("5026", "Geçersiz Taksit Sayısı"),
    TYPE_MISSING("5027", "İşlem tipi eksik."),
    TYPE_WRONG("5028", "Geçersiz İşlem Tipi"),
    INVALID_REQUEST("5029", "Geçersiz İstek"),
    NO_ANSWER("5032", "Yanıt alınamadı."),
    TOKEN_WRONG("5034", "Geçersiz PaymentToken."),
    TRANSACTION_ID_WRONG("5035", "TransactionId desteklenmeyen karakter içeriyor."),
    ORDER_ID_WRONG("5036", "Geçersiz sipariş numarası."),
    SUCCESS_URL_WRONG("5037", "Başarılı işlem adresi boş ya da hatalı."),
    FAIL_URL_WRONG("5038", "Başarısız işlem adresi boş ya da hatalı."),
    POINTS_NOT_PERMITTED("5039", "Puan satış yetkisi yok."),
    TERMINAL_WRONG("5040", "TerminalNo boş ya da hatalı."),
    AUTHENTICATION_FAILED("6969", "İşlem ACS doğrulamasından geçemedi."),
    LANGUAGE_WRONG("9995", "Geçersiz dil.");

    private final String code;
    private final String text;

    HostedProblem(String code, String text) {
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
