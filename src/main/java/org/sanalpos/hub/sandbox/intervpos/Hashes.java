package org.sanalpos.hub.sandbox.intervpos;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.Store;

/** The hashes of browser forms and callbacks: digests of values joined without separators, the store's key at the end. */
final class Hashes {

    private static final List<String> FORM =
            List.of("ShopCode", "OrderId", "PurchAmount", "OkUrl", "FailUrl", "TxnType", "InstallmentCount", "Rnd");

    private Hashes() {}

    /** Returns the hash that a store's form must have. */
    static String ofForm(Form form, Store store) {
        String text = FORM.stream().map(form::value).collect(Collectors.joining());
        String key = store.credential("storeKey");
        return store.credential("hashAlgorithm").equals("sha512")
                ? digest("SHA-512", text + form.value("Pan") + key, Charset.forName("windows-1254"))
                : digest("SHA-1", text + key, StandardCharsets.UTF_8);
    }

    /** Returns the hash of a callback, whatever hash the store's forms have. */
    static String ofCallback(String values, String storeKey) {
        return digest("SHA-1", values + storeKey, StandardCharsets.UTF_8);
    }

    private static String digest(String algorithm, String text, Charset charset) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(text.getBytes(charset)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is not available", e);
        }
    }
}
