package org.sanalpos.hub.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets for the database (AES-256-GCM) under the master key, and makes fingerprints.
 *
 * <p>The text form is {@code v1:<key id>:<base64url of nonce and ciphertext>}. A secret is bound to its place, so that a
 * ciphertext that was moved to another row does not decrypt.
 *
 * <p>To change the master key where several nodes run: give every node the new key among the previous ones; then make it the
 * current one everywhere, with the old one among the previous, whereupon {@link ReEncryption} does its work; then drop the old one.
 */
@Component
public class Vault implements EncryptedStore {
    private static final String FORM = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String FINGERPRINT = "fingerprint";

    private final MasterKeys keys;
    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();
    private final byte[] fingerprintKey;

    /**
     * @throws SettingProblem if the master key is missing or malformed, or is not the one that the database was encrypted with
     */
    public Vault(HubSettings settings, JdbcClient jdbc) {
        this.keys = MasterKeys.from(settings);
        this.jdbc = jdbc;
        this.fingerprintKey = fingerprintKey();
    }

    /** As {@link #encrypt(String, String)} for a text that is bound to no place. */
    public String encrypt(String text) {
        return encrypt(text, "");
    }

    /** As {@link #decrypt(String, String)} for a text that is bound to no place. */
    public String decrypt(String encrypted) {
        return decrypt(encrypted, "");
    }

    /**
     * Encrypts under the current master key. Two calls with the same text give different answers.
     *
     * @param place where the result will be kept, such as table, company, code and field
     */
    public String encrypt(String text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.current(), nonce, place);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return FORM + ":" + keys.currentId() + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot encrypt", impossible);
        }
    }

    /**
     * @param place the place that was given to {@link #encrypt(String, String)}
     * @throws SettingProblem if the text was encrypted under a master key that is not among the settings
     * @throws IllegalStateException if the text was changed, or belongs to another place
     */
    public String decrypt(String encrypted, String place) {
        String[] parts = encrypted.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(FORM)) {
            throw new IllegalStateException("not an encrypted text");
        }
        SecretKey key = keys.byId().get(parts[1]);
        if (key == null) {
            throw new SettingProblem(
                    MasterKeys.SETTING,
                    "the database holds secrets under master key " + parts[1] + ", but the current one is "
                            + keys.currentId() + "; give the older key in " + MasterKeys.PREVIOUS);
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place);
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw new IllegalStateException(
                    "a secret was changed in the database or belongs to another place", changed);
        }
    }

    /** Whether the text is under the current master key. */
    public boolean current(String encrypted) {
        return encrypted.startsWith(FORM + ":" + keys.currentId() + ":");
    }

    /** Whether older master keys are among the settings, so that something may be under one of them. */
    public boolean hasPreviousKeys() {
        return keys.byId().size() > 1;
    }

    /** Id of the current master key, not secret. */
    public String currentKeyId() {
        return keys.currentId();
    }

    /**
     * HMAC-SHA256 of a text in hex: equal texts have equal fingerprints, on every node and after a change of the master key, and
     * nobody without the key can search for the text.
     */
    public String fingerprint(String text) {
        return HexFormat.of().formatHex(Hashing.hmacSha256(fingerprintKey, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Counts reEncrypt() {
        String stored = stored().orElseThrow();
        if (current(stored)) {
            return new Counts(0, 1);
        }
        int changed = jdbc.sql("update vault_key set secret = :new where name = :name and secret = :old")
                .param("new", encrypt(decrypt(stored, FINGERPRINT), FINGERPRINT))
                .param("name", FINGERPRINT)
                .param("old", stored)
                .update();
        return new Counts(changed, 1 - changed);
    }

    // A random key of its own, and not one derived from the master key: fingerprints outlive a change of the master
    // key.
    private byte[] fingerprintKey() {
        String stored = stored().orElseGet(this::makeFingerprintKey);
        return Base64.getDecoder().decode(decrypt(stored, FINGERPRINT));
    }

    private String makeFingerprintKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        String encrypted = encrypt(Base64.getEncoder().encodeToString(key), FINGERPRINT);
        try {
            jdbc.sql("insert into vault_key (name, secret) values (:name, :secret)")
                    .param("name", FINGERPRINT)
                    .param("secret", encrypted)
                    .update();
            return encrypted;
        } catch (DuplicateKeyException anotherNodeWasFaster) {
            return stored().orElseThrow();
        }
    }

    private Optional<String> stored() {
        return jdbc.sql("select secret from vault_key where name = :name")
                .param("name", FINGERPRINT)
                .query(String.class)
                .optional();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
