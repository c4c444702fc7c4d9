package org.sanalpos.hub.sandbox.posnet;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the bank gives out in packets that only it can open, the newest ten thousand. A packet is opaque hexadecimal text. */
final class Packets<T> {

    private static final int KEPT = 10_000;
    private static final int SIGN_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept<T>> kept = new LinkedHashMap<>();

    /**
     * Two packets and the sign that holds them together.
     *
     * @param second empty if there is none
     */
    record Sealed(String first, String second, String sign) {}

    private record Kept<T>(Sealed sealed, T content) {}

    /** Puts something into packets of so many bytes. */
    synchronized Sealed seal(T content, int firstBytes, int secondBytes) {
        Sealed sealed = new Sealed(hex(firstBytes), hex(secondBytes), hex(SIGN_BYTES));
        kept.put(sealed.first(), new Kept<>(sealed, content));
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return sealed;
    }

    /** Opens packets if they are unchanged and belong together. */
    synchronized Optional<T> open(Sealed sealed) {
        return Optional.ofNullable(kept.get(sealed.first()))
                .filter(found -> found.sealed().equals(sealed))
                .map(Kept::content);
    }

    /** Opens the first packet alone. */
    synchronized Optional<T> open(String first) {
        return Optional.ofNullable(kept.get(first)).map(Kept::content);
    }

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().withUpperCase().formatHex(value);
    }
}
