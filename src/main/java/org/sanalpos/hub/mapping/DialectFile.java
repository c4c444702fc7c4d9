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
        Map<String, String> profile,
        LimitsFile limits,
        ReversalFile reversal,
        CheckFile check,
        Map<String, String> unsupported,
        RequestFile request,
        Map<String, OperationFile> operations,
        Map<String, AnswerFile> answers,
        List<String> quirks,
        List<String> askFor,
        List<String> unverified) {

    record TimeoutsFile(String connect, String answer, String total) {}

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

    /** How an answer is read. Conditions are maps from a path to a regular expression that the whole value matches. */
    record AnswerFile(
            String format,
            Boolean orJson,
            String root,
            String charset,
            ExpandFile expand,
            Map<String, List<String>> echoes,
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
            HistoryFile history) {}

    /** A value that is itself a list of {@code name:value} pairs, laid under {@code into} where that has no value of its own. */
    record ExpandFile(String path, String separator, String pair, String into) {}

    record CodeFile(String path, List<String> paths, String matching, Map<String, String> when, String row) {}

    record StateFile(String state, Map<String, String> when) {}

    /** @param when whether the answer says it at all; absent for always */
    record AmountFile(List<String> path, String unit, Map<String, String> when) {}

    record HistoryFile(
            String rows,
            String sortBy,
            Map<String, List<String>> echoes,
            List<RowFile> kinds,
            AmountFile amount,
            List<CodeFile> code,
            Map<String, List<String>> values,
            Map<String, String> absent,
            Map<String, String> remove) {}

    record RowFile(String kind, String of, Boolean dead, Map<String, String> when) {}
}
