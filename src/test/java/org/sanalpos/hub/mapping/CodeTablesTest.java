package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;

/** Every code of the packed tables, as an answer brings it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeTablesTest {
    private static final Path MAPPINGS = Path.of("bank-mappings");

    /** Turkish words that are often typed without their letters. */
    private static final Pattern BARE = Pattern.compile(
            "(?i)\\b(islem\\w*|onaylandi|gecersiz|kayip|calinti|suphe\\w*|guvenlik|sifre\\w*|tutari?ni|uye|isyeri\\w*"
                    + "|basarili|bulunamadi|hatali|siparis\\w*|sahtekar\\w*|islenemedi|degil|gecmis|sure\\w*|ulasil\\w*)\\b");

    private final BankMappings mappings = Mappings.packed();

    static Stream<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(MAPPINGS)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList().stream();
        }
    }

    static Stream<String> nestpayCodes() throws IOException {
        return Stream.concat(
                        codes(MAPPINGS.resolve("response-codes.csv")),
                        codes(MAPPINGS.resolve("dialects/nestpay/codes.csv")))
                .distinct()
                .filter(code -> !code.equals("00"));
    }

    private static Stream<String> codes(Path table) throws IOException {
        return Files.readAllLines(table).stream().skip(1).map(line -> line.substring(0, line.indexOf(';')));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void writesTurkishWithItsOwnLetters(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> assertThat(line)
                .doesNotContain("\uFFFD", "?", "Ã", "Ä", "Å", "\u0307")
                .matches("[\\p{ASCII}ÇĞİÖŞÜçğıöşüâîû]*"));
        List<String> header = List.of(lines.get(0).split(";"));
        int turkish = header.indexOf("tr");
        assertThat(lines.stream().skip(1).map(line -> line.split(";", -1)[turkish]))
                .noneMatch(text -> BARE.matcher(text).find())
                .anyMatch(text -> text.matches(".*[ğıİşŞ].*"));
    }

    @Test
    void everyCategoryHasWordsInBothLanguages() {
        for (ResultCode code : ResultCode.values()) {
            Result result = mappings.result(code, "note");
            assertThat(result.code()).isEqualTo(code);
            assertThat(result.messageTr()).isNotBlank();
            assertThat(result.messageEn()).isNotBlank().isNotEqualTo(result.messageTr());
            assertThat(result.bankMessage()).isEqualTo("note");
        }
    }

    @ParameterizedTest
    @MethodSource("nestpayCodes")
    void everyCodeOfATableIsUnderstood(String code) {
        assertThat(mappings.knows("halkbank", code)).isTrue();
        boolean system = code.matches("(CORE|3D|HPP|BM)-.*");
        Reading reading = mappings.read(
                Asked.of(OperationType.SALE).context(),
                0,
                NestPayAnswer.refusal(system ? "99" : code, system ? code : "ISO8583-" + code));

        assertThat(reading.result().bankCode()).isEqualTo(code);
        assertThat(reading.result().messageTr()).isNotBlank();
        assertThat(reading.result().messageEn()).isNotBlank();
        assertThat(reading.result().code()).isNotEqualTo(ResultCode.APPROVED);
        assertThat(reading.outcome()).isIn(Outcome.DECLINED, Outcome.UNKNOWN);
        if (reading.outcome() == Outcome.UNKNOWN) {
            assertThat(reading.result().retryable()).isFalse();
        }
    }
}
