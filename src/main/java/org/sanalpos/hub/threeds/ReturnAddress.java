package org.sanalpos.hub.threeds;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.virtualpos.SigningSecrets;
import org.springframework.stereotype.Component;

/**
 * Where a browser goes in the end: the shop's address with the payment, its status and a signature, so that the shop can tell it from one
 * that somebody typed. {@code docs/three-d-secure.md} shows how it is checked.
 */
@Component
class ReturnAddress {
    private final SigningSecrets secrets;

    ReturnAddress(SigningSecrets secrets) {
        this.secrets = secrets;
    }

    /** The shop's address, which has no fragment, with the three parameters behind its own. */
    String of(Payment payment, String returnUrl) {
        String signed = "paymentId=" + encoded(payment.id()) + "&status="
                + encoded(payment.status().code());
        String query = signed + "&signature=" + secrets.sign(payment.company(), signed);
        return returnUrl + (returnUrl.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
