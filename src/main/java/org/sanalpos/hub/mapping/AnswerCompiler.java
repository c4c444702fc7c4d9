package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks how a dialect says that an answer is read, and compiles it. */
final class AnswerCompiler {
    private final YamlFile<DialectFile> file;
    private final String place;
    private final DialectFile.AnswerFile answer;
    private final BiFunction<String, String, Template> inline;

    /** @param inline makes a template of a place in the file and the text that stands there */
    AnswerCompiler(
            YamlFile<DialectFile> file,
            String name,
            DialectFile.AnswerFile answer,
            BiFunction<String, String, Template> inline) {
        this.file = file;
        this.place = "answers." + name;
        this.answer = answer;
        this.inline = inline;
    }

    Dialect.AnswerRules compile() {
        List<Dialect.Condition> answered = conditions("answered", answer.answered());
        if (answered.isEmpty()) {
            throw file.problem(place + ".answered", "expected what shows that the bank answered");
        }
        List<Dialect.Condition> approved = conditions("approved", answer.approved());
        List<Dialect.StateRule> states = states();
        boolean inquiry = !states.isEmpty() || answer.history() != null;
        if (approved.isEmpty() != inquiry) {
            throw file.problem(place, "expected either 'approved' or, for an inquiry, 'states' or 'history'");
        }
        checkPaths("echoes", answer.echoes(), AnswerReader.ECHOES);
        checkPaths("keep", answer.keep(), null);
        return new Dialect.AnswerRules(
                format(),
                Boolean.TRUE.equals(answer.orJson()),
                answer.root(),
                DialectCompiler.namedCharset(file, place + ".charset", answer.charset()),
                expand(),
                orEmpty(answer.echoes()),
                signed(),
                verify("verify", answer.verify()),
                answered,
                approved,
                conditions("pending", answer.pending()),
                codes("code", answer.code()),
                values("", answer.values(), answer.absent(), answer.remove(), answer.onlyApproved()),
                orEmpty(answer.keep()),
                states,
                amounts(),
                history());
    }

    private List<Dialect.Verification> verify(String list, Map<String, String> written) {
        List<Dialect.Verification> verify = new ArrayList<>();
        orEmpty(written)
                .forEach((path, text) -> verify.add(
                        new Dialect.Verification(path, inline.apply(place + "." + list + "." + path, text))));
        return verify;
    }

    private List<Dialect.Signature> signed() {
        List<Dialect.Signature> signed = new ArrayList<>();
        for (DialectFile.SignedFile signature : orEmpty(answer.signed())) {
            String at = place + ".signed[" + (signed.size() + 1) + "]";
            if (signature.expected() == null || signature.expected().isEmpty()) {
                throw file.problem(at + ".expected", "expected at least one template");
            }
            List<Template> expected = new ArrayList<>();
            for (String text : signature.expected()) {
                expected.add(inline.apply(at + ".expected[" + (expected.size() + 1) + "]", text));
            }
            signed.add(new Dialect.Signature(
                    file.required(at + ".path", signature.path()),
                    List.copyOf(expected),
                    signature.optional() == null
                            ? null
                            : inline.apply(at + ".optional", DialectCompiler.truth(signature.optional()))));
        }
        return List.copyOf(signed);
    }

    private Map<String, Dialect.ValueRule> values(
            String in,
            Map<String, List<String>> written,
            Map<String, String> absent,
            Map<String, String> remove,
            List<String> onlyApproved) {
        checkPaths(in + "values", written, AnswerReader.VALUES);
        for (Map.Entry<String, Collection<String>> list : Map.of(
                        "absent", orEmpty(absent).keySet(),
                        "remove", orEmpty(remove).keySet(),
                        "onlyApproved", orEmpty(onlyApproved))
                .entrySet()) {
            list.getValue().stream()
                    .filter(name -> !orEmpty(written).containsKey(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw file.problem(
                                place + "." + in + list.getKey() + "." + name, "is not one of the values above");
                    });
        }
        Map<String, Dialect.ValueRule> values = new LinkedHashMap<>();
        orEmpty(written)
                .forEach((name, paths) -> values.put(
                        name,
                        new Dialect.ValueRule(
                                paths,
                                optionalPattern(
                                        in + "absent." + name, orEmpty(absent).get(name)),
                                optionalPattern(
                                        in + "remove." + name, orEmpty(remove).get(name)),
                                orEmpty(onlyApproved).contains(name))));
        return values;
    }

    private Pattern optionalPattern(String inner, String text) {
        return text == null ? null : pattern(place + "." + inner, text);
    }

    private Dialect.HistoryRules history() {
        DialectFile.HistoryFile history = answer.history();
        if (history == null) {
            return null;
        }
        checkPaths("history.echoes", history.echoes(), AnswerReader.ECHOES);
        List<Dialect.RowRule> kinds = new ArrayList<>();
        for (DialectFile.RowFile row : orEmpty(history.kinds())) {
            String at = place + ".history.kinds[" + (kinds.size() + 1) + "]";
            Dialect.RowKind kind = kind(at + ".kind", file.required(at + ".kind", row.kind()));
            if (row.of() != null && kind != Dialect.RowKind.VOID) {
                throw file.problem(at + ".of", "only a void is of another row");
            }
            kinds.add(new Dialect.RowRule(
                    kind,
                    row.of() == null ? null : kind(at + ".of", row.of()),
                    Boolean.TRUE.equals(row.dead()),
                    condition(at + ".when", row.when())));
        }
        if (kinds.isEmpty()) {
            throw file.problem(place + ".history.kinds", "expected what the rows are");
        }
        if (history.amount() == null) {
            throw file.problem(place + ".history.amount", "is missing");
        }
        return new Dialect.HistoryRules(
                new RowsCompiler(file, place + ".history", history).compile(),
                orEmpty(history.echoes()),
                verify("history.verify", history.verify()),
                kinds,
                amount(place + ".history.amount", history.amount()),
                codes("history.code", history.code()),
                values("history.", history.values(), history.absent(), history.remove(), List.of()));
    }

    private Dialect.RowKind kind(String at, String kind) {
        try {
            return Dialect.RowKind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw file.problem(
                    at,
                    "'" + kind
                            + "': expected sale, preauth, closed, capture, refund, void, refused, doubtful or ignored");
        }
    }

    private Dialect.AnswerFormat format() {
        try {
            return Dialect.AnswerFormat.valueOf(
                    file.required(place + ".format", answer.format()).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw file.problem(place + ".format", "'" + answer.format() + "': expected xml, json, form, pairs or page");
        }
    }

    private Dialect.Expand expand() {
        DialectFile.ExpandFile expand = answer.expand();
        if (expand == null) {
            return null;
        }
        return new Dialect.Expand(
                file.required(place + ".expand.path", expand.path()),
                notEmpty("expand.separator", expand.separator()),
                notEmpty("expand.pair", expand.pair()),
                expand.into() == null ? "" : expand.into());
    }

    /** A separator may be a blank, but not nothing. */
    private String notEmpty(String inner, String text) {
        if (text == null || text.isEmpty()) {
            throw file.problem(place + "." + inner, "is missing");
        }
        return text;
    }

    private List<Dialect.CodeRule> codes(String list, List<DialectFile.CodeFile> written) {
        List<Dialect.CodeRule> codes = new ArrayList<>();
        for (DialectFile.CodeFile rule : orEmpty(written)) {
            String at = place + "." + list + "[" + (codes.size() + 1) + "]";
            if ((rule.path() == null) == (rule.paths() == null)
                    || rule.paths() != null && rule.paths().isEmpty()) {
                throw file.problem(at, "expected 'path', or 'paths' whose values make the code");
            }
            codes.add(new Dialect.CodeRule(
                    rule.paths() == null ? List.of(rule.path()) : List.copyOf(rule.paths()),
                    pattern(at + ".matching", rule.matching() == null ? ".+" : rule.matching()),
                    rule.when() == null ? null : condition(at + ".when", rule.when()),
                    rule.row()));
        }
        return codes;
    }

    private List<Dialect.StateRule> states() {
        List<Dialect.StateRule> states = new ArrayList<>();
        for (DialectFile.StateFile state : orEmpty(answer.states())) {
            String at = place + ".states[" + (states.size() + 1) + "]";
            states.add(new Dialect.StateRule(
                    state(at + ".state", file.required(at + ".state", state.state())),
                    condition(at + ".when", state.when())));
        }
        return states;
    }

    private InquiredState state(String at, String state) {
        try {
            return InquiredState.of(state);
        } catch (IllegalArgumentException e) {
            throw file.problem(
                    at,
                    "'" + state + "': expected authorized, captured, voided, refunded, declined, pending or not_found");
        }
    }

    private Map<String, Dialect.AmountRule> amounts() {
        Map<String, Dialect.AmountRule> amounts = new LinkedHashMap<>();
        orEmpty(answer.amounts()).forEach((name, amount) -> {
            String at = place + ".amounts." + name;
            if (!AnswerReader.AMOUNTS.contains(name)) {
                throw file.problem(at, "expected one of " + new TreeSet<>(AnswerReader.AMOUNTS));
            }
            amounts.put(name, amount(at, amount));
        });
        return amounts;
    }

    private Dialect.AmountRule amount(String at, DialectFile.AmountFile amount) {
        if (amount.path() == null || amount.path().isEmpty()) {
            throw file.problem(at + ".path", "is missing");
        }
        try {
            return new Dialect.AmountRule(
                    amount.path(),
                    Dialect.AmountUnit.valueOf(
                            file.required(at + ".unit", amount.unit()).toUpperCase(Locale.ROOT)),
                    amount.when() == null ? null : condition(at + ".when", amount.when()));
        } catch (IllegalArgumentException e) {
            throw file.problem(at + ".unit", "'" + amount.unit() + "': expected minor, major or comma");
        }
    }

    /** @param names the names that are allowed, or null for any */
    private void checkPaths(String list, Map<String, List<String>> written, Set<String> names) {
        orEmpty(written).forEach((name, paths) -> {
            if (names != null && !names.contains(name)) {
                throw file.problem(place + "." + list + "." + name, "expected one of " + new TreeSet<>(names));
            }
            if (paths.isEmpty()) {
                throw file.problem(place + "." + list + "." + name, "expected at least one path");
            }
        });
    }

    private List<Dialect.Condition> conditions(String list, List<Map<String, String>> written) {
        List<Dialect.Condition> conditions = new ArrayList<>();
        for (Map<String, String> condition : orEmpty(written)) {
            conditions.add(condition(place + "." + list + "[" + (conditions.size() + 1) + "]", condition));
        }
        return conditions;
    }

    private Dialect.Condition condition(String at, Map<String, String> written) {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        orEmpty(written).forEach((path, pattern) -> patterns.put(path, pattern(at + "." + path, pattern)));
        if (patterns.isEmpty()) {
            throw file.problem(at, "a condition is empty");
        }
        return new Dialect.Condition(patterns);
    }

    private Pattern pattern(String at, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw file.problem(at, "'" + text + "' is no regular expression: " + e.getDescription());
        }
    }

    private static <T> Collection<T> orEmpty(Collection<T> list) {
        return list == null ? List.of() : list;
    }

    private static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
        return map == null ? Map.of() : map;
    }
}
