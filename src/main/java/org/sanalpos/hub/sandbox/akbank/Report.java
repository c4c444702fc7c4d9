package org.sanalpos.hub.sandbox.akbank;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.State;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The transaction report: what a store did within a day, or in a batch. */
final class Report {

    static final Shape SHAPE = Shape.of("randomNumber " + Operation.Members.TERMINAL
            + " report.startDateTime? report.endDateTime? report.batchNumber?");

    private static final Duration LONGEST = Duration.ofDays(1);

    private Report() {}

    /**
     * Answers a report.
     *
     * @throws VpsError.Refusal if the range is none, or too long
     */
    static ObjectNode of(SandboxBank bank, Store store, Request request) {
        Predicate<Transaction> asked = asked(request);
        ObjectNode report = Answers.object();
        report.put("txnDateTime", Fields.TIME.format(bank.localNow()));
        report.set("terminal", request.node("terminal"));
        ArrayNode rows = report.putArray("txnDetailList");
        bank.orderIds().stream()
                .flatMap(id -> bank.orders(id).stream())
                .filter(order -> order.merchant().equals(store.credential("merchantSafeId")))
                .filter(order -> order.visible(bank.now()))
                .flatMap(order -> order.transactions().stream()
                        .filter(transaction -> transaction.state() != State.PENDING)
                        .filter(asked)
                        .map(transaction -> new Line(order, transaction)))
                .sorted(Comparator.comparing(line -> line.transaction().time()))
                .forEach(line -> rows.add(Rows.ofReport(line.order(), line.transaction())));
        ObjectNode answer = Answers.head(bank, request, Answers.APPROVED, "SUCCESSFUL");
        answer.put("requestId", UUID.randomUUID().toString());
        return answer.put("data", packed(report));
    }

    /** Answers a refused report. */
    static ObjectNode ofRefusal(VpsError.Refusal refusal) {
        return Answers.object()
                .put("requestId", UUID.randomUUID().toString())
                .put("responseMessage", refusal.getMessage())
                .put("responseCode", refusal.error().code());
    }

    private static Predicate<Transaction> asked(Request request) {
        if (request.has("report.batchNumber")) {
            int batch = Fields.number(request, "report.batchNumber", 1, Integer.MAX_VALUE);
            return transaction -> transaction.batch() == batch;
        }
        LocalDateTime start = Fields.time(request, "report.startDateTime");
        LocalDateTime end = Fields.time(request, "report.endDateTime");
        if (end.isBefore(start)) {
            throw VpsError.PATTERN.refusal("endDateTime");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw VpsError.RANGE_TOO_LONG.refusal();
        }
        return transaction -> {
            LocalDateTime time = LocalDateTime.ofInstant(transaction.time(), SandboxBank.ZONE);
            return !time.isBefore(start) && !time.isAfter(end);
        };
    }

    private static String packed(ObjectNode report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Answers.bytes(report, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private record Line(Order order, Transaction transaction) {}
}
