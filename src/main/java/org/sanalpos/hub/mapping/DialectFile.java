package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Map;

/**
 * {@code dialect.yaml} as it is written; see {@code docs/mappings.md} for every field. Durations are texts such as {@code 10s}.
 */
record DialectFile(
        String dialect,
        String timeZone,
        TimeoutsFile timeouts,
        TransactionCodeFile transactionCode,
        Integer installments,
        Map<String, String> currencies,
        Map<String, String> sandboxPaths,
        List<CredentialFile> credentials,
        List<String> secure,
        AuthenticationFile authentication,
        ThreeDFile threeD,
        Map<String, String> profile,
        LimitsFile limits,
        ReversalFile reversal,
        RecoveryFile recovery,
        CheckFile check,
        Map<String, String> unsupported,
        RequestFile request,
        Map<String, OperationFile> operations,
        Map<String, AnswerFile> answers,
        List<String> quirks,
        List<String> askFor,
        List<String> unverified) {

    record TimeoutsFile(String connect, String answer, String total) {}

    record RecoveryFile(String grace, List<String> pauses, String longest) {}

    /** @param length characters of the hub's transaction code at this bank, 20 to 26 */
    record TransactionCodeFile(Integer length) {}

    record CredentialFile(String name, Map<String, String> label, Boolean required, Boolean secret, String pattern) {}

    /**
     * How a rendered document is put on the wire.
     *
     * @param field form field that carries the document; null when the document is the body
     * @param headers header values, each a small template that also knows {@code body}
     */
    record RequestFile(String contentType, String charset, String field, Map<String, String> headers) {}

    /** Which values of mdStatus go on: fully authenticated, or less, which a company may refuse. */
    record AuthenticationFile(List<String> full, List<String> half) {}

    record ThreeDFile(Map<String, ModelFile> models) {}

    /**
     * One 3-D Secure model.
     *
     * @param callback the name of the answer that comes back through the browser
     * @param linked whether it comes as a link
     * @param charges whether the bank may have charged by then
     * @param keepCard an expression: whether the card is needed after the browser came back
     */
    record ModelFile(
            AuthenticationFile authentication,
            List<String> credentials,
            List<String> requires,
            List<StepFile> start,
            List<PageFile> page,
            String callback,
            Boolean linked,
            Boolean charges,
            String keepCard,
            List<StepFile> verify,
            List<StepFile> complete) {}

    /**
     * Where the browser goes: a form of ours, a page that the bank answered, or the form in a page that it sent as a value.
     *
     * @param form the template's name
     * @param endpoint where the form goes, a key of the endpoints
     * @param action where it goes, if an answer says so
     * @param method {@code post} or {@code get}
     * @param relay the message whose answer is the page
     * @param embedded gives the page's base64
     * @param hosts where an action may lead; absent for anywhere
     * @param when whether this is the way; absent for always
     */
    record PageFile(
            String form,
            String endpoint,
            String action,
            String method,
            String relay,
            String embedded,
            List<String> hosts,
            String when) {}

    record OperationFile(List<StepFile> steps) {}

    /** What payments the protocol can carry. Amounts are decimal texts. */
    record LimitsFile(String minAmount, String maxAmount, List<String> installmentCurrencies, List<String> moto) {}

    /** When money is given back by a void and when by a refund. */
    record ReversalFile(
            String dayEnd, Boolean refundBeforeDayEnd, List<String> voidTooLate, List<String> refundTooEarly) {}

    /** Which of the bank's codes tell what is wrong with a definition. */
    record CheckFile(List<String> credentials, List<String> signature, List<String> ip, List<String> seenIp) {}

    /** One round trip: the template's name, the endpoint's key and the name of the answer's description. */
    record StepFile(
            String message,
            String endpoint,
            String path,
            String answer,
            RequestFile request,
            String when,
            Boolean optional) {}

    /**
     * How an answer is read. Conditions are maps from a path to a regular expression that the whole value matches.
     *
     * @param like another answer, whose rules stand where this one has none
     */
    record AnswerFile(
            String like,
            String format,
            Boolean orJson,
            String root,
            String charset,
            ExpandFile expand,
            Map<String, List<String>> echoes,
            List<SignedFile> signed,
            Map<String, String> verify,
            List<Map<String, String>> answered,
            List<Map<String, String>> approved,
            List<Map<String, String>> pending,
            List<CodeFile> code,
            Map<String, List<String>> values,
            Map<String, String> absent,
            Map<String, String> remove,
            List<String> onlyApproved,
            Map<String, List<String>> keep,
            List<StateFile> states,
            Map<String, AmountFile> amounts,
            HistoryFile history) {

        /** The same with what is absent taken from another answer. */
        AnswerFile over(AnswerFile other) {
            return new AnswerFile(
                    other.like,
                    or(format, other.format),
                    or(orJson, other.orJson),
                    or(root, other.root),
                    or(charset, other.charset),
                    or(expand, other.expand),
                    or(echoes, other.echoes),
                    or(signed, other.signed),
                    or(verify, other.verify),
                    or(answered, other.answered),
                    or(approved, other.approved),
                    or(pending, other.pending),
                    or(code, other.code),
                    or(values, other.values),
                    or(absent, other.absent),
                    or(remove, other.remove),
                    or(onlyApproved, other.onlyApproved),
                    or(keep, other.keep),
                    or(states, other.states),
                    or(amounts, other.amounts),
                    or(history, other.history));
        }

        private static <T> T or(T own, T others) {
            return own == null ? others : own;
        }
    }

    /**
     * A signature that must be there.
     *
     * @param expected templates, one of which gives it
     * @param optional an expression: whether it may be absent
     */
    record SignedFile(String path, List<String> expected, String optional) {}

    /** A value that is itself a list of {@code name:value} pairs, laid under {@code into} where that has no value of its own. */
    record ExpandFile(String path, String separator, String pair, String into) {}

    record CodeFile(String path, List<String> paths, String matching, Map<String, String> when, String row) {}

    record StateFile(String state, Map<String, String> when) {}

    /** @param when whether the answer says it at all; absent for always */
    record AmountFile(List<String> path, String unit, Map<String, String> when) {}

    /**
     * An answer that lists what became of an order.
     *
     * @param rows path of the first row or, with {@code #} for its number, of each row
     * @param columns names of the parts of a row that is one text, in their order
     * @param count path of the number of rows
     * @param newestFirst whether the rows are in the order of time turned round
     */
    record HistoryFile(
            String rows,
            List<String> columns,
            String separator,
            String count,
            Boolean newestFirst,
            String sortBy,
            Map<String, List<String>> echoes,
            Map<String, String> verify,
            List<RowFile> kinds,
            AmountFile amount,
            List<CodeFile> code,
            Map<String, List<String>> values,
            Map<String, String> absent,
            Map<String, String> remove) {}

    record RowFile(String kind, String of, Boolean dead, Map<String, String> when) {}
}
