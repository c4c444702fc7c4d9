package org.sanalpos.hub.sandbox;

import java.util.Map;

/** The ISO 8583 codes with which a sandbox issuer declines, and its Turkish words for them. */
public final class IssuerMessages {

    private static final Map<String, String> DECLINES = Map.ofEntries(
            Map.entry("01", "Bankanızı arayınız."),
            Map.entry("03", "Üye işyeri geçersiz."),
            Map.entry("04", "Karta el koyunuz."),
            Map.entry("05", "İşlem onaylanmadı."),
            Map.entry("07", "Karta el koyunuz, özel durum."),
            Map.entry("09", "Lütfen tekrar deneyiniz."),
            Map.entry("12", "Geçersiz işlem."),
            Map.entry("13", "Geçersiz tutar."),
            Map.entry("14", "Geçersiz kart numarası."),
            Map.entry("15", "Kartın bankası bulunamadı."),
            Map.entry("30", "Mesaj biçimi hatalı."),
            Map.entry("33", "Kartın süresi dolmuş, el koyunuz."),
            Map.entry("34", "Sahtekârlık şüphesi, karta el koyunuz."),
            Map.entry("36", "Kısıtlı kart, el koyunuz."),
            Map.entry("37", "Kartın bankası kartı geri istiyor."),
            Map.entry("38", "Şifre deneme hakkı bitti, karta el koyunuz."),
            Map.entry("41", "Kayıp kart."),
            Map.entry("43", "Çalıntı kart."),
            Map.entry("51", "Limit yetersiz."),
            Map.entry("54", "Kartın süresi dolmuş."),
            Map.entry("55", "Şifre hatalı."),
            Map.entry("57", "Kart sahibi bu işlemi yapamaz."),
            Map.entry("58", "Terminal bu işlemi yapamaz."),
            Map.entry("59", "Sahtekârlık şüphesi."),
            Map.entry("61", "Tutar limiti aşıldı."),
            Map.entry("62", "Kısıtlı kart."),
            Map.entry("63", "Güvenlik ihlali."),
            Map.entry("65", "İşlem adedi limiti aşıldı."),
            Map.entry("75", "Şifre deneme hakkı bitti."),
            Map.entry("82", "Güvenlik kodu hatalı."),
            Map.entry("91", "Kartın bankası hizmet veremiyor."),
            Map.entry("92", "Zaman aşımı, işlem geri alınıyor."),
            Map.entry("93", "Taksit veya puan kuralı ihlali."),
            Map.entry("96", "Sistem arızası."));

    private IssuerMessages() {}

    /** Tells whether the sandbox declines with this code. */
    public static boolean known(String code) {
        return DECLINES.containsKey(code);
    }

    /** Returns the message of a code, empty for an approval. */
    public static String message(String code) {
        return DECLINES.getOrDefault(code, "");
    }
}
