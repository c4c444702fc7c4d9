package org.sanalpos.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.HubApplication;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.virtualpos.AdminHub;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartupProblemsTest {
    private static final String START = "Sanal POS Hub cannot start: ";

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sanalpos.master-key               | ''               | SANALPOS_MASTER_KEY: is missing, expected base64 of 32 bytes",
                "sanalpos.master-key               | not base64!      | SANALPOS_MASTER_KEY: is not base64, expected base64 of 32 bytes",
                "sanalpos.master-key               | AAECAw==         | SANALPOS_MASTER_KEY: has 4 bytes, expected base64 of 32 bytes",
                "sanalpos.previous-master-keys     | AAECAw==         | SANALPOS_PREVIOUS_MASTER_KEYS: has 4 bytes, expected base64 of 32 bytes",
                "sanalpos.limits.request-bytes     | many             | SANALPOS_LIMITS_REQUEST_BYTES: is not readable, expected a whole number",
                "sanalpos.sandbox                  | maybe            | SANALPOS_SANDBOX: is not readable, expected true or false",
                "sanalpos.public-url               | http://pay.example | SANALPOS_PUBLIC_URL: expected https, or http to a loopback address",
                "sanalpos.public-url               | https://pay.example/?s3cret | SANALPOS_PUBLIC_URL: expected https, or http to a loopback address",
                "sanalpos.operator-key            | s3cret           | SANALPOS_OPERATOR_KEY: is too short, expected at least 20 characters",
                "sanalpos.limits.request-bytes    | 1                | SANALPOS_LIMITS_REQUEST_BYTES: expected 1000 to 1000000 bytes",
                "sanalpos.limits.key-requests-per-second | 0         | SANALPOS_LIMITS_KEY_REQUESTS_PER_SECOND: expected 1 to 1000000 requests",
                "sanalpos.limits.key-burst        | -1               | SANALPOS_LIMITS_KEY_BURST: expected 1 to 1000000 requests",
                "sanalpos.limits.queue-requests-per-second | 0       | SANALPOS_LIMITS_QUEUE_REQUESTS_PER_SECOND: expected 1 to 1000000 requests",
                "sanalpos.limits.queue-burst      | 1000001          | SANALPOS_LIMITS_QUEUE_BURST: expected 1 to 1000000 requests",
                "sanalpos.limits.refused-per-minute | 0              | SANALPOS_LIMITS_REFUSED_PER_MINUTE: expected 1 to 1000000 requests",
                "sanalpos.limits.request-seconds  | 301              | SANALPOS_LIMITS_REQUEST_SECONDS: expected 1 to 300 seconds",
                "sanalpos.three-d.expire-minutes   | 0                | SANALPOS_THREE_D_EXPIRE_MINUTES: expected 1 to 1440 minutes",
                "sanalpos.three-d.look-ms         | 5                | SANALPOS_THREE_D_LOOK_MS: expected 100 to 60000 milliseconds",
                "sanalpos.banks.breaker-percent    | 101              | SANALPOS_BANKS_BREAKER_PERCENT: expected 1 to 100 percent",
                "sanalpos.limits.stop-seconds     | -1               | SANALPOS_LIMITS_STOP_SECONDS: expected 0 to 600 seconds",
                "sanalpos.broker.port             | 65536            | SANALPOS_BROKER_PORT: expected 0 to 65535 (0 for none)",
                "sanalpos.broker.consumers        | 0                | SANALPOS_BROKER_CONSUMERS: expected 1 to 1000 messages",
                "sanalpos.files.parallel          | 0                | SANALPOS_FILES_PARALLEL: expected 1 to 100 lines",
                "sanalpos.files.poll-ms           | 99               | SANALPOS_FILES_POLL_MS: expected 100 to 600000 milliseconds",
                "server.port                       | http             | SERVER_PORT: is not readable, expected a whole number",
                "server.forward-headers-strategy   | all              | SERVER_FORWARD_HEADERS_STRATEGY: is not readable, expected one of native, framework, none",
                "spring.datasource.url             | postgres://db/x  | SPRING_DATASOURCE_URL: expected a URL such as jdbc:postgresql://host:5432/database",
                "spring.datasource.url             | jdbc:nosuch:x    | SPRING_DATASOURCE_URL: expected a URL such as jdbc:postgresql://host:5432/database",
                "spring.datasource.url             | jdbc:postgresql://127.0.0.1:1/x?password=s3cret | SPRING_DATASOURCE_URL: cannot connect to jdbc:postgresql://127.0.0.1:1/x: Connection",
            })
    void aWrongSettingIsToldOnOneLine(String setting, String value, String expected, CapturedOutput output) {
        refused(Map.of(setting, value));

        assertOneLine(output, expected);
        assertThat(output.getAll()).doesNotContain("s3cret");
    }

    @Test
    void aRefusedLogInNamesTheSettings(CapturedOutput output) throws Exception {
        try (TestDatabase.Running database = TestDatabase.POSTGRESQL.start()) {
            String url = database.url().replaceAll("\\?.*", "");
            refused(Map.of(
                    "spring.datasource.url", url,
                    "spring.datasource.username", "nobody-here",
                    "spring.datasource.password", "wrong"));

            assertThat(output.getErr().lines().filter(line -> line.startsWith(START)))
                    .singleElement()
                    .asString()
                    .contains("SPRING_DATASOURCE_URL")
                    .contains("SPRING_DATASOURCE_USERNAME");
        }
    }

    @Test
    void aDatabaseFileThatCannotBeOpenedNamesTheHome(CapturedOutput output) throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");

        refused(Map.of("spring.datasource.url", "jdbc:h2:file:" + file + "/hub;TRACE_LEVEL_FILE=0"));

        assertOneLine(output, "SANALPOS_HOME: cannot open the database there: ");
    }

    @Test
    void aDatabaseOfAnotherMasterKeyIsNotStartedWith(CapturedOutput output) throws Exception {
        try (TestDatabase.Running database = TestDatabase.H2.start()) {
            AdminHub.start(database, Map.of()).close();
            assertThatThrownBy(() -> AdminHub.start(
                    database, Map.of("sanalpos.master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")));

            assertOneLine(output, "SANALPOS_MASTER_KEY: the database holds secrets under master key 630dcd29");
        }
    }

    @Test
    void aTakenPortNamesTheSetting(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(Map.of("server.port", String.valueOf(taken.getLocalPort())));

            assertOneLine(output, "SERVER_PORT: port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void theApplicationEndsWithOneLineAndNoStackTrace() throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPathWithoutTests(),
                        HubApplication.class.getName())
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        hub.environment().keySet().removeIf(name -> name.startsWith("SANALPOS_") || name.startsWith("SPRING_"));
        hub.environment().putAll(Map.of("SANALPOS_HOME", home.toString(), "SERVER_PORT", "0"));
        Process process = hub.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(1);
        // Newer Java versions warn there about libraries that use native code.
        List<String> lines = Files.readAllLines(err, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("WARNING:"))
                .toList();
        assertThat(lines).singleElement().asString().startsWith(START + "SANALPOS_MASTER_KEY: is missing");
        assertThat(Files.readString(out)).doesNotContain("\tat ").doesNotContain("Exception");
    }

    // The application scans its package; what the tests declare there is no part of it.
    private static String classPathWithoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void refused(Map<String, String> settings) {
        try (TestDatabase.Running database = TestDatabase.H2.start()) {
            assertThatThrownBy(() -> AdminHub.start(database, settings).close());
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void assertOneLine(CapturedOutput output, String expected) {
        // Other hubs of this process may log while the logging system is being set up anew.
        assertThat(output.getErr().lines().filter(line -> !line.contains("|-WARN in Logger")))
                .singleElement()
                .asString()
                .startsWith(START + expected);
        assertThat(output.getOut()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
