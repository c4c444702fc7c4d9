package org.sanalpos.hub.cardkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EncryptedCardsTest {
    private static final String PLAIN = "{\"number\":\"4155650100416111\"}";
    private static JdbcClient jdbc;
    private static EncryptedCards cards;
    private static RSAKey key;
    private static RSAKey strange;

    @BeforeAll
    static void makeKeys() throws Exception {
        HubSettings settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "sanalpos.master-key",
                        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "sanalpos.card-keys.bits",
                        "2048")))
                .bindOrCreate("sanalpos", HubSettings.class);
        jdbc = JdbcClient.create(TestDatabase.H2.shared());
        DataSource source = TestDatabase.H2.shared();
        CardKeys keys = new CardKeys(
                jdbc,
                TestAudit.transaction(source),
                TestAudit.on(source),
                new Vault(settings, jdbc),
                Clock.systemUTC(),
                settings);
        cards = new EncryptedCards(keys);
        key = keys.usable().get(0).publicKey();
        strange = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    }

    @AfterAll
    static void forget() {
        jdbc.sql("delete from card_key").update();
    }

    @Test
    void aCardIsOpenedWithAndWithoutTheKeysIdAndTypeInItsHeader() {
        List<JWEHeader> headers = List.of(
                CardJwe.header().keyID(key.getKeyID()).build(),
                CardJwe.header().build(),
                CardJwe.header()
                        .keyID(key.getKeyID())
                        .contentType("application/json")
                        .customParam("iat", 1)
                        .build());

        assertThat(headers).allSatisfy(header -> assertThat(cards.open(CardJwe.of(header, key, PLAIN)))
                .isInstanceOfSatisfying(EncryptedCards.Plain.class, plain -> assertThat(plain.text())
                        .isEqualTo(PLAIN)));
    }

    static Stream<Arguments> refused() throws Exception {
        String good = CardJwe.of(key, PLAIN);
        String[] parts = good.split("\\.");
        JWEObject direct = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .build(),
                new Payload(PLAIN));
        direct.encrypt(new DirectEncrypter(new byte[32]));
        return Stream.of(
                wrong("RSA1_5", "alg", with(JWEAlgorithm.RSA1_5, EncryptionMethod.A256GCM)),
                wrong("RSA-OAEP", "alg", with(JWEAlgorithm.RSA_OAEP, EncryptionMethod.A256GCM)),
                wrong("RSA-OAEP-512", "alg", with(JWEAlgorithm.RSA_OAEP_512, EncryptionMethod.A256GCM)),
                wrong("dir", "alg", direct.serialize()),
                wrong("A128GCM", "enc", with(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)),
                wrong("A256CBC-HS512", "enc", with(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256CBC_HS512)),
                wrong(
                        "zip",
                        "compressed",
                        CardJwe.of(
                                header().compressionAlgorithm(CompressionAlgorithm.DEF)
                                        .build(),
                                key,
                                PLAIN)),
                wrong(
                        "crit",
                        "crit",
                        CardJwe.of(header().build(), key, PLAIN)
                                .replace(
                                        parts[0],
                                        encoded("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\""
                                                + key.getKeyID() + "\",\"crit\":[\"exp\"],\"exp\":1}"))),
                wrong(
                        "nested",
                        "neither signed",
                        CardJwe.of(header().contentType("JWT").build(), key, PLAIN)),
                wrong("no JSON in the header", "header", good.replace(parts[0], encoded("4155650100416111"))),
                wrong(
                        "alg twice",
                        "header",
                        good.replace(
                                parts[0], encoded("{\"alg\":\"dir\",\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}"))),
                wrong(
                        "kid is a number",
                        "header",
                        good.replace(parts[0], encoded("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":5}"))),
                wrong(
                        "another header",
                        "changed",
                        good.replace(
                                parts[0],
                                encoded("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"typ\":\"x\",\"kid\":\""
                                        + key.getKeyID() + "\"}"))),
                wrong("another key than said", "changed", CardJwe.of(header().build(), strange, PLAIN)),
                wrong("a changed card", "changed", good.replace(parts[3], flipped(parts[3]))),
                wrong("a changed tag", "changed", good.replace(parts[4], flipped(parts[4]))),
                wrong("a short tag", "tag of 16", good.replace(parts[4], parts[4].substring(0, 16))),
                wrong("a long nonce", "vector of 12", good.replace(parts[2], parts[2] + parts[2])),
                wrong("a signed token", "five parts", parts[0] + "." + parts[1] + "." + parts[2]),
                wrong("cut off", "five parts", good.substring(0, good.lastIndexOf('.'))),
                wrong("the card in clear", "five parts", PLAIN),
                wrong("padded", "five parts", good + "="),
                wrong("broken into lines", "five parts", good.substring(0, 76) + "\n" + good.substring(76)),
                wrong("empty parts", "vector of 12", parts[0] + "...."),
                wrong("no encrypted key", "changed", good.replace(parts[1], "")),
                wrong("no card", "changed", good.replace(parts[3], "")),
                wrong("nothing", "five parts", ""),
                wrong("long", "at most 4096 characters", good + "A".repeat(4096)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNotExactlyThatIsRefusedWithoutRepeatingIt(String what, String reason, String jwe) {
        assertThat(cards.open(jwe)).isInstanceOfSatisfying(EncryptedCards.Wrong.class, wrong -> {
            assertThat(wrong.reason()).contains(reason).doesNotContain("4155650100416111", key.getKeyID());
            Stream.of(jwe.split("\\.")).filter(part -> part.length() > 15).forEach(part -> assertThat(wrong.reason())
                    .doesNotContain(part));
        });
    }

    @Test
    void aKeyThatTheHubNeverHadIsToldApartFromAChangedCard() {
        String unknown = CardJwe.of(strange, PLAIN);
        String nameless = CardJwe.of(CardJwe.header().build(), strange, PLAIN);

        assertThat(cards.open(unknown)).isInstanceOfSatisfying(EncryptedCards.NoKey.class, no -> assertThat(no.reason())
                .contains("does not know (kid)", "GET /api/v1/keys")
                .doesNotContain(strange.getKeyID()));
        assertThat(cards.open(nameless))
                .isInstanceOfSatisfying(EncryptedCards.NoKey.class, no -> assertThat(no.reason())
                        .contains("no key of this hub"));
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        JWEObject bytes = new JWEObject(header().build(), new Payload(new byte[] {(byte) 0xC3, 0x28}));
        bytes.encrypt(new com.nimbusds.jose.crypto.RSAEncrypter(key));

        assertThat(cards.open(bytes.serialize()))
                .isInstanceOfSatisfying(EncryptedCards.Wrong.class, wrong -> assertThat(wrong.reason())
                        .contains("UTF-8"));
    }

    private static Arguments wrong(String what, String reason, String jwe) {
        return Arguments.of(what, reason, jwe);
    }

    private static String with(JWEAlgorithm algorithm, EncryptionMethod encryption) {
        JWEHeader header = new JWEHeader.Builder(algorithm, encryption)
                .keyID(key.getKeyID())
                .build();
        return CardJwe.of(header, key, PLAIN);
    }

    private static JWEHeader.Builder header() {
        return CardJwe.header().keyID(key.getKeyID());
    }

    private static String encoded(String header) {
        return Base64URL.encode(header).toString();
    }

    private static String flipped(String part) {
        return (part.charAt(0) == 'A' ? 'B' : 'A') + part.substring(1);
    }
}
