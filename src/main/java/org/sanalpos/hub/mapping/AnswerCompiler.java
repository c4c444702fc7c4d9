package org.sanalpos.hub.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks how a dialect says that an answer is read, and compiles it. */
final class AnswerCompiler {
    private final YamlFile<DialectFile> file;
    private final String place;
    private final DialectFile.AnswerFile answer;

    AnswerCompiler(YamlFile<DialectFile> file, String name, DialectFile.AnswerFile answer) {
        this.file = file;
        this.place = "answers." + name;
        this.answer = answer;
    }

    Dialect.AnswerRules compile() {
        List<Dialect.Condition> answered = conditions("answered", answer.answered());
        if (answered.isEmpty()) {
            throw file.problem(place + ".answered", "expected what shows that the bank answered");
        }
        List<Dialect.Condition> approved = conditions("approved", answer.approved());
        List<Dialect.StateRule> states = states();
        if (approved.isEmpty() == states.isEmpty()) {
            throw file.problem(place, "expected either 'approved' or, for an inquiry, 'states'");
        }
        checkPaths("echoes", answer.echoes(), AnswerReader.ECHOES);
        checkPaths("values", answer.values(), AnswerReader.VALUES);
        checkPaths("keep", answer.keep(), null);
        return new Dialect.AnswerRules(
                format(),
                answer.root(),
                DialectCompiler.charset(file, place + ".charset", answer.charset()),
                expand(),
                orEmpty(answer.echoes()),
                answered,
                approved,
                conditions("pending", answer.pending()),
                codes(),
                orEmpty(answer.values()),
                orEmpty(answer.keep()),
                states,
                amounts());
    }

    private Dialect.AnswerFormat format() {
        try {
            return Dialect.AnswerFormat.valueOf(
                    file.required(place + ".format", answer.format()).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw file.problem(place + ".format", "'" + answer.format() + "': expected xml, json, form or pairs");
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

    private List<Dialect.CodeRule> codes() {
        List<Dialect.CodeRule> codes = new ArrayList<>();
        for (DialectFile.CodeFile rule : orEmpty(answer.code())) {
            String at = place + ".code[" + (codes.size() + 1) + "]";
            codes.add(new Dialect.CodeRule(
                    file.required(at + ".path", rule.path()),
                    pattern(at + ".matching", rule.matching() == null ? ".+" : rule.matching())));
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
            if (amount.path() == null || amount.path().isEmpty()) {
                throw file.problem(at + ".path", "is missing");
            }
            if (!"minor".equals(amount.unit()) && !"major".equals(amount.unit())) {
                throw file.problem(at + ".unit", "'" + amount.unit() + "': expected minor or major");
            }
            amounts.put(name, new Dialect.AmountRule(amount.path(), "minor".equals(amount.unit())));
        });
        return amounts;
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
