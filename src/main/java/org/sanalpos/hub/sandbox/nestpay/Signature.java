package org.sanalpos.hub.sandbox.nestpay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The signature of the gate's forms and callbacks: SHA-512 over all values in the order of their names, and the store key. */
final class Signature {

    /** What signed forms and callbacks say in {@code hashAlgorithm}. */
    static final String ALGORITHM = "ver3";

    private static final Set<String> NOT_IN_FORMS = Set.of("HASH", "ENCODING");
    private static final Set<String> NOT_IN_CALLBACKS = Set.of("HASH", "ENCODING", "NATIONALIDNO");

    private Signature() {}

    /** Returns the signature of a form that a store sends. */
    static String ofForm(Map<String, String> fields, String storeKey) {
        return of(fields, NOT_IN_FORMS, storeKey);
    }

    /** Returns the signature of what the bank sends back. */
    static String ofCallback(Map<String, String> fields, String storeKey) {
        return of(fields, NOT_IN_CALLBACKS, storeKey);
    }

    private static String of(Map<String, String> fields, Set<String> excluded, String storeKey) {
        String values = fields.entrySet().stream()
                .filter(field -> !excluded.contains(upper(field.getKey())))
                .sorted(Comparator.comparing(field -> upper(field.getKey())))
                .map(field -> escaped(field.getValue()) + "|")
                .collect(Collectors.joining());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512")
                    .digest((values + escaped(storeKey)).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("|", "\\|");
    }
}
