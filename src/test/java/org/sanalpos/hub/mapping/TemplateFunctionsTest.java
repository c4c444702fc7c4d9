package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFunctionsTest {
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    private final TemplateFunctions functions =
            new TemplateFunctions(Clock.fixed(Mappings.NOW, ZoneOffset.UTC), new SecureRandom());

    /** FIPS 180-2, RFC 2202, RFC 4231 and RFC 4648. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hex(sha1('abc')) | a9993e364706816aba3e25717850c26c9cd0d89d",
                "hexUpper(sha1('')) | DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
                "hex(sha256('abc')) | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "hex(sha512('abc')) | ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                "hex(hmacSha1('what do ya want for nothing?', 'Jefe')) | effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
                "hex(hmacSha256('what do ya want for nothing?', 'Jefe')) | "
                        + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "hex(hmacSha512('what do ya want for nothing?', 'Jefe')) | "
                        + "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
                "base64('foobar') | Zm9vYmFy",
                "base64('fooba') | Zm9vYmE=",
                "base64('Şğ') | xZ7Enw==",
                "hex('foobar') | 666f6f626172",
                "hex(sha1(sha1('abc'))) | 0d3ced9bec10a777aec23ccc353a8c08a633045e",
                "padLeft(7, 3, '0') | 007",
                "padLeft('1234', 3, '0') | 1234",
                "upper('iı') | II",
                "lower('İI') | i̇i",
                "now('yyyyMMdd HH:mm:ss') | 20260615 14:05:09",
                "randomHex(0) | ''",
            })
    void givesWhatTheStandardsSay(String expression, String expected) throws Exception {
        assertThat(evaluate(expression, Map.of())).isEqualTo(expected);
    }

    @Test
    void randomTextHasTheLengthThatIsAskedFor() throws Exception {
        for (int length : new int[] {1, 7, 20, 64}) {
            assertThat(evaluate("randomHex(" + length + ")", Map.of())).matches("[0-9a-f]{" + length + "}");
        }
        assertThat(evaluate("randomHex(32)", Map.of())).isNotEqualTo(evaluate("randomHex(32)", Map.of()));
        assertThat(evaluate("randomHex(8) + randomHex(8)", Map.of())).doesNotMatch("(.{8})\\1");
    }

    @Test
    void aWrongArgumentFailsTheMessage() {
        for (String wrong : new String[] {
            "sha1()",
            "sha1('a', 'b')",
            "sha1(missing)",
            "hmacSha1('a', '')",
            "now('bb')",
            "padLeft('a', 'x', '0')",
            "upper(sha1('a'))",
            "sha1('a')"
        }) {
            assertThatThrownBy(() -> evaluate(wrong, Map.of())).as(wrong).isInstanceOf(TemplateException.class);
        }
    }

    /** Published values of a hash over sorted, escaped form fields: digest and encoding are general functions, the sorting is the template's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                "\"100.25|190100000|949|test@test.com|https://domain.com/fail_url|siparis veren|ver3|Auth|tr|order222|"
                        + "https://domain.com/success|rand|3d_pay||123456\" "
                        + "/uPxhEKWCEGi3NsDOOQ4u8Hu5g71v5GWspOid70WehTWEz97PqxG3IN1Jv5jsbOXOw3Z3Rr/0UtywzEgbqFfdA==",
                "\"100.25|190100000|949|https://domain.com/fail_url|ver3|Auth|tr|order222|https://domain.com/success|"
                        + "12345|3d||123456\" "
                        + "4aUsG5hqlIFLc9s8PKc5rWb2OLhmxDDewNgKa2XrwoYCIxlyVq8Fjl4IVaZzoqL983CfTseicmnTA0PjZr74xg==",
                "\"454672|184784|1.01|216981|true|ABABBCgghAAAAABllJMDdZdTdic=|190200000|89.244.149.137|949|digest|1|05|12|26|"
                        + "mail@customer.com||VISA|AKBANK T.A.S.|000000010.00|20221030 17:42:33|"
                        + "http://localhost/akbank/3d-pay/response.php|John Doe|ver3|230317184784|Auth|tr|4355 08** **** 4358|"
                        + "435508***4358|435508:51104213993AC8DFE8839C7F7E391B461115D09A1D88948C8ACE421D7D7EAA5A:3545:##190200000|"
                        + "Y-status/Challenge authentication via ACS: https://3ds-acs.test.modirum.com/mdpayacs/creq?token="
                        + "214711321.1667140951.Ud_jQl3B2l1|1|190200000|Ziraat 3D_Pay|202210308C0F|"
                        + "http://localhost/akbank/3d-pay/response.php|true|true|1|00|Approved|202210308C0F|"
                        + "J/jGATA5LLVaMfpU+Yyu|2383|1|3d_pay|||22303RqiC11252|Y|2.0|N1An1iS5iN4u/1VWS6CgzSGRtN0=|123456\" "
                        + "jVgcwtx4vxxAcX8+ajsrrzp77k9uaGu1pjDQfCpoUG95y2MwwGipc6cF3kESiTphjV8/1ESSc6zg9KyTSxUnzA==",
                "\"129.90||a-1|700100000|05|ver3|435508:AB:3545:##700100000|1|İş\\|yeri|HUB-000123|J/jGATA5LLVaMfpU+Yyu|d1||"
                        + "N1An1iS5iN4u/1VWS6CgzSGRtN0=|KEY0200\" "
                        + "lnHjb3eNvPbzByWrJFJlEW0QOGYKL50dPZGAijmEtjdem+hhKCQumJFpRsv+0j5q1ltlqYd1W1PyxUPP+uNd7Q==",
            })
    void digestsOfLongTexts(String plain, String hash) throws Exception {
        assertThat(evaluate("base64(sha512(plain))", Map.of("plain", plain))).isEqualTo(hash);
    }

    @Test
    void aTemplateCanEscapeAndJoinWhatItSigns() throws Exception {
        String template = """
                <#function escaped text><#return text?replace("\\\\", "\\\\\\\\")?replace("|", "\\\\|")></#function>
                <#assign fields = ["129.90", name, "700100000", "949", "000", "12", "30", "https://hub.example/3ds/9/fail", "ver3",
                    "tr", "HUB-000123", "https://hub.example/3ds/9/ok?r=1", "4355084355084358", "5f3a9b1c2d4e6f708192", "3d", "3", "Auth", storeKey]>
                ${base64(sha512(fields?map(escaped)?join("|")))}""";

        assertThat(process(template, Map.of("name", "Ayşe | Yılmaz\\Ltd", "storeKey", "K3y|Of\\Shop"))
                        .strip())
                .isEqualTo("xzDr8hBXFrXKjgUi003aRARSc51KOtleUfKbnnqZAPj3M68WXq7ur/09fJkD6Lwp7xH8i5WlfzpdirEdjrW1/w==");
    }

    @Test
    void aBodyIsItsBytesForADigestAndItsTextForTheRest() throws Exception {
        byte[] bytes = "şğ".getBytes("ISO-8859-9");
        Map<String, Object> body =
                Map.of("body", new TemplateFunctions.Bytes(bytes, java.nio.charset.Charset.forName("ISO-8859-9")));

        assertThat(evaluate("hex(body)", body)).isEqualTo("fef0");
        assertThat(evaluate("body + '!'", body)).isEqualTo("şğ!");
        assertThat(evaluate("hex(body + '!')", body))
                .isEqualTo(java.util.HexFormat.of().formatHex("şğ!".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSecretIsMaskedInWhatIsKept() throws Exception {
        assertThat(evaluate("secret('proof')", Map.of())).isEqualTo("proof");
        assertThat(evaluate("secret('proof')", functions.in(ISTANBUL, functions.moment(), true)))
                .isEqualTo("***");
    }

    private String evaluate(String expression, Map<String, Object> names) throws IOException, TemplateException {
        return process("${" + expression + "}", names);
    }

    private String process(String text, Map<String, Object> names) throws IOException, TemplateException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        Map<String, Object> model = new HashMap<>(functions.in(ISTANBUL, functions.moment()));
        model.putAll(names);
        StringWriter out = new StringWriter();
        new Template("test", text, configuration).process(model, out);
        return out.toString();
    }
}
