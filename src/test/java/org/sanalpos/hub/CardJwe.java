package org.sanalpos.hub;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts cards as a caller does. Each time the result is another one. */
public final class CardJwe {
    private static final JsonMapper JSON = new JsonMapper();

    private CardJwe() {}

    /** For the first key that a hub publishes. */
    public static String of(String hub, Map<String, Object> card) {
        return of(currentKey(hub), JSON.writeValueAsString(card));
    }

    /** The key that a hub publishes first. */
    public static RSAKey currentKey(String hub) {
        try {
            String keys = ContractClient.of(hub, null).get("/keys").text();
            return JWKSet.parse(keys).getKeys().get(0).toRSAKey();
        } catch (ParseException wrong) {
            throw new AssertionError(wrong);
        }
    }

    public static String of(RSAKey key, String plain) {
        return of(header().keyID(key.getKeyID()).build(), key, plain);
    }

    public static String of(JWEHeader header, RSAKey key, String plain) {
        try {
            JWEObject jwe = new JWEObject(header, new Payload(plain));
            jwe.encrypt(new RSAEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The header that the hub expects, without {@code kid}. */
    public static JWEHeader.Builder header() {
        return new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM);
    }
}
