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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.settings.SettingProblem;

/** Checks one dialect's folder and compiles it. */
final class DialectCompiler {
    private static final Map<String, Dialect.DocumentFormat> FORMATS = Map.of(
            "xml", Dialect.DocumentFormat.XML,
            "json", Dialect.DocumentFormat.JSON,
            "form", Dialect.DocumentFormat.FORM);

    private final MappingReader reader;
    private final String folder;
    private final String file;
    private final Configuration freemarker = freemarker();

    DialectCompiler(MappingReader reader, String folder) {
        this.reader = reader;
        this.folder = folder;
        this.file = folder + "/dialect.yaml";
    }

    Dialect compile(DialectFile written, CodeTable shared) {
        if (!folder.endsWith("/" + written.dialect())) {
            throw new SettingProblem(file, "dialect '" + written.dialect() + "' must be the folder's name");
        }
        if (written.operations() == null || written.operations().isEmpty()) {
            throw new SettingProblem(file, "operations: expected at least one");
        }
        if (written.currencies() == null || written.currencies().isEmpty()) {
            throw new SettingProblem(file, "currencies: expected at least one");
        }
        String codes = folder + "/codes.csv";
        Map<String, Dialect.AnswerRules> answers = new LinkedHashMap<>();
        if (written.answers() != null) {
            written.answers().forEach((name, answer) -> answers.put(name, answer(name, answer)));
        }
        Map<OperationType, List<Dialect.Step>> operations = new EnumMap<>(OperationType.class);
        written.operations().forEach((name, operation) -> {
            List<Dialect.Step> steps = new ArrayList<>();
            for (DialectFile.StepFile step : orEmpty(operation.steps())) {
                steps.add(step(name, step, written, answers));
            }
            if (steps.isEmpty()) {
                throw new SettingProblem(file, "operations." + name + ": expected at least one step");
            }
            operations.put(operation(file, name), List.copyOf(steps));
        });
        return new Dialect(
                written.dialect(),
                zone(written.timeZone()),
                transactionCodeLength(written.transactionCode()),
                Map.copyOf(written.currencies()),
                operations,
                reader.<CodeTable>with(codes, csv -> shared.with(codes, csv)));
    }

    static OperationType operation(String file, String name) {
        try {
            return OperationType.of(name);
        } catch (IllegalArgumentException e) {
            throw new SettingProblem(
                    file, "operation '" + name + "': expected sale, preauth, capture, void, refund or inquiry");
        }
    }

    private Dialect.Step step(
            String operation,
            DialectFile.StepFile step,
            DialectFile written,
            Map<String, Dialect.AnswerRules> answers) {
        Dialect.AnswerRules answer = answers.get(step.answer());
        if (answer == null) {
            throw new SettingProblem(
                    file,
                    "operations." + operation + ": answer '" + step.answer() + "': expected one of "
                            + answers.keySet());
        }
        if (step.endpoint() == null) {
            throw new SettingProblem(file, "operations." + operation + ": a step has no endpoint");
        }
        for (Map.Entry<String, Dialect.DocumentFormat> format : FORMATS.entrySet()) {
            String name = folder + "/templates/" + step.message() + "." + format.getKey() + ".ftl";
            String text;
            try {
                text = reader.text(name);
            } catch (SettingProblem absent) {
                continue;
            }
            return new Dialect.Step(
                    step.message(),
                    step.endpoint(),
                    format.getValue(),
                    template(name, text, output(format.getValue())),
                    wire(step.request() != null ? step.request() : written.request()),
                    answer);
        }
        throw new SettingProblem(
                file, "operations." + operation + ": no template templates/" + step.message() + ".<xml|json|form>.ftl");
    }

    private Dialect.Wire wire(DialectFile.RequestFile request) {
        if (request == null || request.contentType() == null) {
            throw new SettingProblem(file, "request.contentType is missing");
        }
        Map<String, Template> headers = new LinkedHashMap<>();
        orEmpty(request.headers())
                .forEach((name, text) ->
                        headers.put(name, template(file + " header " + name, text, PlainTextOutputFormat.INSTANCE)));
        return new Dialect.Wire(
                request.contentType(), charset(request.charset(), StandardCharsets.UTF_8), request.field(), headers);
    }

    private Dialect.AnswerRules answer(String name, DialectFile.AnswerFile answer) {
        String place = "answers." + name;
        Dialect.AnswerFormat format;
        try {
            format =
                    Dialect.AnswerFormat.valueOf(String.valueOf(answer.format()).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new SettingProblem(file, place + ".format: expected xml, json, form or pairs");
        }
        List<Dialect.Condition> answered = conditions(place + ".answered", answer.answered());
        if (answered.isEmpty()) {
            throw new SettingProblem(file, place + ".answered: expected what shows that the bank answered");
        }
        List<Dialect.Condition> approved = conditions(place + ".approved", answer.approved());
        List<Dialect.StateRule> states = new ArrayList<>();
        for (DialectFile.StateFile state : orEmpty(answer.states())) {
            states.add(new Dialect.StateRule(state(place, state.state()), condition(place + ".states", state.when())));
        }
        if (approved.isEmpty() && states.isEmpty()) {
            throw new SettingProblem(file, place + ": expected 'approved' (or 'states' for an inquiry)");
        }
        List<Dialect.CodeRule> code = new ArrayList<>();
        for (DialectFile.CodeFile rule : orEmpty(answer.code())) {
            code.add(new Dialect.CodeRule(
                    rule.path(), pattern(place + ".code", rule.matching() == null ? ".+" : rule.matching())));
        }
        Map<String, Dialect.AmountRule> amounts = new LinkedHashMap<>();
        orEmpty(answer.amounts())
                .forEach((key, amount) ->
                        amounts.put(key, new Dialect.AmountRule(amount.path(), "minor".equals(amount.unit()))));
        DialectFile.ExpandFile expand = answer.expand();
        return new Dialect.AnswerRules(
                format,
                answer.root(),
                charset(answer.charset(), StandardCharsets.UTF_8),
                expand == null
                        ? null
                        : new Dialect.Expand(expand.path(), expand.separator(), expand.pair(), expand.into()),
                orEmpty(answer.echoes()),
                answered,
                approved,
                conditions(place + ".pending", answer.pending()),
                code,
                orEmpty(answer.values()),
                orEmpty(answer.keep()),
                states,
                amounts);
    }

    private InquiredState state(String place, String state) {
        try {
            return InquiredState.of(state);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new SettingProblem(
                    file, place + ".states: '" + state + "': expected one of " + List.of(InquiredState.values()));
        }
    }

    private List<Dialect.Condition> conditions(String place, List<Map<String, String>> written) {
        List<Dialect.Condition> conditions = new ArrayList<>();
        orEmpty(written).forEach(condition -> conditions.add(condition(place, condition)));
        return conditions;
    }

    private Dialect.Condition condition(String place, Map<String, String> written) {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        orEmpty(written).forEach((path, pattern) -> patterns.put(path, pattern(place + "." + path, pattern)));
        if (patterns.isEmpty()) {
            throw new SettingProblem(file, place + ": a condition is empty");
        }
        return new Dialect.Condition(patterns);
    }

    private Pattern pattern(String place, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new SettingProblem(file, place + ": '" + text + "' is no regular expression: " + e.getDescription());
        }
    }

    private Template template(String name, String text, OutputFormat format) {
        try {
            TemplateConfiguration own = new TemplateConfiguration();
            own.setParentConfiguration(freemarker);
            own.setOutputFormat(format);
            return new Template(name, name, new StringReader(text), freemarker, own, null);
        } catch (ParseException e) {
            throw new SettingProblem(
                    name + ":" + e.getLineNumber(),
                    e.getEditorMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new SettingProblem(name, "cannot be read: " + e.getMessage());
        }
    }

    private static OutputFormat output(Dialect.DocumentFormat format) {
        return switch (format) {
            case XML -> XMLOutputFormat.INSTANCE;
            case JSON -> EscapingFormat.JSON;
            case FORM -> EscapingFormat.FORM;
        };
    }

    private Charset charset(String name, Charset otherwise) {
        if (name == null) {
            return otherwise;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new SettingProblem(file, "charset '" + name + "' is not known");
        }
    }

    private ZoneId zone(String name) {
        try {
            return ZoneId.of(String.valueOf(name));
        } catch (java.time.DateTimeException e) {
            throw new SettingProblem(file, "timeZone '" + name + "': expected a zone such as Europe/Istanbul");
        }
    }

    private int transactionCodeLength(DialectFile.TransactionCodeFile code) {
        int length = code == null || code.length() == null ? 20 : code.length();
        if (length < 20 || length > 26) {
            throw new SettingProblem(file, "transactionCode.length: expected 20 to 26");
        }
        return length;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
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
