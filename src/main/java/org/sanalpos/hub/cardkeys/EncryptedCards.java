package org.sanalpos.hub.cardkeys;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Opens cards that came as a compact JWE (RFC 7516) for a key of {@link CardKeys}: RSA-OAEP-256 and A256GCM, and nothing else. No reason that it gives
 * repeats anything of what came.
 */
@Component
public class EncryptedCards {
    /** Characters that an encrypted card may have. */
    public static final int LONGEST = 4096;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*){4}");
    private static final Set<String> CONTENT = Set.of("json", "application/json");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final CardKeys keys;

    public EncryptedCards(CardKeys keys) {
        this.keys = keys;
    }

    /** What became of an encrypted card. */
    public sealed interface Opened {}

    /**
     * It was decrypted.
     *
     * @param digest SHA-256 of the encrypted text, in hex
     */
    public record Plain(String text, String digest) implements Opened {
        /** Without the text. */
        @Override
        public String toString() {
            return "Plain[not shown]";
        }
    }

    /**
     * The hub has no key for it, or not any more.
     *
     * @param digest SHA-256 of the encrypted text, in hex
     */
    public record NoKey(String reason, String digest) implements Opened {}

    /** It is not what it must be, whatever the key. */
    public record Wrong(String reason) implements Opened {}

    /** Never throws for what the text is. */
    public Opened open(String jwe) {
        if (jwe.length() > LONGEST) {
            return new Wrong("expected at most " + LONGEST + " characters");
        }
        if (!COMPACT.matcher(jwe).matches()) {
            return new Wrong("expected a compact JWE: five parts of base64url with dots between them");
        }
        String[] parts = jwe.split("\\.", -1);
        JWEHeader header;
        try {
            Base64URL text = new Base64URL(parts[0]);
            Map<String, Object> members = JSONObjectUtils.parse(text.decodeToString());
            Optional<String> wrong = wrong(members);
            if (wrong.isPresent()) {
                return new Wrong(wrong.get());
            }
            header = JWEHeader.parse(members, text);
        } catch (ParseException | IllegalArgumentException e) {
            return new Wrong("has a header that cannot be read; expected alg RSA-OAEP-256, enc A256GCM and kid");
        }
        List<CardKey.Opening> opening = keys.opening(header.getKeyID());
        return opening.isEmpty()
                ? new NoKey(noKey(header.getKeyID()), digest(jwe))
                : decrypted(header, parts, opening, digest(jwe));
    }

    private static Optional<String> wrong(Map<String, Object> header) {
        if (!JWEAlgorithm.RSA_OAEP_256.getName().equals(header.get("alg"))) {
            return Optional.of("expected the algorithm (alg) RSA-OAEP-256");
        }
        if (!EncryptionMethod.A256GCM.getName().equals(header.get("enc"))) {
            return Optional.of("expected the encryption (enc) A256GCM");
        }
        if (header.containsKey("zip")) {
            return Optional.of("must not be compressed; leave zip out of its header");
        }
        if (header.containsKey("crit")) {
            return Optional.of("must not have crit in its header: no extension is known");
        }
        Object content = header.get("cty");
        if (content != null && !CONTENT.contains(content.toString().toLowerCase(Locale.ROOT))) {
            return Optional.of("must hold the card itself as JSON, neither signed nor encrypted once more");
        }
        return Optional.empty();
    }

    private String noKey(String kid) {
        if (kid == null) {
            return "is encrypted for no key of this hub; use the first one of GET /api/v1/keys";
        }
        return keys.find(kid)
                .map(key -> key.current()
                        ? "cannot be decrypted: the hub lacks the private part of its key"
                        : "is encrypted for a key that is not used since " + key.usableUntil()
                                + "; use the first one of GET /api/v1/keys")
                .orElse("is encrypted for a key that this hub does not know (kid);"
                        + " use the first one of GET /api/v1/keys");
    }

    private static Opened decrypted(JWEHeader header, String[] parts, List<CardKey.Opening> opening, String digest) {
        Base64URL nonce = new Base64URL(parts[2]);
        Base64URL tag = new Base64URL(parts[4]);
        if (nonce.decode().length != NONCE_BYTES || tag.decode().length != TAG_BYTES) {
            return new Wrong("cannot be decrypted: expected an initialization vector of 12 bytes and a tag of 16");
        }
        for (CardKey.Opening each : opening) {
            try {
                byte[] plain = new RSADecrypter(each.privateKey())
                        .decrypt(
                                header,
                                new Base64URL(parts[1]),
                                nonce,
                                new Base64URL(parts[3]),
                                tag,
                                parts[0].getBytes(StandardCharsets.US_ASCII));
                return new Plain(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(plain))
                                .toString(),
                        digest);
            } catch (JOSEException notThisKey) {
                continue;
            } catch (CharacterCodingException notText) {
                return new Wrong("does not hold a JSON object in UTF-8");
            }
        }
        return header.getKeyID() == null
                ? new NoKey(
                        "is encrypted for no key of this hub, or was changed; use the first one of GET /api/v1/keys",
                        digest)
                : new Wrong("cannot be decrypted: it was changed, or encrypted for another key than its kid says");
    }

    private static String digest(String jwe) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(jwe.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
