package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.payment.ThreeDSession;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The golden messages of a dialect, as {@code samples/golden.yaml} beside them lists them: what is sent for what, what answers mean, and
 * worked examples of the protocol's signatures.
 *
 * @param account the credentials of all messages
 */
record Golden(
        String bank,
        Map<String, String> account,
        String outboundIp,
        List<Request> requests,
        List<Answer> answers,
        List<Form> forms,
        List<Callback> callbacks,
        List<Vector> vectors) {

    private static final String PRODUCTION = "production";
    private static final Path DIALECTS = Path.of("bank-mappings/dialects");
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    Golden {
        requests = requests == null ? List.of() : requests;
        answers = answers == null ? List.of() : answers;
        forms = forms == null ? List.of() : forms;
        callbacks = callbacks == null ? List.of() : callbacks;
        vectors = vectors == null ? List.of() : vectors;
    }

    /**
     * @param sample file with the document that is sent
     * @param step counts from 0
     * @param at wall clock time in Istanbul
     * @param random hexadecimal digits that are drawn, in the order of the draws
     * @param answers values of answers to earlier steps, by message
     * @param environment production if it is not named
     * @param account credentials beside those of all messages, or in their place
     * @param stage which of the messages of 3-D Secure; of none if it is not named
     */
    record Request(
            String sample,
            String operation,
            int step,
            String at,
            List<String> random,
            Wish payment,
            Plastic card,
            List<Before> earlier,
            Map<String, Map<String, String>> answers,
            Integer steps,
            String url,
            String contentType,
            Map<String, String> headers,
            String environment,
            Map<String, String> account,
            String stage,
            String secure,
            Way threeD) {}

    /**
     * @param sample file with the answer's bytes
     * @param expect what is to be read, by the names of {@link Reading}; what is not named is not there
     */
    record Answer(
            String sample,
            String operation,
            int step,
            Wish payment,
            List<Before> earlier,
            Integer status,
            String contentType,
            Map<String, String> headers,
            Map<String, String> expect,
            Map<String, String> account,
            String stage,
            String secure,
            Way threeD,
            Map<String, Map<String, String>> answers) {}

    /**
     * A form that the browser sends to the bank.
     *
     * @param answers values of answers to the steps before, by message
     * @param action where it goes, if that is to be looked at
     * @param fields all of them
     */
    record Form(
            String name,
            String secure,
            String operation,
            Wish payment,
            Plastic card,
            Way threeD,
            String at,
            List<String> random,
            String environment,
            Map<String, String> account,
            Map<String, Map<String, String>> answers,
            String action,
            boolean get,
            Map<String, String> fields) {}

    /**
     * What the browser brings back.
     *
     * @param body percent-encoded, or instead of it the {@code fields} as they are
     * @param believed whether it is the bank's word about this payment
     * @param expect what is to be read if it is believed, by the names of {@link Answer}'s
     */
    record Callback(
            String name,
            String secure,
            String operation,
            Wish payment,
            Way threeD,
            Map<String, String> account,
            String body,
            Map<String, String> fields,
            boolean believed,
            Map<String, String> expect) {

        byte[] form() {
            String text = body != null
                    ? body.strip()
                    : fields.entrySet().stream()
                            .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"));
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** The way of a cardholder; {@code callbackUrl} ends with {@code /callback}. */
    record Way(String id, String callbackUrl, String language, Map<String, String> kept) {
        static final Way USUAL = new Way(null, null, null, null);

        ThreeDSession session() {
            String url = callbackUrl == null ? "https://hub.example/3ds/01JD/callback" : callbackUrl;
            return new ThreeDSession(
                    id == null ? "0123456789abcdef0123456789abcdef" : id,
                    "01J0000000000000000000000A",
                    "01J0000000000000000000000B",
                    ThreeDSession.State.SHOWN,
                    url.substring(0, url.length() - "/callback".length()),
                    null,
                    language == null ? "tr" : language,
                    "node",
                    kept == null ? Map.of() : kept,
                    Mappings.NOW,
                    Mappings.NOW.plusSeconds(900));
        }
    }

    /** @param template an expression of the templates' functions over {@code v}, the values */
    record Vector(String name, String template, Map<String, String> values, String expect) {}

    /**
     * @param part the operation's amount if it is not the payment's
     * @param id the operation's id
     */
    record Wish(
            String code,
            String amount,
            String part,
            String currency,
            Integer installments,
            String channel,
            String ip,
            String email,
            String name,
            String phone,
            String orderNo,
            String description,
            String id,
            String refunded,
            String maskedCard) {
        static final Wish USUAL =
                new Wish(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    record Plastic(String number, String expiry, String cvv, String holder) {}

    /** An operation that went before; approved if it names no other outcome. */
    record Before(
            String type,
            String outcome,
            String amount,
            String id,
            String authCode,
            String hostReference,
            String bankTransactionId,
            Map<String, String> kept) {}

    /** Every dialect that has golden messages in this form, by name. */
    static Map<String, Golden> all() {
        try (Stream<Path> folders = Files.list(DIALECTS)) {
            Map<String, Golden> all = new TreeMap<>();
            for (Path folder : folders.toList()) {
                Path file = folder.resolve("samples/golden.yaml");
                if (Files.exists(file)) {
                    all.put(folder.getFileName().toString(), YAML.readValue(file.toFile(), Golden.class));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files beside a dialect that hold answers. */
    static List<String> answers(String dialect) {
        try (Stream<Path> files = Files.list(DIALECTS.resolve(dialect).resolve("samples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains(".request.") && !name.equals("golden.yaml"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sample(String dialect, String name) {
        try {
            return Files.readAllBytes(
                    DIALECTS.resolve(dialect).resolve("samples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instant instant(String local) {
        return local == null
                ? Mappings.NOW
                : LocalDateTime.parse(local).atZone(ISTANBUL).toInstant();
    }

    MessageContext context(Request request) {
        return contexts(request.environment(), request.account())
                .of(
                        request.operation(),
                        request.payment(),
                        request.card(),
                        request.earlier(),
                        request.answers(),
                        request.secure(),
                        stage(request.stage()),
                        request.threeD());
    }

    MessageContext context(Answer answer) {
        return contexts(null, answer.account())
                .of(
                        answer.operation(),
                        answer.payment(),
                        null,
                        answer.earlier(),
                        answer.answers(),
                        answer.secure(),
                        stage(answer.stage()),
                        answer.threeD());
    }

    MessageContext context(Form form) {
        return contexts(form.environment(), form.account())
                .of(
                        form.operation() == null ? "sale" : form.operation(),
                        form.payment(),
                        form.card(),
                        null,
                        form.answers(),
                        form.secure(),
                        Stage.START,
                        form.threeD());
    }

    MessageContext context(Callback callback) {
        return contexts(null, callback.account())
                .of(
                        callback.operation() == null ? "sale" : callback.operation(),
                        callback.payment(),
                        null,
                        null,
                        null,
                        callback.secure(),
                        Stage.VERIFY,
                        callback.threeD());
    }

    private GoldenContexts contexts(String environment, Map<String, String> own) {
        Map<String, String> credentials = new TreeMap<>(account);
        credentials.putAll(own == null ? Map.of() : own);
        credentials.values().removeIf(String::isEmpty);
        return new GoldenContexts(new Account(
                bank, environment == null ? PRODUCTION : environment, credentials, Map.of(), Set.of(), outboundIp));
    }

    private static Stage stage(String name) {
        return name == null ? Stage.OPERATION : Stage.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
