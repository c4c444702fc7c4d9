package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PaymentRequest;
import tools.jackson.databind.JsonNode;

class CsvFileTest {
    private static final String CARD = "4155650100416111";
    private static final String HEADER =
            "request_id;amount;currency;card_number;card_expiry;card_cvv;card_holder;description\n";
    private static final String GOOD = ";129,90;TRY;4155650100416111;12/40;123;AYŞE YILMAZ;\n";

    @TempDir
    Path home;

    private final Answers answers = new Answers();
    private FileHub hub;

    @BeforeEach
    void start() {
        hub = FileHub.start(home, answers);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    @Test
    void eachLineHasItsResult() {
        hub.drop("ACME", "orders.csv", HEADER + "r1" + GOOD + "r2" + GOOD.replace("129,90", "5.00"));

        List<CSVRecord> results = results("orders", ';');

        assertThat(results).hasSize(2);
        assertThat(results.get(0).toMap())
                .containsEntry("line", "2")
                .containsEntry("request_id", "r1")
                .containsEntry("status", "captured")
                .containsEntry("transaction_code", "T-r1")
                .containsEntry("amount", "129.90")
                .containsEntry("result_code", "approved")
                .containsEntry("card_masked", "415565******6111")
                .containsEntry("replayed", "false")
                .containsEntry("error", "");
        assertThat(results.get(1).get("amount")).isEqualTo("5.00");
        assertThat(home.resolve("inbox/ACME/orders.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void theSeparatorIsThatOfTheHeader(String separator) {
        String text = (HEADER + "r1" + GOOD).replace("129,90", "\"129,90\"").replace(";", separator);

        hub.drop("ACME", "orders.csv", text);

        assertThat(results("orders", separator.charAt(0)).get(0).get("amount")).isEqualTo("129.90");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "windows-1254,false"})
    void turkishLettersComeThroughInEveryEncoding(String charset, boolean mark) {
        String text = (mark ? "\uFEFF" : "") + HEADER + "r1" + GOOD.replace("AYŞE YILMAZ", "ŞİĞÜÖÇ şığüöç");

        hub.drop("ACME", "orders.csv", text.getBytes(Charset.forName(charset)));

        assertThat(results("orders", ';').get(0).get("status")).isEqualTo("captured");
        assertThat(payment("r1").card().holder()).isEqualTo("ŞİĞÜÖÇ şığüöç");
        assertThat(hub.path("archive", "ACME", "orders.csv"))
                .content(Charset.forName(charset))
                .contains("ŞİĞÜÖÇ şığüöç")
                .startsWith(mark ? "\uFEFFrequest_id" : "request_id");
    }

    @Test
    void aBadLineFailsAloneAndIsNamed() {
        String text = HEADER
                + "r1" + GOOD
                + "r2" + GOOD.replace("129,90", "lira").replace("12/40", "12/20")
                + "\n"
                + "r3;too;few\n"
                + "r4;\"1,00;TRY;4155650100416111;12/40;123;A;never closed\n"
                + GOOD
                + "r5" + GOOD;

        hub.drop("ACME", "orders.csv", text);

        List<CSVRecord> results = results("orders", ';');
        assertThat(results).extracting(result -> result.get("line")).containsExactly("2", "3", "5", "6", "7", "8");
        assertThat(results)
                .extracting(result -> result.get("error_type"))
                .containsExactly("", "invalid-request", "invalid-request", "invalid-request", "invalid-request", "");
        assertThat(results.get(1).get("error")).contains("amount: ", "card_expiry: is in the past");
        assertThat(results.get(2).get("error")).isEqualTo("line: has 3 columns, expected 8");
        assertThat(results.get(3).get("error")).contains("quote");
        assertThat(results.get(4).get("error")).startsWith("request_id: is required");
        assertThat(answers.charged()).isEqualTo(2);
    }

    @Test
    void aQuotedValueMayGoOverSeveralLines() {
        hub.drop("ACME", "orders.csv", HEADER + "r1" + GOOD.replace(";\n", ";\"two\nlines\"\n") + "r2" + GOOD);

        assertThat(results("orders", ';'))
                .extracting(result -> result.get("line"))
                .containsExactly("2", "4");
        assertThat(payment("r1").description()).isEqualTo("two\nlines");
    }

    @Test
    void aRepeatedFileChargesNothing() throws Exception {
        hub.drop("ACME", "orders.csv", HEADER + "r1" + GOOD);
        results("orders", ';');
        hub.awaitDone("ACME", "orders.csv");
        Files.delete(hub.path("outbox", "ACME", "orders.result.csv"));

        hub.drop("ACME", "orders.csv", HEADER + "r1" + GOOD);

        assertThat(results("orders", ';').get(0).get("replayed")).isEqualTo("true");
        assertThat(answers.charged()).isEqualTo(1);
        hub.awaitDone("ACME", "orders.csv");
        assertThat(hub.path("archive", "ACME").toFile().list()).hasSize(2);
    }

    @Test
    void theSecondPaymentWithOneRequestIdIsRefused() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 50; i++) {
            text.append("r" + i + GOOD + "r" + i + GOOD.replace("129,90", "1,00"));
        }
        hub.drop("ACME", "orders.csv", text.toString());

        List<CSVRecord> results = results("orders", ';');
        assertThat(answers.charged()).isEqualTo(50);
        for (int i = 0; i < 100; i += 2) {
            assertThat(results.get(i).get("status")).isEqualTo("captured");
            assertThat(results.get(i + 1).get("error_type")).isEqualTo("request-id-reused");
            assertThat(results.get(i + 1).get("error")).startsWith("request_id:");
        }
    }

    @Test
    void followUpsOfOnePaymentFollowEachOther() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (FileHub watched = FileHub.start(home.resolve("watched"), command -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                return answers.apply(command);
            } finally {
                atOnce.decrementAndGet();
            }
        })) {
            StringBuilder text = new StringBuilder("request_id;operation;transaction_code;amount\n");
            for (int i = 0; i < 200; i++) {
                text.append("f" + i + ";refund;T-1;1,00\n");
            }
            watched.drop("ACME", "refunds.csv", text.toString());
            watched.text("outbox", "ACME", "refunds.result.csv");
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void followUpsNameTheirPayment() {
        hub.drop(
                "ACME",
                "refunds.csv",
                "request_id,operation,transaction_code,amount\nr1,refund,T-1,10.00\nr2,void,T-2,\nr3,sale,T-3,1.00\n");

        List<CSVRecord> results = results("refunds", ',');
        assertThat(results.get(0).get("status")).isEqualTo("captured");
        assertThat(results.get(2).get("error")).contains("transaction_code: has no meaning", "currency: is required");
        assertThat(((Command.FollowUp) answers.request("r1")).request().operation())
                .isEqualTo(OperationType.REFUND);
        assertThat(((Command.FollowUp) answers.request("r2")).request().amount())
                .isNull();
    }

    @Test
    void theArchiveHasNoCardNumberAndNoCvv() {
        String text = HEADER
                + "r1" + GOOD.replace("123;AYŞE YILMAZ;", "987;A;call 4155-6501-0041-6111 back")
                + "r2;\"broken " + CARD + ";987\n"
                + "r3;1,00;TRY;" + CARD + ";12/40;987;A;x;one more;987\n";

        hub.drop("ACME", "orders.csv", text);
        results("orders", ';');
        hub.awaitDone("ACME", "orders.csv");

        String archive = hub.text("archive", "ACME", "orders.csv");
        assertThat(archive)
                .contains("r1;129,90;TRY;415565******6111;12/40;;A;call 4155-65**-****-6111 back")
                .doesNotContain(CARD, "987", "0041");
        assertThat(archive.lines()).hasSize(4);
    }

    @Test
    void aFormulaInTheResultIsMadeHarmless() {
        hub.drop("ACME", "orders.csv", HEADER + "=1+cmd" + GOOD + "@x" + GOOD);

        List<CSVRecord> results = results("orders", ';');
        assertThat(results).extracting(result -> result.get("request_id")).containsExactly("'=1+cmd", "'@x");
        assertThat(results.get(0).get("bank_message")).isEqualTo("'=Onaylandı");
    }

    @Test
    void aCardNumberInTheWrongColumnIsNotRepeated() {
        hub.drop("ACME", "orders.csv", HEADER + CARD + GOOD);

        assertThat(hub.text("outbox", "ACME", "orders.result.csv"))
                .contains("request_id: must not hold")
                .doesNotContain(CARD);
    }

    @Test
    void clearCardsAreRefusedForACompanyThatForbidsThem() {
        hub.drop("CAREFUL", "orders.csv", HEADER + "r1" + GOOD);

        assertThat(hub.text("outbox", "CAREFUL", "orders.result.csv"))
                .contains("card_number: ", "clearCards", "card_jwe");
        hub.awaitDone("CAREFUL", "orders.csv");
        assertThat(hub.text("archive", "CAREFUL", "orders.csv"))
                .contains("415565******6111")
                .doesNotContain(CARD, "123");
        assertThat(answers.charged()).isZero();
    }

    @Test
    void encryptedCardsAreTakenEverywhereAndNotKept() {
        RSAKey key = hub.cardKeys().usable().get(0).publicKey();
        String good = CardJwe.of(
                key, "{\"number\":\"" + CARD + "\",\"expiry\":\"12/40\",\"cvv\":\"987\",\"holder\":\"AYŞE\"}");
        String wrong = CardJwe.of(key, "{\"number\":\"4155650100416112\",\"expiry\":\"12/40\",\"cvv\":\"987\"}");
        String changed = good.substring(0, good.length() - 9) + "AAAAAAAAA";
        String unknown =
                CardJwe.of(key, "{\"number\":\"" + CARD + "\",\"expiry\":\"12/40\",\"cvv\":\"987\",\"987654321\":1}");
        String header = "request_id;amount;currency;card_number;card_jwe\n";
        hub.drop(
                "CAREFUL",
                "orders.csv",
                header + "r1;1,00;TRY;;" + good + "\nr2;1,00;TRY;;" + wrong + "\nr3;1,00;TRY;;" + changed
                        + "\nr4;1,00;TRY;;" + unknown + "\nbroken;" + good + "\nr5;1,00;TRY;;" + good + "\n");
        hub.drop("ACME", "both.csv", header + "r6;1,00;TRY;" + CARD + ";" + good + "\n");
        hub.drop("ACME", "bad.csv", header.replace("card_jwe", "kart_jwe") + "r7;1,00;TRY;;" + good + "\n");

        List<CSVRecord> results = parse(hub.text("outbox", "CAREFUL", "orders.result.csv"), ';');

        assertThat(results)
                .extracting(result -> result.get("status"))
                .containsExactly("captured", "", "", "", "", "captured");
        assertThat(results.get(1).get("error"))
                .isEqualTo("card_number: is not a card number: its check digit is wrong");
        assertThat(results.get(2).get("error")).startsWith("card_jwe: cannot be decrypted");
        assertThat(results.get(3).get("error")).startsWith("card_jwe: holds a field that a card does not have");
        assertThat(payment("r1").card().number()).isEqualTo(CARD);
        assertThat(payment("r1").card().cvv()).isEqualTo("987");
        assertThat(hub.text("outbox", "ACME", "both.result.csv"))
                .contains("card_jwe: is there beside the card in clear");
        hub.awaitDone("CAREFUL", "orders.csv");
        String kept = hub.text("outbox", "CAREFUL", "orders.result.csv")
                + hub.text("archive", "CAREFUL", "orders.csv")
                + hub.text("archive", "ACME", "both.csv")
                + hub.text("rejected", "ACME", "bad.csv")
                + hub.text("rejected", "ACME", "bad.error.json");
        assertThat(kept).contains("r1;1,00;TRY;;", "r7;*,**;TRY;;".replace("*,**", "1,00"));
        for (String jwe : List.of(good, wrong, changed, unknown)) {
            assertThat(kept).doesNotContain(jwe.split("\\.")[1].substring(0, 30), jwe.split("\\.")[3]);
        }
        assertThat(kept).doesNotContain(CARD, "4155650100416112", "987");
    }

    @Test
    void resultsKeepTheOrderOfTheLines() throws Exception {
        CountDownLatch others = new CountDownLatch(3);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (FileHub slowFirst = FileHub.start(home.resolve("slow"), command -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                if (command.origin().requestKey().equals("r0")) {
                    others.await();
                } else {
                    others.countDown();
                }
                return answers.apply(command);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
        })) {
            StringBuilder text = new StringBuilder(HEADER);
            for (int i = 0; i < 200; i++) {
                text.append('r').append(i).append(GOOD);
            }
            slowFirst.drop("ACME", "orders.csv", text.toString());

            assertThat(parse(slowFirst.text("outbox", "ACME", "orders.result.csv"), ';'))
                    .extracting(result -> result.get("request_id"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> "r" + i).toList());
        }
        assertThat(most.get()).isBetween(2, 4);
    }

    @Test
    void aFailureOfTheHubIsThatLinesOwn() throws Exception {
        try (FileHub failing = FileHub.start(home.resolve("failing"), command -> {
            if (command.origin().requestKey().equals("r1")) {
                throw new IllegalStateException("no connection");
            }
            return answers.apply(command);
        })) {
            failing.drop("ACME", "orders.csv", HEADER + "r1" + GOOD + "r2" + GOOD);

            List<CSVRecord> results = parse(failing.text("outbox", "ACME", "orders.result.csv"), ';');
            assertThat(results.get(0).get("error_type")).isEqualTo("internal");
            assertThat(results.get(0).get("error")).contains("same request id").doesNotContain("connection");
            assertThat(results.get(1).get("status")).isEqualTo("captured");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request_id;amount;currency;kart_no | unknown column 'kart_no'",
                "request_id;currency;card_number | column 'amount' is missing",
                "amount;currency;card_number | column 'request_id' is missing",
                "request_id;amount;amount;currency | twice",
                "4155650100416111;12/40;987 | unknown column '****************'"
            })
    void aHeaderThatCannotBeRightRejectsTheFile(String header, String reason) {
        hub.drop("ACME", "orders.csv", header + "\nr1;x;" + CARD + ";c987\n");

        JsonNode error = FileHub.JSON.readTree(hub.text("rejected", "ACME", "orders.error.json"));
        assertThat(error.get("reason").asString()).contains(reason).doesNotContain(CARD);
        assertThat(error.get("line").asInt()).isEqualTo(1);
        assertThat(hub.text("rejected", "ACME", "orders.csv")).doesNotContain(CARD);
        hub.awaitDone("ACME", "orders.csv");
        assertThat(hub.path("outbox", "ACME", "orders.result.csv")).doesNotExist();
        assertThat(hub.path("outbox", "ACME", "orders.result.csv.tmp")).doesNotExist();
    }

    @Test
    void whatStandsInAnUnknownColumnIsKeptWithoutItsDigits() {
        hub.drop("ACME", "orders.csv", "request_id;amount;currency;kart_no;guvenlik\nr1;1,00;TRY;" + CARD + ";987\n");

        assertThat(hub.text("rejected", "ACME", "orders.csv")).contains("r1;1,00;TRY;****************;***");
    }

    @Test
    void aFolderOfNoCompanyIsRejected() {
        hub.drop("NOBODY", "orders.csv", HEADER + "r1" + GOOD);

        assertThat(hub.text("rejected", "NOBODY", "orders.error.json")).contains("no company 'NOBODY'");
        assertThat(hub.text("rejected", "NOBODY", "orders.csv"))
                .contains("415565******6111")
                .doesNotContain(CARD);
    }

    @Test
    void aNeverEndingLineIsOneError() {
        hub.drop("ACME", "orders.csv", HEADER + "r1;" + "9".repeat(200_000) + "\nr2" + GOOD);

        List<CSVRecord> results = results("orders", ';');
        assertThat(results.get(0).get("error")).contains("longer than");
        assertThat(results.get(1).get("status")).isEqualTo("captured");
    }

    private PaymentRequest payment(String key) {
        return ((Command.Pay) answers.request(key)).request();
    }

    private List<CSVRecord> results(String name, char separator) {
        return parse(hub.text("outbox", "ACME", name + ".result.csv"), separator);
    }

    static List<CSVRecord> parse(String text, char separator) {
        try (CSVParser parser = CSVParser.parse(
                text,
                CSVFormat.Builder.create()
                        .setDelimiter(separator)
                        .setQuote('"')
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
