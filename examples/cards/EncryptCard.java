import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Reads a card as JSON from its input and prints it encrypted, as {@code cardJwe} takes it: {@code java EncryptCard.java http://127.0.0.1:8080}. Needs
 * nothing but a JDK, to show all there is to it; programs had better use a library for JWE.
 */
public final class EncryptCard {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    public static void main(String[] arguments) throws Exception {
        String hub = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
        String card = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        System.out.println(encrypt(card, firstKey(hub)));
    }

    /** The first key of the list is the one to encrypt for. */
    private static String firstKey(String hub) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + "/api/v1/keys")).build();
        String keys = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        return keys.substring(keys.indexOf('[') + 1, keys.indexOf('}') + 1);
    }

    private static String encrypt(String card, String jwk) throws GeneralSecurityException {
        Key rsa = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        Key aes = generator.generateKey();
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);

        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(
                Cipher.ENCRYPT_MODE,
                rsa,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        byte[] encryptedKey = oaep.doFinal(aes.getEncoded());

        String header = text("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"" + value(jwk, "kid") + "\"}");
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(128, nonce));
        gcm.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = gcm.doFinal(card.getBytes(StandardCharsets.UTF_8));
        int tag = sealed.length - 16;

        return String.join(
                ".",
                header,
                BASE64URL.encodeToString(encryptedKey),
                BASE64URL.encodeToString(nonce),
                BASE64URL.encodeToString(Arrays.copyOf(sealed, tag)),
                BASE64URL.encodeToString(Arrays.copyOfRange(sealed, tag, sealed.length)));
    }

    private static String text(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BigInteger number(String jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(value(jwk, name)));
    }

    private static String value(String jwk, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(jwk);
        if (!member.find()) {
            throw new IllegalStateException("the hub's first key has no " + name);
        }
        return member.group(1);
    }
}
