package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AuthHashTest {

    private static final String KEY = "32303235303130313132303030303030305f6f726e656b5f616e61687461725f31323334";

    record Printed(String key, String hash, String body) {

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return hash;
        }
    }

    static Stream<Printed> printed() throws IOException {
        try (InputStream in = AuthHashTest.class.getResourceAsStream("/sandbox/akbank/auth-hash.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.split("\t"))
                            .map(parts -> new Printed(parts[0], parts[1], parts[2]))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("printed")
    void aKnownMessageHasItsKnownSignature(Printed message) {
        assertThat(AuthHash.of(message.key(), message.bytes())).isEqualTo(message.hash());
        assertThat(Shop.hmac(message.key().getBytes(StandardCharsets.UTF_8), message.bytes()))
                .isEqualTo(message.hash());
    }

    @ParameterizedTest
    @MethodSource("printed")
    void aKnownMessageIsBuiltAsItMustBe(Printed message) {
        Body body = new Body("application/json", message.hash(), message.bytes());

        assertThatCode(() -> {
                    if (message.body().contains("\"report\"")) {
                        Request.ofReport(body.json());
                    } else {
                        Request.of(body.json());
                    }
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"card\":{\"cardHolderName\":\"ŞÜKRÜ ÇAĞRI ışığ\"}}"
                        + "|mfnsYCPdXOi40WsTpzHFKR62eaBzTQIxk1ZhudVxMd9oOrzMD5gQhFXIHYo123LOYoWBVdrfJgU4qKQ6hu1M9w==",
                "{\"card\":{\"cardHolderName\":\"\\u015e\\u00dcKR\\u00dc \\u00c7A\\u011eRI \\u0131\\u015f\\u0131\\u011f\"}}"
                        + "|qzFLHvzj2IbcwY43f750GSwUHXkjDQJG6Pv+kt7sREpI7JpHvhH4LuVj6o/0BRMbZYw1JRBCQ4k6baKHoU+Gjw=="
            })
    void theSignatureFollowsTheBytesAndNotTheText(String body, String hash) {
        assertThat(AuthHash.of(KEY, body.getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
    }

    @Test
    void theKeyIsATextAndNotTheBytesThatItSpells() throws IOException {
        Printed message = printed()
                .filter(any -> any.hash().startsWith("D07V9w"))
                .findFirst()
                .orElseThrow();
        String wrong = Shop.hmac(HexFormat.of().parseHex(message.key()), message.bytes());

        assertThat(wrong)
                .isEqualTo("dSJmwqotCBRzJZ1+XDI7kFHjwXRnWKxTTh48UOEwkY/VCYnejgYbs/3k00gUsGZHU0VuR7ASwX3Fa9ql/gxuBw==")
                .isNotEqualTo(AuthHash.of(message.key(), message.bytes()));
    }
}
