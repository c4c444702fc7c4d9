package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.payment.Outcome;

/** Every golden message of every dialect: what the hub sends, byte for byte, and what the banks' answers mean. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenDialectTest {
    private final Map<String, BankMappings> byMoment = new HashMap<>();

    /** Gives the bytes that a golden message was made with. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final transient Deque<byte[]> bytes = new ArrayDeque<>();

        @Override
        public void nextBytes(byte[] target) {
            byte[] next = bytes.isEmpty() ? new byte[target.length] : bytes.poll();
            System.arraycopy(next, 0, target, 0, target.length);
        }
    }

    private static BankMappings mappings(Instant at, List<String> random) {
        Drawn drawn = new Drawn();
        BankMappings mappings = Mappings.with(Path.of("nowhere"), Clock.fixed(at, ZoneOffset.UTC), drawn);
        if (random != null) {
            drawn.bytes.clear();
            random.forEach(hex -> drawn.bytes.add(HexFormat.of().parseHex(hex)));
        }
        return mappings;
    }

    /** What is sent at one moment with nothing drawn shares one set of mappings, as loading them takes a while. */
    private BankMappings mappings(Golden.Request request) {
        Instant at = Golden.instant(request.at());
        return request.random() == null
                ? byMoment.computeIfAbsent(at.toString(), key -> mappings(at, null))
                : mappings(at, request.random());
    }

    static Stream<Arguments> requests() {
        return Golden.all().entrySet().stream().flatMap(dialect -> dialect.getValue().requests().stream()
                .map(request -> arguments(
                        dialect.getKey() + " " + request.sample(), dialect.getKey(), dialect.getValue(), request)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void whatIsSentIsTheGoldenMessage(String name, String dialect, Golden golden, Golden.Request expected) {
        BankMappings mappings = mappings(expected);
        MessageContext context = golden.context(expected);

        BankRequest request = mappings.request(context, expected.step(), "");

        assertThat(document(dialect, request))
                .isEqualTo(new String(Golden.sample(dialect, expected.sample()), charset(request)));
        if (expected.url() != null) {
            assertThat(request.url()).isEqualTo(expected.url());
        }
        if (expected.contentType() != null) {
            assertThat(request.contentType()).isEqualTo(expected.contentType());
        }
        if (expected.headers() != null) {
            assertThat(request.headers()).containsExactlyInAnyOrderEntriesOf(expected.headers());
        }
        assertThat(mappings.steps(context)).isEqualTo(expected.steps() == null ? 1 : expected.steps());
        if (context.card() != null) {
            assertThat(request.shown()).doesNotContain(context.card().number());
        }
    }

    private static Charset charset(BankRequest request) {
        int at = request.contentType().indexOf("charset=");
        return at < 0
                ? StandardCharsets.UTF_8
                : Charset.forName(request.contentType().substring(at + 8));
    }

    /** The body, or the document in its one form field. */
    private static String document(String dialect, BankRequest request) {
        String body = new String(request.body(), charset(request));
        return body.matches("(?s)[A-Za-z]+=[^&]*")
                ? URLDecoder.decode(body.substring(body.indexOf('=') + 1), StandardCharsets.UTF_8)
                : body;
    }

    static Stream<Arguments> answers() {
        return Golden.all().entrySet().stream().flatMap(dialect -> dialect.getValue().answers().stream()
                .map(answer -> arguments(
                        dialect.getKey() + " " + answer.sample() + " to " + answer.operation(),
                        dialect.getKey(),
                        dialect.getValue(),
                        answer)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whatIsAnsweredIsRead(String name, String dialect, Golden golden, Golden.Answer expected) {
        BankMappings mappings = byMoment.computeIfAbsent("answers", key -> Mappings.packed());
        BankReply.Answered reply = new BankReply.Answered(
                expected.status() == null ? 200 : expected.status(),
                expected.contentType(),
                expected.headers() == null ? Map.of() : expected.headers(),
                Golden.sample(dialect, expected.sample()));

        Reading reading = mappings.read(golden.context(expected), expected.step(), reply);

        assertThat(read(reading)).isEqualTo(new TreeMap<>(expected.expect()));
        assertThat(reading.result().messageTr()).isNotBlank();
    }

    static Stream<Arguments> dialects() {
        return Golden.all().entrySet().stream().map(dialect -> arguments(dialect.getKey(), dialect.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void everyGoldenAnswerHasItsMeaning(String dialect, Golden golden) {
        assertThat(Golden.answers(dialect))
                .isSubsetOf(golden.answers().stream().map(Golden.Answer::sample).toList());
    }

    private static Map<String, String> read(Reading reading) {
        Map<String, String> read = new TreeMap<>();
        put(read, "outcome", reading.outcome().code());
        put(read, "code", reading.result().code().code());
        put(read, "bankCode", reading.result().bankCode());
        put(read, "message", reading.result().bankMessage());
        put(read, "authCode", reading.authCode());
        put(read, "hostReference", reading.hostReference());
        put(read, "bankTransactionId", reading.bankTransactionId());
        put(read, "state", reading.state());
        put(read, "captured", reading.capturedMinor());
        put(read, "refunded", reading.refundedMinor());
        reading.kept().forEach((key, value) -> put(read, "kept." + key, value));
        if (!reading.codeListed()) {
            read.put("codeListed", "false");
        }
        if (reading.authentication() != null) {
            put(read, "mdStatus", reading.authentication().mdStatus());
            put(read, "eci", reading.authentication().eci());
            put(read, "cavv", reading.authentication().cavv());
            put(read, "xid", reading.authentication().xid());
        }
        put(read, "level", reading.level());
        put(read, "maskedCard", reading.maskedCard());
        return read;
    }

    private static void put(Map<String, String> read, String name, Object value) {
        if (value != null) {
            read.put(
                    name,
                    value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString());
        }
    }

    static Stream<Arguments> forms() {
        return Golden.all().entrySet().stream().flatMap(dialect -> dialect.getValue().forms().stream()
                .map(form -> arguments(dialect.getKey() + " " + form.name(), dialect.getValue(), form)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void theBrowserSendsTheGoldenForm(String name, Golden golden, Golden.Form expected) {
        BankMappings mappings = mappings(Golden.instant(expected.at()), expected.random());
        MessageContext context = golden.context(expected);

        BrowserPage.Form form = (BrowserPage.Form) mappings.page(context, "https://hub.example", null);

        Map<String, String> fields = new LinkedHashMap<>();
        form.fields().forEach(field -> assertThat(fields.put(field.getKey(), field.getValue()))
                .as(field.getKey() + " stands once")
                .isNull());
        assertThat(fields).containsExactlyInAnyOrderEntriesOf(expected.fields());
        assertThat(form.get()).isEqualTo(expected.get());
        if (expected.action() != null) {
            assertThat(form.action()).isEqualTo(expected.action());
        }
        if (context.card() != null) {
            assertThat(form.shown()).doesNotContain(context.card().number());
        }
    }

    static Stream<Arguments> callbacks() {
        return Golden.all().entrySet().stream().flatMap(dialect -> dialect.getValue().callbacks().stream()
                .map(callback -> arguments(dialect.getKey() + " " + callback.name(), dialect.getValue(), callback)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callbacks")
    void whatTheBrowserBringsBackIsBelievedOrNot(String name, Golden golden, Golden.Callback expected) {
        BankMappings mappings = byMoment.computeIfAbsent("answers", key -> Mappings.packed());

        Reading reading = mappings.callback(
                golden.context(expected),
                new BankReply.Answered(200, "application/x-www-form-urlencoded", expected.form()));

        if (expected.believed()) {
            assertThat(read(reading)).isEqualTo(new TreeMap<>(expected.expect()));
        } else {
            assertThat(reading.outcome()).as(reading.result().bankMessage()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    static Stream<Arguments> vectors() {
        return Golden.all().entrySet().stream().flatMap(dialect -> dialect.getValue().vectors().stream()
                .map(vector -> arguments(dialect.getKey() + " " + vector.name(), vector)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void aSignatureIsTheProtocolsWorkedExample(String name, Golden.Vector vector) throws Exception {
        TemplateFunctions functions = new TemplateFunctions(Clock.systemUTC(), new SecureRandom());
        Map<String, Object> model = functions.in(ZoneOffset.UTC, functions.moment());
        model.put("v", vector.values() == null ? Map.of() : vector.values());
        Configuration freemarker = new Configuration(Configuration.VERSION_2_3_34);
        freemarker.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        StringWriter out = new StringWriter();

        new Template(name, "${" + vector.template() + "}", freemarker).process(model, out);

        assertThat(out.toString()).isEqualTo(vector.expect());
    }
}
