package org.sanalpos.hub.sandbox.payflex;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The Hash by which the MPI signs what it makes the browser bring to the merchant. */
final class CallbackHash {

    private static final Charset LATIN_5 = Charset.forName("ISO-8859-9");

    private CallbackHash() {}

    /**
     * Returns the Hash of a callback.
     *
     * @param password the merchant's at the MPI
     */
    static String of(Map<String, String> fields, String password) {
        String eci = fields.get("Eci");
        String text = fields.get("VerifyEnrollmentRequestId")
                + fields.get("MerchantId")
                + fields.get("PurchCurrency")
                + fields.get("PurchAmount").replace(".", "").replace(",", "")
                + (eci.length() == 1 ? "0" + eci : eci)
                + fields.get("Cavv")
                + fields.get("MdStatus")
                + fields.get("Status")
                + password;
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(LATIN_5)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
