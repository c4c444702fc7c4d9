package org.sanalpos.hub.sandbox.akbank;

import java.text.Normalizer;
import java.util.Locale;
import org.sanalpos.hub.sandbox.IssuerMessages;

/** The words of the host, in capitals without Turkish letters. */
final class HostMessages {

    private HostMessages() {}

    static String of(String hostCode) {
        return switch (hostCode) {
            case "00" -> "000 ONAY KODU XXXXXX";
            case "05" -> "005 RED-ONAYLANMADI";
            case "09" -> "0152       VSAILISGER SE";
            case "14" -> "014 RED-HATALI KART";
            case "51" -> "051 RED-YETERSIZ BAKIYE";
            case "96" -> "096 BANKANIZI ARAYIN";
            default -> "0" + hostCode + " RED-" + capitals(IssuerMessages.message(hostCode));
        };
    }

    private static String capitals(String message) {
        return Normalizer.normalize(message.replace('ı', 'i'), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z ]", "")
                .toUpperCase(Locale.ROOT);
    }
}
