package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.CardJwe;
import tools.jackson.databind.JsonNode;

class JsonFileTest {
    private static final String CARD = "4155650100416111";

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
    void anArrayIsAnsweredByAnArray() {
        hub.drop(
                "ACME",
                "orders.json",
                "[\n" + payment("r1") + ",\n 7,\n" + payment("r2").replace("129.90", "x") + "]");

        JsonNode results = FileHub.JSON.readTree(hub.text("outbox", "ACME", "orders.result.json"));

        assertThat(results.size()).isEqualTo(3);
        assertThat(results.at("/0/line").asInt()).isEqualTo(2);
        assertThat(results.at("/0/requestId").asString()).isEqualTo("r1");
        assertThat(results.at("/0/answer/status").asString()).isEqualTo("captured");
        assertThat(results.at("/0/replayed").asBoolean()).isFalse();
        assertThat(results.at("/1/error/errors/0/message").asString()).isEqualTo("expected an object");
        assertThat(results.at("/2/error/errors/0/field").asString()).isEqualTo("amount");
        assertThat(results.at("/2/error/status").asInt()).isEqualTo(400);
    }

    @Test
    void linesAreAnsweredByLinesAndABadOneFailsAlone() {
        hub.drop(
                "ACME",
                "orders.json",
                payment("r1") + "\n\n{\"requestId\":\"r2\",,}\n{\"operation\":\"void\",\"transactionCode\":\"T-r1\"}\n"
                        + payment("r3") + "\n");

        List<JsonNode> results = hub.text("outbox", "ACME", "orders.result.json")
                .lines()
                .map(FileHub.JSON::readTree)
                .toList();
        assertThat(results).extracting(result -> result.get("line").asInt()).containsExactly(1, 3, 4, 5);
        assertThat(results).extracting(result -> result.has("answer")).containsExactly(true, false, false, true);
        assertThat(results.get(1).at("/error/detail").asString()).contains("not valid JSON");
        assertThat(results.get(2).at("/error/errors/0/field").asString()).isEqualTo("requestId");
    }

    @Test
    void oneObjectOverManyLinesIsARequestToo() {
        hub.drop("ACME", "one.json", payment("r1").replace(",", ",\n"));

        assertThat(hub.text("outbox", "ACME", "one.result.json")).contains("\"status\":\"captured\"");
    }

    @Test
    void whatCameBeforeABreakIsDone() {
        hub.drop(
                "ACME",
                "orders.json",
                "[" + payment("r1") + ",\n" + payment("r2") + ",\n{\"card\":{\"cvv\":\"987\", oops");

        JsonNode results = FileHub.JSON.readTree(hub.text("outbox", "ACME", "orders.result.json"));

        assertThat(answers.charged()).isEqualTo(2);
        assertThat(results.size()).isEqualTo(3);
        assertThat(results.at("/2/line").asInt()).isEqualTo(3);
        assertThat(results.at("/2/error/detail").asString()).contains("nothing behind it was read");
        hub.awaitDone("ACME", "orders.json");
        assertThat(hub.text("archive", "ACME", "orders.json")).contains("oops").doesNotContain("987", CARD);
    }

    @Test
    void theArchiveIsTheFileWithoutItsSecrets() {
        String text =
                "[ " + payment("r1").replace("\"description\":\"\"", "\"description\":\"card 4155-6501-0041-6111.\"")
                        + ",\n\t{\"kartNo\":\"" + CARD + "\",\"card\":{\"number\":" + CARD
                        + ",\"cvv\":987},\"metadata\":{\"year\":\"2026\",\"cvc\":\"987\"},"
                        + "\"installments\" : 3,\"x\":[1,{\"y\":\"\\u0034155650100416111\"}]} ]\n";

        hub.drop("ACME", "orders.json", text);
        hub.awaitDone("ACME", "orders.json");

        String archive = hub.text("archive", "ACME", "orders.json");
        assertThat(archive)
                .contains("\"number\":\"415565******6111\",\"expiry\":\"12/40\",\"cvv\":\"\"")
                .contains("card 4155-65**-****-6111.")
                .contains("\"kartNo\":\"****************\",\"card\":{\"number\":\"415565******6111\",\"cvv\":\"\"}")
                .contains(
                        "\"metadata\":{\"year\":\"2026\",\"cvc\":\"\"},\"installments\" : 3,\"x\":[\"*\",{\"y\":\"****************\"}]} ]\n")
                .doesNotContain(CARD, "987");
    }

    @Test
    void theArchiveOfLinesHasNoSecretEvenInABrokenLine() {
        hub.drop(
                "ACME",
                "orders.json",
                payment("r1") + "\n{\"card\":{\"number\":\"" + CARD + "\",\"cvv\":\"987\"\n" + payment("r2"));
        hub.awaitDone("ACME", "orders.json");

        String archive = hub.text("archive", "ACME", "orders.json");
        assertThat(archive.lines()).hasSize(3);
        assertThat(archive).contains("\"requestId\":\"r2\"").doesNotContain(CARD, "987");
    }

    @Test
    void anEncryptedCardIsTakenAndNotKept() {
        String jwe = CardJwe.of(
                hub.cardKeys().usable().get(0).publicKey(),
                "{\"number\":\"" + CARD + "\",\"expiry\":\"12/40\",\"cvv\":\"987\"}");
        String request = "{\"requestId\":\"r1\",\"amount\":\"1.00\",\"currency\":\"TRY\",\"cardJwe\":\"" + jwe + "\"}";
        hub.drop("CAREFUL", "orders.json", request + "\n{\"cardJwe\":\"" + jwe + "\n{\"card\":\"" + jwe + "\"}\n");
        hub.awaitDone("CAREFUL", "orders.json");

        String result = hub.text("outbox", "CAREFUL", "orders.result.json");
        String archive = hub.text("archive", "CAREFUL", "orders.json");
        assertThat(result).contains("\"status\":\"captured\"");
        assertThat(archive).contains("\"cardJwe\":\"\"}");
        assertThat(result + archive).doesNotContain(jwe.split("\\.")[1].substring(0, 40), jwe.split("\\.")[3], CARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "request_id;amount\n", "[", "[{\"a\":[[[[[[[[[[[[[[[[[[[[[[", "\"4155650100416111\""})
    void whatIsNotJsonIsRejected(String text) {
        hub.drop("ACME", "orders.json", text);

        assertThat(hub.text("rejected", "ACME", "orders.error.json"))
                .contains("\"reason\" : \"the file ")
                .doesNotContain(CARD);
        assertThat(hub.text("rejected", "ACME", "orders.json")).doesNotContain(CARD);
        hub.awaitDone("ACME", "orders.json");
        assertThat(hub.path("outbox", "ACME", "orders.result.json")).doesNotExist();
    }

    private static String payment(String key) {
        return "{\"requestId\":\"" + key + "\",\"amount\":\"129.90\",\"currency\":\"TRY\",\"description\":\"\","
                + "\"card\":{\"number\":\"" + CARD + "\",\"expiry\":\"12/40\",\"cvv\":\"987\"}}";
    }
}
