package org.sanalpos.hub.mapping;

import freemarker.core.OutputFormat;
import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.core.XMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.settings.SettingProblem;

/** Checks one dialect's folder and compiles it. */
final class DialectCompiler {
    private static final Map<String, Dialect.DocumentFormat> FORMATS = Map.of(
            "xml", Dialect.DocumentFormat.XML,
            "json", Dialect.DocumentFormat.JSON,
            "form", Dialect.DocumentFormat.FORM);
    private static final Set<Charset> UTF_8_OR_LESS = Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

    private final MappingReader reader;
    private final String folder;
    private final YamlFile<DialectFile> file;
    private final DialectFile written;
    private final Configuration freemarker = freemarker();

    DialectCompiler(MappingReader reader, String folder, YamlFile<DialectFile> file) {
        this.reader = reader;
        this.folder = folder;
        this.file = file;
        this.written = file.content();
    }

    Dialect compile(CodeTable shared) {
        if (!folder.endsWith("/" + file.required("dialect", written.dialect()))) {
            throw file.problem("dialect", "'" + written.dialect() + "' must be the folder's name");
        }
        if (written.operations() == null || written.operations().isEmpty()) {
            throw file.problem("operations", "expected at least one");
        }
        Map<String, Dialect.AnswerRules> answers = new LinkedHashMap<>();
        orEmpty(written.answers())
                .forEach((name, answer) ->
                        answers.put(name, new AnswerCompiler(file, name, whole(name, answer), this::inline).compile()));
        Map<OperationType, List<Dialect.Step>> operations = new EnumMap<>(OperationType.class);
        written.operations().forEach((name, operation) -> {
            String place = "operations." + name;
            OperationType type = operation(file, place, name);
            if (operation.steps() == null || operation.steps().isEmpty()) {
                throw file.problem(place, "expected at least one step");
            }
            operations.put(type, steps(place + ".steps", operation.steps(), answers));
        });
        String codes = folder + "/codes.csv";
        return new Dialect(
                written.dialect(),
                zone(),
                transactionCodeLength(),
                currencies(),
                operations,
                new ThreeDCompiler(file, this, answers).compile(),
                shared.with(codes, reader.text(codes)));
    }

    /** An answer with what it has of the one that it is like, and that one of another. */
    private DialectFile.AnswerFile whole(String name, DialectFile.AnswerFile written) {
        DialectFile.AnswerFile answer = written;
        Set<String> passed = new HashSet<>(Set.of(name));
        while (answer.like() != null) {
            DialectFile.AnswerFile other = this.written.answers().get(answer.like());
            if (other == null || !passed.add(answer.like())) {
                throw file.problem(
                        "answers." + name + ".like",
                        "'" + answer.like() + "': expected another of "
                                + this.written.answers().keySet());
            }
            answer = answer.over(other);
        }
        return answer;
    }

    /** @param place where the operation is named in the file */
    static OperationType operation(YamlFile<?> file, String place, String name) {
        try {
            return OperationType.of(name);
        } catch (IllegalArgumentException e) {
            throw file.problem(place, "'" + name + "': expected sale, preauth, capture, void, refund or inquiry");
        }
    }

    private Map<String, String> currencies() {
        if (written.currencies() == null || written.currencies().isEmpty()) {
            throw file.problem("currencies", "expected at least one");
        }
        written.currencies().keySet().forEach(alpha -> {
            try {
                Currency.getInstance(alpha);
            } catch (IllegalArgumentException e) {
                throw file.problem("currencies." + alpha, "is not a currency of ISO 4217");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(written.currencies()));
    }

    /** @param written null for none */
    List<Dialect.Step> steps(
            String place, List<DialectFile.StepFile> written, Map<String, Dialect.AnswerRules> answers) {
        List<Dialect.Step> steps = new ArrayList<>();
        for (DialectFile.StepFile step : written == null ? List.<DialectFile.StepFile>of() : written) {
            steps.add(step(place + "[" + (steps.size() + 1) + "]", step, answers));
        }
        return List.copyOf(steps);
    }

    /**
     * A form that the browser sends, and that the hub has no answer to.
     *
     * @param endpoint null if it goes elsewhere
     */
    Dialect.Step form(String place, String message, String endpoint) {
        Found found = found(place + ".form", message);
        if (found.format() != Dialect.DocumentFormat.FORM) {
            throw file.problem(place + ".form", "there is no template templates/" + message + ".form.ftl");
        }
        Dialect.Wire wire =
                new Dialect.Wire("application/x-www-form-urlencoded", StandardCharsets.UTF_8, null, Map.of());
        return new Dialect.Step(message, endpoint, null, found.format(), template(found), wire, null, null, false);
    }

    /** A template in the folder. */
    private record Found(String name, Dialect.DocumentFormat format) {}

    private Template template(Found found) {
        return template(found.name(), output(found.format()));
    }

    private Found found(String place, String message) {
        String path = folder + "/templates/" + message + ".";
        List<String> formats = FORMATS.keySet().stream()
                .filter(format -> reader.exists(path + format + ".ftl"))
                .sorted()
                .toList();
        if (formats.size() != 1) {
            throw file.problem(
                    place,
                    formats.isEmpty()
                            ? "there is no template templates/" + message + ".<xml|json|form>.ftl"
                            : "there are templates/" + message + ".*.ftl of several formats: " + formats);
        }
        return new Found(path + formats.get(0) + ".ftl", FORMATS.get(formats.get(0)));
    }

    private Dialect.Step step(String place, DialectFile.StepFile step, Map<String, Dialect.AnswerRules> answers) {
        String message = file.required(place + ".message", step.message());
        Dialect.AnswerRules answer = answers.get(file.required(place + ".answer", step.answer()));
        if (answer == null) {
            throw file.problem(place + ".answer", "'" + step.answer() + "': expected one of " + answers.keySet());
        }
        Found found = found(place + ".message", message);
        Dialect.DocumentFormat format = found.format();
        if (step.path() != null && !step.path().startsWith("/")) {
            throw file.problem(place + ".path", "'" + step.path() + "': expected a path that begins with /");
        }
        return new Dialect.Step(
                message,
                file.required(place + ".endpoint", step.endpoint()),
                step.path(),
                format,
                template(found),
                step.request() != null
                        ? wire(place + ".request", step.request(), format)
                        : wire("request", written.request(), format),
                answer,
                step.when() == null ? null : inline(place + ".when", truth(step.when())),
                Boolean.TRUE.equals(step.optional()));
    }

    private Dialect.Wire wire(String place, DialectFile.RequestFile request, Dialect.DocumentFormat format) {
        if (request == null) {
            throw file.problem(place, "is missing");
        }
        Charset charset = charset(file, place + ".charset", request.charset());
        if (format == Dialect.DocumentFormat.FORM && !UTF_8_OR_LESS.contains(charset)) {
            throw file.problem(place + ".charset", "forms are percent-encoded as UTF-8, expected UTF-8 or US-ASCII");
        }
        Map<String, Template> headers = new LinkedHashMap<>();
        orEmpty(request.headers()).forEach((name, text) -> {
            headers.put(name, inline(place + ".headers." + name, text));
        });
        return new Dialect.Wire(
                file.required(place + ".contentType", request.contentType()), charset, request.field(), headers);
    }

    /** A template that gives {@code true} or {@code false} of an expression. */
    static String truth(String expression) {
        return "${(" + expression + ")?c}";
    }

    /** A small template that stands in the dialect's own file. */
    Template inline(String place, String text) {
        try {
            return template(place, text, PlainTextOutputFormat.INSTANCE);
        } catch (ParseException e) {
            throw file.problem(place, reason(e));
        }
    }

    private Template template(String name, OutputFormat format) {
        try {
            return template(name, reader.text(name), format);
        } catch (ParseException e) {
            throw new SettingProblem(name + ":" + e.getLineNumber(), reason(e));
        }
    }

    private Template template(String name, String text, OutputFormat format) throws ParseException {
        TemplateConfiguration own = new TemplateConfiguration();
        own.setParentConfiguration(freemarker);
        own.setOutputFormat(format);
        try {
            return new Template(name, name, new StringReader(text), freemarker, own, null);
        } catch (ParseException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(ParseException e) {
        return e.getEditorMessage().lines().findFirst().orElse("does not parse");
    }

    private static OutputFormat output(Dialect.DocumentFormat format) {
        return switch (format) {
            case XML -> XMLOutputFormat.INSTANCE;
            case JSON -> EscapingFormat.JSON;
            case FORM -> EscapingFormat.FORM;
        };
    }

    /** The charset that is named, or UTF-8 where none is. */
    static Charset charset(YamlFile<?> file, String place, String name) {
        Charset named = namedCharset(file, place, name);
        return named == null ? StandardCharsets.UTF_8 : named;
    }

    /** The charset that is named, or null where none is. */
    static Charset namedCharset(YamlFile<?> file, String place, String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw file.problem(place, "charset '" + name + "' is not known");
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(file.required("timeZone", written.timeZone()));
        } catch (DateTimeException e) {
            throw file.problem("timeZone", "'" + written.timeZone() + "': expected a zone such as Europe/Istanbul");
        }
    }

    private int transactionCodeLength() {
        DialectFile.TransactionCodeFile code = written.transactionCode();
        int length = code == null || code.length() == null ? 20 : code.length();
        if (length < 20 || length > 26) {
            throw file.problem("transactionCode.length", length + ": expected 20 to 26");
        }
        return length;
    }

    private static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    private static Configuration freemarker() {
        Configuration freemarker = new Configuration(Configuration.VERSION_2_3_34);
        freemarker.setLocale(Locale.ROOT);
        freemarker.setNumberFormat("computer");
        freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        freemarker.setLogTemplateExceptions(false);
        freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return freemarker;
    }
}
