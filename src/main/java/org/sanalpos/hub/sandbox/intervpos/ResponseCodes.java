package org.sanalpos.hub.sandbox.intervpos;

import java.util.Map;

/** The bank's response codes and its words for them, which it writes without Turkish letters. */
final class ResponseCodes {

    static final String APPROVED = "00";
    static final String NO_RECORD = "05";
    static final String TRY_AGAIN = "09";
    static final String INVALID = "12";
    static final String INVALID_AMOUNT = "13";
    static final String INVALID_CARD = "14";
    static final String NO_ISSUER = "15";
    static final String NOT_FOUND = "25";
    static final String ORIGINAL_DECLINED = "28";
    static final String MALFORMED = "30";
    static final String EXPIRED = "54";
    static final String NOT_PERMITTED = "58";
    static final String TERMINAL_NOT_ACTIVE = "81";
    static final String WRONG_CVV = "82";
    static final String DUPLICATE = "94";
    static final String SYSTEM_ERROR = "96";
    static final String UNKNOWN_TYPE = "E31";

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("01", "Bankanizi Arayin"),
            Map.entry("03", "Gecersiz Uye Isyeri"),
            Map.entry("04", "Karta El Koy"),
            Map.entry("05", "Onaylanmadi"),
            Map.entry("07", "Karta El Koy (Ozel)"),
            Map.entry(TRY_AGAIN, "Tekrar Deneyin"),
            Map.entry(INVALID, "Gecersiz Islem"),
            Map.entry(INVALID_AMOUNT, "Gecersiz Tutar"),
            Map.entry(INVALID_CARD, "Gecersiz Hesap Numarasi"),
            Map.entry(NO_ISSUER, "Tanimsiz Issuer"),
            Map.entry(NOT_FOUND, "Kayit Dosyada Bulunamadi"),
            Map.entry(ORIGINAL_DECLINED, "Orjinal Reddedildi"),
            Map.entry(MALFORMED, "Mesaj Hatasi"),
            Map.entry("33", "Suresi Dolmus Kart, El Koy"),
            Map.entry("34", "Sahtekarlik Suphesi, El Koy"),
            Map.entry("36", "Kisitli Kart, El Koy"),
            Map.entry("37", "Banka Guvenligini Arayin"),
            Map.entry("38", "PIN Deneme Sayisi Asildi"),
            Map.entry("41", "Kayip Kart, El Koy"),
            Map.entry("43", "Calinti Kart, El Koy"),
            Map.entry("51", "Limit Yetersiz"),
            Map.entry(EXPIRED, "Suresi Dolmus Kart"),
            Map.entry("55", "Yanlis PIN"),
            Map.entry("57", "Karta Izin Verilmeyen Islem"),
            Map.entry(NOT_PERMITTED, "POSa Izin Verilmeyen Islem"),
            Map.entry("59", "Sahtekarlik Suphesi"),
            Map.entry("61", "Para Cekme Limiti Asildi"),
            Map.entry("62", "Sinirli Kart"),
            Map.entry("63", "Guvenlik Ihlali"),
            Map.entry("65", "Para Cekme Adet Limiti Asildi"),
            Map.entry("75", "PIN Deneme Limiti Asildi"),
            Map.entry(TERMINAL_NOT_ACTIVE, "Terminal Aktif Degil"),
            Map.entry(WRONG_CVV, "Guvenlik Kodu Hatali"),
            Map.entry("91", "Issuer Calismiyor"),
            Map.entry("92", "Finansal Kurum Tanimiyor"),
            Map.entry("93", "Yasal Nedenle Tamamlanamadi"),
            Map.entry(DUPLICATE, "Mukerrer Islem"),
            Map.entry(SYSTEM_ERROR, "Sistem Hatasi"),
            Map.entry(UNKNOWN_TYPE, "Gecersiz Islem"));

    private ResponseCodes() {}

    /** Returns the words of a code, empty for an approval. */
    static String text(String code) {
        return TEXTS.getOrDefault(code, "");
    }
}
