package org.sanalpos.hub.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;

/**
 * The keys that encrypt at rest, by their ids: the current one encrypts, all of them decrypt.
 *
 * @param currentId id of the current key: the first eight hex digits of its SHA-256
 */
record MasterKeys(String currentId, Map<String, SecretKey> byId) {
    static final String SETTING = "SANALPOS_MASTER_KEY";
    static final String PREVIOUS = "SANALPOS_PREVIOUS_MASTER_KEYS";

    private static final int BYTES = 32;
    private static final String EXPECTED = "expected base64 of 32 bytes, such as `openssl rand -base64 32` makes";

    /**
     * @throws SettingProblem if a key is missing (outside the sandbox), is no base64 or has not 32 bytes
     */
    static MasterKeys from(HubSettings settings) {
        byte[] current;
        if (!settings.masterKey().isBlank()) {
            current = decode(SETTING, settings.masterKey());
        } else if (settings.sandbox()) {
            current = sandboxKey(settings.inHome("sandbox-master.key"));
        } else {
            throw new SettingProblem(SETTING, "is missing, " + EXPECTED);
        }
        Map<String, SecretKey> byId = new LinkedHashMap<>();
        byId.put(id(current), new SecretKeySpec(current, "AES"));
        settings.previousMasterKeys().stream()
                .filter(text -> !text.isBlank())
                .map(text -> decode(PREVIOUS, text))
                .forEach(key -> byId.putIfAbsent(id(key), new SecretKeySpec(key, "AES")));
        return new MasterKeys(id(current), Map.copyOf(byId));
    }

    SecretKey current() {
        return byId.get(currentId);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "MasterKeys" + byId.keySet();
    }

    private static String id(byte[] key) {
        return HexFormat.of().formatHex(Hashing.sha256(key), 0, 4);
    }

    private static byte[] decode(String setting, String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new SettingProblem(setting, "is not base64, " + EXPECTED);
        }
        if (key.length != BYTES) {
            throw new SettingProblem(setting, "has " + key.length + " bytes, " + EXPECTED);
        }
        return key;
    }

    private static byte[] sandboxKey(Path file) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file, ownerOnly());
            Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
            return key;
        } catch (FileAlreadyExistsException made) {
            return readKey(file);
        } catch (IOException unwritable) {
            throw new SettingProblem("SANALPOS_HOME", "cannot write " + file + " (" + unwritable.getMessage() + ")");
        }
    }

    private static byte[] readKey(Path file) {
        try {
            return decode(file.toString(), Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException unreadable) {
            throw new SettingProblem("SANALPOS_HOME", "cannot read " + file + " (" + unreadable.getMessage() + ")");
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
