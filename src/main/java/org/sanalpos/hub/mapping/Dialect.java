package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;

/** A wire protocol, checked and compiled from its folder. */
record Dialect(
        String name,
        ZoneId zone,
        int transactionCodeLength,
        Map<String, String> currencies,
        Map<OperationType, List<Step>> operations,
        Map<Secure, Model> models,
        CodeTable codes) {

    /**
     * A 3-D Secure model.
     *
     * @param page the ways of the browser, of which the first that holds is taken
     * @param keepCard gives {@code true} if the card is needed after the browser came back; or null
     */
    record Model(
            ThreeDModel facts,
            List<Step> start,
            List<Page> page,
            AnswerRules callback,
            Template keepCard,
            List<Step> verify,
            List<Step> complete) {}

    /**
     * A way of the browser: {@code form}, {@code relay} or {@code embedded}, the other two are null.
     *
     * @param action where the form goes, or null for its endpoint
     * @param relay name of the message whose answer is shown
     * @param embedded gives the base64 of a page with one form
     * @param hosts where an action may lead, with all below them; empty for anywhere
     * @param when gives {@code true} if this is the way, or null for always
     */
    record Page(
            Step form,
            boolean get,
            Template action,
            String relay,
            Template embedded,
            List<String> hosts,
            Template when) {}

    enum DocumentFormat {
        XML,
        JSON,
        FORM
    }

    /**
     * One round trip of an operation.
     *
     * @param path what is put behind the endpoint's address, or null
     * @param when gives {@code true} if the operation has this step, or null for always
     * @param optional whether the operation stands without it once the steps before were approved
     */
    record Step(
            String message,
            String endpoint,
            String path,
            DocumentFormat format,
            Template template,
            Wire wire,
            AnswerRules answer,
            Template when,
            boolean optional) {}

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
        PAIRS,
        /** A page of HTML, which is one value. */
        PAGE
    }

    /** A condition holds when every path's value (absent counts as empty) matches whole. */
    record Condition(Map<String, Pattern> patterns) {
        boolean holds(Map<String, String> values) {
            return patterns.entrySet().stream().allMatch(entry -> entry.getValue()
                    .matcher(values.getOrDefault(entry.getKey(), ""))
                    .matches());
        }
    }

    /**
     * Where the bank's code stands.
     *
     * @param paths parts of the code, joined by a slash
     * @param matching what the code must match whole; its group named {@code code}, if it has one, is the code
     * @param when whether the rule is to be used, or null for always
     * @param row the row of the code table if it is not the code itself; {@code $} stands for the code; or null
     */
    record CodeRule(List<String> paths, Pattern matching, Condition when, String row) {}

    /**
     * Where a value stands.
     *
     * @param absent a value that matches whole says nothing; or null
     * @param remove what matches is no part of the value; or null
     * @param onlyApproved whether it says something of another operation unless the answer is an approval
     */
    record ValueRule(List<String> paths, Pattern absent, Pattern remove, boolean onlyApproved) {}

    /** A value that, if it is there, must be what the template gives: a signature of the answer. */
    record Verification(String path, Template expected) {}

    /**
     * A signature that must be there.
     *
     * @param expected templates, one of which gives it
     * @param optional gives {@code true} if it may be absent, or null for never
     */
    record Signature(String path, List<Template> expected, Template optional) {}

    record StateRule(InquiredState state, Condition when) {}

    enum AmountUnit {
        MINOR,
        MAJOR,
        /** {@code 1.234,56} */
        COMMA
    }

    /** @param when whether the rule is to be used, or null for always */
    record AmountRule(List<String> paths, AmountUnit unit, Condition when) {}

    record Expand(String path, String separator, String pair, String into) {}

    /** What a row of an order's history is. */
    enum RowKind {
        SALE,
        PREAUTH,
        CAPTURE,
        /** A preauthorization that was captured, as the row itself says. */
        CLOSED,
        REFUND,
        /** It takes another row back. */
        VOID,
        /** The bank said no. */
        REFUSED,
        /** Nobody can tell yet. */
        DOUBTFUL,
        /** Says nothing of money. */
        IGNORED
    }

    /**
     * @param of for a void, the kind of row that it takes back; null for any
     * @param dead whether the row was taken back
     */
    record RowRule(RowKind kind, RowKind of, boolean dead, Condition when) {}

    /**
     * Where the rows of an answer stand.
     *
     * @param place what matches the path of a row or of a value in it whole; its groups are {@code number}, null for the first row, and
     *     {@code inner}, which is empty or the path below the row
     * @param columns names of the parts of a row that is one text; empty for a row that has values below it
     * @param separator what stands between the parts, or null
     * @param count path of the number of rows that the bank says there are, or null if it says none
     * @param sortBy path in a row whose text puts the rows in the order of time, or null if they are in an order already
     * @param newestFirst whether that order is from the newest to the oldest
     */
    record RowRules(
            Pattern place, List<String> columns, String separator, String count, String sortBy, boolean newestFirst) {}

    /** An answer that lists what became of an order, row by row. */
    record HistoryRules(
            RowRules rows,
            Map<String, List<String>> echoes,
            List<Verification> verify,
            List<RowRule> kinds,
            AmountRule amount,
            List<CodeRule> code,
            Map<String, ValueRule> values) {}

    /**
     * How an answer is read. Of each list of paths the first that has a value counts.
     *
     * @param orJson whether the answer may be a JSON object too
     * @param charset what the bytes are if they are not what the answer says, or null
     * @param history null if the answer has no rows
     */
    record AnswerRules(
            AnswerFormat format,
            boolean orJson,
            String root,
            Charset charset,
            Expand expand,
            Map<String, List<String>> echoes,
            List<Signature> signed,
            List<Verification> verify,
            List<Condition> answered,
            List<Condition> approved,
            List<Condition> pending,
            List<CodeRule> code,
            Map<String, ValueRule> values,
            Map<String, List<String>> keep,
            List<StateRule> states,
            Map<String, AmountRule> amounts,
            HistoryRules history) {

        /** Everything that is verified in it, and in its rows. */
        List<Verification> verified() {
            return history == null
                    ? verify
                    : Stream.concat(verify.stream(), history.verify().stream()).toList();
        }

        /** Whether it tells the state of a payment. */
        boolean inquiry() {
            return history != null || !states.isEmpty();
        }
    }
}
