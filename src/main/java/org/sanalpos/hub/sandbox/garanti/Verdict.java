package org.sanalpos.hub.sandbox.garanti;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.sanalpos.hub.sandbox.Transaction;

/**
 * The Response element of an answer.
 *
 * @param source GVPS for the gateway, HOST for what stands behind it
 * @param code the result; 92 for every refusal of the gateway
 * @param reason of the host the code again, of the gateway four digits or, for a query that worked, empty
 * @param text Turkish words for people
 * @param systemText technical words
 */
record Verdict(String source, String code, String reason, String text, String systemText) {

    /** A query that worked. */
    static final Verdict FOUND = new Verdict("GVPS", "00", "", "", "");

    static final Verdict WRONG_CARD_NUMBER = host("14", "Kart numarası hatalı", "HATALI KART NUMARASI.");
    static final Verdict WRONG_CVV = host("12", "Güvenlik kodu hatalı", "CVC2/4CSC HATALI");
    static final Verdict EXPIRED_CARD = host("54", "Vadesi dolmuş kart");
    static final Verdict INVALID_AMOUNT = host("13", "Geçersiz tutar");
    static final Verdict NO_INSTALLMENTS = host("58", "Bu işlem müsaade edilmiyor", "TAKSIT YETKISI YOK");
    static final Verdict DIFFERS_FROM_ORIGINAL = host("77", "Orijinal işlemle uyumsuz bilgi");

    private static final Verdict APPROVED = host(Transaction.APPROVED, "", "");
    private static final Map<String, Verdict> DECLINES = Map.ofEntries(
            Map.entry("12", host("12", "Geçersiz işlem")),
            Map.entry("13", INVALID_AMOUNT),
            Map.entry("14", WRONG_CARD_NUMBER),
            Map.entry("51", host("51", "Kart limiti yetersiz", "LIMIT YETERSIZ")),
            Map.entry("54", EXPIRED_CARD),
            Map.entry("59", host("34", "Muhtemelen çalıntı kart, el koyunuz")),
            Map.entry("82", WRONG_CVV),
            Map.entry("92", host("68", "Cevap çok geç geldi")));
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("01", "Bankasından provizyon alınız"),
            Map.entry("03", "Üye işyeri kategori kodu hatalı"),
            Map.entry("04", "Karta el koyunuz"),
            Map.entry("05", "İşlem onaylanmadı"),
            Map.entry("07", "Karta el koyunuz (özel)"),
            Map.entry("09", "Kart yenilenmiş, tekrar deneyin"),
            Map.entry("15", "Bankası bulunamadı"),
            Map.entry("30", "Mesaj formatı hatalı"),
            Map.entry("33", "Süresi dolmuş kart, el koyunuz"),
            Map.entry("34", "Muhtemelen çalıntı kart, el koyunuz"),
            Map.entry("36", "Sınırlandırılmış kart, el koyunuz"),
            Map.entry("37", "Banka güvenliğini arayınız"),
            Map.entry("38", "Şifre giriş limiti aşıldı, el koyunuz"),
            Map.entry("41", "Kayıp kart"),
            Map.entry("43", "Çalıntı kart"),
            Map.entry("55", "Şifre hatalı"),
            Map.entry("57", "Kart sahibi bu işlemi yapamaz"),
            Map.entry("58", "Bu işlem müsaade edilmiyor"),
            Map.entry("61", "Para çekme limiti aşılıyor"),
            Map.entry("62", "Kısıtlı kart"),
            Map.entry("63", "Bu işlemi yapmaya yetkili değil"),
            Map.entry("65", "Günlük işlem adedi dolmuş"),
            Map.entry("75", "Şifre giriş limiti aşıldı"),
            Map.entry("91", "Bankasına ulaşılamıyor"),
            Map.entry("93", "Hukuki nedenlerle gerçekleştirilemez"),
            Map.entry("96", "Sistem hatası"));

    /** Returns what the host says about a transaction, in the bank's own numbers. */
    static Verdict of(Transaction transaction) {
        String code = transaction.resultCode();
        if (transaction.successful()) {
            return APPROVED;
        }
        Verdict decline = DECLINES.get(code);
        return decline == null ? host(code, TEXTS.getOrDefault(code, "")) : decline;
    }

    /** Returns a refusal of the gateway. */
    static Verdict gateway(String reason, String text, String systemText) {
        return new Verdict("GVPS", "92", reason, text, systemText);
    }

    boolean approved() {
        return code.equals(Transaction.APPROVED);
    }

    boolean ofHost() {
        return source.equals("HOST");
    }

    private static Verdict host(String code, String text) {
        return host(code, text, plain(text));
    }

    private static Verdict host(String code, String text, String systemText) {
        return new Verdict("HOST", code, code, text, systemText);
    }

    /** Writes a text as the host's old screens do: capitals with no marks. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace('ı', 'i'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT);
    }
}
