package org.sanalpos.hub.threeds;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.sanalpos.hub.clock.SteadyTime;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages that wait for their browsers, and the cards that are needed again: in this process's memory only, encrypted (AES-256-GCM) with a
 * key that the process made for itself, until they are taken or their time is over.
 */
@Component
class SealedPages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    /** Not the machine's clock: no card stays because that was set back. */
    private final Clock steady;

    private record Entry(byte[] sealed, Instant until) {
        boolean isOver(Instant now) {
            return !until.isAfter(now);
        }
    }

    SealedPages(SteadyTime time) throws GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256, random);
        this.key = generator.generateKey();
        this.steady = time.clock();
    }

    void put(String session, Sealed content, Duration longest) {
        keep(session, content, steady.instant().plus(longest));
    }

    private void keep(String session, Sealed content, Instant until) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = JSON.writeValueAsBytes(content);
        byte[] cipher = crypt(Cipher.ENCRYPT_MODE, session, nonce, plain, 0, plain.length);
        Arrays.fill(plain, (byte) 0);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.length);
        System.arraycopy(cipher, 0, sealed, NONCE_BYTES, cipher.length);
        entries.put(session, new Entry(sealed, until));
    }

    /** Takes what a session has here; a second time there is nothing. */
    Optional<Sealed> take(String session) {
        Entry entry = entries.remove(session);
        if (entry == null || entry.isOver(steady.instant())) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(entry.sealed(), NONCE_BYTES);
        byte[] plain = crypt(
                Cipher.DECRYPT_MODE, session, nonce, entry.sealed(), NONCE_BYTES, entry.sealed().length - NONCE_BYTES);
        try {
            return Optional.of(JSON.readValue(plain, Sealed.class));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Takes the page that a session has here; its card stays. */
    Optional<Sealed> takePage(String session) {
        Entry entry = entries.get(session);
        Optional<Sealed> sealed = take(session);
        sealed.filter(found -> found.card() != null)
                .ifPresent(found -> keep(session, new Sealed(null, null, found.card()), entry.until()));
        return sealed;
    }

    /** Forgets what nobody came for in time. */
    void sweep() {
        Instant now = steady.instant();
        entries.values().removeIf(entry -> entry.isOver(now));
    }

    private byte[] crypt(int mode, String session, byte[] nonce, byte[] data, int from, int length) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(session.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(data, from, length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a page cannot be sealed", impossible);
        }
    }
}
