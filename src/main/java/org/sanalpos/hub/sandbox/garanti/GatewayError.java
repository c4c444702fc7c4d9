package org.sanalpos.hub.sandbox.garanti;

/** The rules that the gateway refuses by, each with its number and its Turkish words. */
enum GatewayError {
    MALFORMED("0001", "Alan değeri geçersiz"),
    MANDATORY("0002", "Zorunlu alan eksik"),
    LENGTH("0003", "Alan uzunluğu hatalı"),
    WRONG_SECURITY_CODE("0099", "Güvenlik kodu hatalı"),
    ORDER_USED("0104", "Aynı sipariş içinde sadece bir tane satış işlemi yapılabilir"),
    NO_ORDER("0108", "Bu sipariş numarasına ait kayıt bulunamadı"),
    NO_TRANSACTION("0110", "İşlem bulunamadı"),
    NO_DCC_QUERY("0113", "DCC sorgusu bulunamadı"),
    GENERAL_FAILURE("0122", "Genel hata"),
    NOTHING_TO_VOID("0201", "İptal edilecek işlem bulunamadı"),
    SEVERAL_TO_VOID("0202", "Birden fazla iptal edilebilir işlem var, RRN gönderiniz"),
    NOTHING_TO_REFUND("0203", "İade edilecek işlem bulunamadı"),
    NO_PREAUTH("0204", "Kapatılacak ön otorizasyon bulunamadı"),
    VOID_LAST_FIRST("0207", "Önce son işlem iptal edilmelidir"),
    NOT_REFUNDABLE("0208", "İade etmek istediğiniz işlem geçerli değil"),
    NOT_CAPTURABLE("0209", "Kapatmak istediğiniz ön otorizasyon geçerli değil"),
    NOT_VOIDABLE("0210", "İptal etmek istediğiniz işlem geçerli değil"),
    REFUND_TOO_HIGH("0214", "İade tutarı, satış tutarından büyük olamaz"),
    ORDER_ID_TOO_LONG("0231", "Sipariş numarası 32 karakterden uzun olamaz"),
    WRONG_PASSWORD("0651", "Kullanıcı şifresi hatalı"),
    NOT_ENTITLED("0652", "Kullanıcının bu işlem için yetkisi yok"),
    NO_USER("0653", "Kullanıcı bu terminalde tanımlı değil"),
    NO_TERMINAL("0752", "Terminal bulunamadı"),
    WRONG_MERCHANT("0753", "Üye işyeri numarası terminale ait değil"),
    NO_RECURRING("0756", "Tekrarlı satış yetkisi yok"),
    NO_CURRENCY("0759", "Bu para birimi için yetki yok"),
    SECURE_3D_MISSING("0763", "3D Secure alanları eksik"),
    NO_MOTO("0764", "Mail order yetkisi yok"),
    BUSY("0770", "İşlem şu anda yapılamıyor"),
    NOT_OFFERED("0771", "Bu işlem terminalde yapılamaz"),
    NO_GARANTI_PAY("0785", "GarantiPay yetkisi yok"),
    MD_CHECK_FAILED("0804", "MD doğrulaması başarısız");

    private final String number;
    private final String text;

    GatewayError(String number, String text) {
        this.number = number;
        this.text = text;
    }

    Verdict verdict() {
        return verdict("ErrorId: " + number);
    }

    Refusal refusal() {
        return new Refusal(verdict());
    }

    /** A refusal that names the field and its broken rule. */
    Refusal refusal(String systemText) {
        return new Refusal(verdict(systemText));
    }

    private Verdict verdict(String systemText) {
        return Verdict.gateway(number, text, systemText);
    }
}
