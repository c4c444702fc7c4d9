package org.sanalpos.hub.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Finds the bank's code in an answer. */
final class CodeRules {
    private static final int LONGEST = 64;

    /** A named group in a pattern: the code is that part of the value. */
    private static final String PART = "(?<code>";

    private CodeRules() {}

    /**
     * A bank's code with the row of the code table that says what it means.
     *
     * @param code as the bank wrote it
     * @param row the same, unless the dialect tells several meanings of one code apart
     */
    record Found(String code, String row) {
        static final Found NONE = new Found(null, null);
    }

    /** The code by the first rule that finds one. */
    static Found find(List<Dialect.CodeRule> rules, Map<String, String> values) {
        for (Dialect.CodeRule rule : rules) {
            if (rule.when() != null && !rule.when().holds(values)) {
                continue;
            }
            List<String> parts = new ArrayList<>();
            rule.paths().forEach(path -> parts.add(values.getOrDefault(path, "")));
            if (parts.contains("")) {
                continue;
            }
            Matcher code = rule.matching().matcher(String.join("/", parts));
            if (code.matches()) {
                String text = rule.matching().pattern().contains(PART) ? code.group("code") : code.group();
                String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
                return new Found(cut, rule.row() == null ? cut : rule.row().replace("$", cut));
            }
        }
        return Found.NONE;
    }
}
