package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.OperationType;

/** A wire protocol, checked and compiled from its folder. */
record Dialect(
        String name,
        ZoneId zone,
        int transactionCodeLength,
        Map<String, String> currencies,
        Map<OperationType, List<Step>> operations,
        CodeTable codes) {

    enum DocumentFormat {
        XML,
        JSON,
        FORM
    }

    /** One round trip of an operation. */
    record Step(
            String message, String endpoint, DocumentFormat format, Template template, Wire wire, AnswerRules answer) {}

    /**
     * @param field the form field that carries the document, or null
     * @param headers templates by header name
     */
    record Wire(String contentType, Charset charset, String field, Map<String, Template> headers) {}

    enum AnswerFormat {
        XML,
        JSON,
        FORM,
        /** {@code k=v;;k=v} */
        PAIRS
    }

    /** A condition holds when every path's value (absent counts as empty) matches whole. */
    record Condition(Map<String, Pattern> patterns) {
        boolean holds(Map<String, String> values) {
            return patterns.entrySet().stream().allMatch(entry -> entry.getValue()
                    .matcher(values.getOrDefault(entry.getKey(), ""))
                    .matches());
        }
    }

    record CodeRule(String path, Pattern matching) {}

    record StateRule(InquiredState state, Condition when) {}

    /** @param minor whether the amount is written in minor units */
    record AmountRule(List<String> paths, boolean minor) {}

    record Expand(String path, String separator, String pair, String into) {}

    /** How an answer is read. Of each list of paths the first that has a value counts. */
    record AnswerRules(
            AnswerFormat format,
            String root,
            Charset charset,
            Expand expand,
            Map<String, List<String>> echoes,
            List<Condition> answered,
            List<Condition> approved,
            List<Condition> pending,
            List<CodeRule> code,
            Map<String, List<String>> values,
            Map<String, List<String>> keep,
            List<StateRule> states,
            Map<String, AmountRule> amounts) {}
}
