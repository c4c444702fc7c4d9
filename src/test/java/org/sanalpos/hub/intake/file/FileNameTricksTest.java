package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Names of files and folders, and links, that were made to reach what is outside of them. */
@HubTest
class FileNameTricksTest {
    private static final String HEADER = "request_id;virtual_pos;amount;currency;card_number;card_expiry;card_cvv\n";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    HubSettings settings;

    @Autowired
    FileWork work;

    @TempDir
    Path outside;

    @Test
    void aNameIsOnlyAName() throws Exception {
        var encodable = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder();
        List<String> names = Stream.of(
                        "a..b",
                        "%2e%2e%2fevil",
                        "${sys.user.name} ${date:now}",
                        "$simple{body} #{1}",
                        "'; drop table payment; --",
                        "CON",
                        "-rf ~",
                        "ödeme ŞİĞ ♥")
                .filter(encodable::canEncode)
                .map(name -> name + " " + Requests.id())
                .toList();

        for (String name : names) {
            drop(name + ".csv", HEADER + line());
        }

        for (String name : names) {
            Path result = settings.inHome("outbox/DEMO").resolve(name + ".result.csv");
            Path archive = settings.inHome("archive/DEMO").resolve(name + ".csv");
            await().atMost(PATIENCE).until(() -> Files.exists(result) && Files.exists(archive));
            assertThat(Files.readString(result)).contains(";captured;");
        }
        for (String folder : List.of("inbox", "outbox", "archive")) {
            try (Stream<Path> companies = Files.list(settings.inHome(folder))) {
                assertThat(companies.map(path -> path.getFileName().toString()))
                        .allMatch(name -> name.matches("[A-Z0-9_-]+"));
            }
        }
    }

    @Test
    void whatIsHiddenOrLooksLikeAPathStaysWhereItIs() throws Exception {
        List<String> names = List.of("..%2f..%2fevil.csv", "....csv", "..\\evil.csv", "a\\b.csv");
        for (String name : names) {
            drop(name, HEADER + line());
        }
        String last = "last-" + Requests.id();
        drop(last + ".csv", HEADER + line());

        await().atMost(PATIENCE).until(() -> Files.exists(settings.inHome("archive/DEMO/" + last + ".csv")));

        for (String name : names) {
            Path left = settings.inHome("inbox/DEMO").resolve(name);
            assertThat(left).exists();
            Files.delete(left);
        }
    }

    @Test
    void aNameThatFitsNowhereIsRejectedUnderOneThatDoes() throws Exception {
        JsonNode tooLong = rejected("long-" + "x".repeat(240), "long-" + "x".repeat(55), "more than 180 bytes");
        JsonNode lines = rejected("two\nlines\u001b[31m", "two_lines_[31m", "control characters");

        assertThat(tooLong.path("file").asString()).hasSize(249);
        assertThat(lines.path("file").asString()).contains("two\nlines");
    }

    private JsonNode rejected(String name, String harmless, String reason) throws Exception {
        drop(name + ".csv", HEADER + line());
        Path copy = settings.inHome("rejected/DEMO").resolve(harmless + ".csv");
        Path error = settings.inHome("rejected/DEMO").resolve(harmless + ".error.json");
        await().atMost(PATIENCE).until(() -> Files.exists(copy) && Files.exists(error));
        JsonNode told = FileHub.JSON.readTree(Files.readString(error));
        assertThat(told.path("reason").asString()).contains(reason);
        assertThat(Files.readString(copy)).doesNotContain(Requests.VISA);
        return told;
    }

    /** A link in the place where the hub is about to write. */
    @Test
    void nothingIsWrittenThroughALink() throws Exception {
        String name = "linked-" + Requests.id();
        Path victim = Files.writeString(outside.resolve("victim"), "untouched");
        for (String place : List.of("outbox/DEMO/" + name + ".result.csv.tmp", "archive/DEMO/" + name + ".csv.tmp")) {
            Path link = settings.inHome(place);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, victim);
        }

        drop(name + ".csv", HEADER + line());

        Path result = settings.inHome("outbox/DEMO/" + name + ".result.csv");
        Path archive = settings.inHome("archive/DEMO/" + name + ".csv");
        await().atMost(PATIENCE).until(() -> Files.exists(result) && Files.exists(archive));
        assertThat(victim).hasContent("untouched");
        assertThat(Files.isSymbolicLink(result) || Files.isSymbolicLink(archive))
                .isFalse();
        assertThat(Files.readString(result)).contains(";captured;");
    }

    /** The look at a file and its taking are two moments. */
    @Test
    void aFileThatBecameALinkIsNotRead() throws Exception {
        Path secret = Files.writeString(outside.resolve("secret.csv"), HEADER + line());
        Path link = Files.createDirectories(outside.resolve("DEMO")).resolve("became-a-link.csv");
        Files.createSymbolicLink(link, secret);

        assertThat(work.take(link.toFile())).isNull();

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(secret).exists();
        try (Stream<Path> left = Files.walk(settings.inHome("work"))) {
            assertThat(left.map(path -> path.getFileName().toString())).doesNotContain("became-a-link.csv");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "A/B", "../X", "A\\B", "a", "É", "A\u0000B", "A B", "CON", "NUL", "COM1", "A\n"})
    void aCompanyHasNoCodeThatIsNoFolder(String code) {
        ContractClient operator = ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);

        Reply refused = operator.invalid().post("/companies", Map.of("code", code, "name", "x"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("code")).isNotNull();
    }

    private void drop(String name, String text) throws IOException {
        Path inbox = Files.createDirectories(settings.inHome("inbox/DEMO"));
        Path unfinished = Files.writeString(inbox.resolve(Requests.id() + ".tmp"), text);
        Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String line() {
        return Requests.id() + ";DEMO-HALKBANK;5,00;TRY;" + Requests.VISA + ";12/30;000\n";
    }
}
