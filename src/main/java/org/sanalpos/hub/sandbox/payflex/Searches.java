package org.sanalpos.hub.sandbox.payflex;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.State;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The service that shows one transaction: by its TransactionId or by its order. */
final class Searches {

    static final String ROOT = "SearchRequest";

    private static final String MERCHANT = "MerchantCriteria/HostMerchantId";
    private static final String PASSWORD = "MerchantCriteria/MerchantPassword";
    private static final String START = "DateCriteria/StartDate";
    private static final String END = "DateCriteria/EndDate";
    private static final String TRANSACTION_ID = "TransactionCriteria/TransactionId";
    private static final String ORDER_ID = "TransactionCriteria/OrderId";
    private static final String AUTH_CODE = "TransactionCriteria/AuthCode";
    private static final Set<String> ELEMENTS = Set.of(
            MERCHANT, PASSWORD, START, END, TRANSACTION_ID, ORDER_ID, AUTH_CODE, "DateCriteria", "TransactionCriteria");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final SandboxStores stores;
    private final Journal journal;

    Searches(SandboxStores stores, Journal journal) {
        this.stores = stores;
        this.journal = journal;
    }

    /**
     * Answers a SearchRequest with one row or none.
     *
     * @throws Problem.Refusal if the question is wrong
     */
    byte[] answer(SandboxBank bank, XmlMessage message) {
        count(bank, message);
        Store store = authenticate(bank, message);
        Form.checkShape(message);
        Form.checkElements(message, ELEMENTS);
        Days days = Days.of(message);
        String authCode = message.text(AUTH_CODE);
        if (!authCode.matches("([0-9]{6})?")) {
            throw Problem.AUTH_CODE_WRONG.refusal();
        }
        if (!message.has(TRANSACTION_ID) && !message.has(ORDER_ID)) {
            throw Problem.CRITERION_MISSING.refusal();
        }
        Optional<SearchRow> row = find(bank, store, message)
                .filter(found -> days.contain(found.entry().receipt().time()))
                .filter(found -> authCode.isEmpty() || authCode.equals(found.authCode()));
        return SearchAnswers.of(bank.now(), row);
    }

    private void count(SandboxBank bank, XmlMessage message) {
        Optional<Entry> named = journal.find(bank, message.text(MERCHANT), message.text(TRANSACTION_ID));
        if (named.isPresent()) {
            bank.countRequest(named.get().orderId());
        } else if (message.has(ORDER_ID)) {
            bank.countRequest(message.text(ORDER_ID));
        }
    }

    private Store authenticate(SandboxBank bank, XmlMessage message) {
        Store store = stores.find(bank.code(), "merchantId", message.text(MERCHANT))
                .orElseThrow(Problem.SEARCH_MERCHANT_UNKNOWN::refusal);
        if (!store.credential("password").equals(message.text(PASSWORD))) {
            throw Problem.PASSWORD_WRONG.refusal();
        }
        return store;
    }

    private Optional<SearchRow> find(SandboxBank bank, Store store, XmlMessage message) {
        String merchant = store.credential("merchantId");
        String transactionId = message.text(TRANSACTION_ID);
        Optional<Entry> named = journal.find(bank, merchant, transactionId);
        String orderId = transactionId.isEmpty()
                ? message.text(ORDER_ID)
                : named.map(Entry::orderId).orElse("");
        Optional<Order> order = bank.findVisible(merchant, orderId);
        order.ifPresent(found -> bank.settleNight(store, found));
        Optional<Entry> meant = transactionId.isEmpty()
                ? order.flatMap(Searches::payment).flatMap(payment -> journal.find(bank, merchant, payment.id()))
                : named;
        return meant.isPresent() && order.isPresent() ? row(bank, store, meant.get(), order.get()) : Optional.empty();
    }

    private Optional<SearchRow> row(SandboxBank bank, Store store, Entry entry, Order order) {
        boolean undo = entry.operation() == Operation.CANCEL || entry.operation() == Operation.REVERSAL;
        String line = undo ? entry.reference() : entry.transactionId();
        return order.newest(transaction -> transaction.id().equals(line))
                // what is still under way is not shown
                .filter(transaction ->
                        undo ? transaction.state() == State.VOIDED : transaction.state() != State.PENDING)
                .map(transaction -> new SearchRow(
                        entry,
                        transaction,
                        undo,
                        transaction.state() == State.VOIDED
                                && journal.reversed(bank, order.merchant(), transaction.id()),
                        order.captured(),
                        order.refunded(),
                        bank.openBatch(),
                        store.credential("terminalNo")));
    }

    /** Finds the order's successful payment or, if there is none, its last one. */
    private static Optional<Transaction> payment(Order order) {
        return order.newest(transaction -> transaction.isPayment() && transaction.successful())
                .or(() -> order.newest(transaction -> transaction.isPayment() && transaction.state() != State.PENDING));
    }

    private record Days(LocalDate first, LocalDate last) {

        static Days of(XmlMessage message) {
            if (!message.present("DateCriteria")) {
                return new Days(LocalDate.MIN, LocalDate.MAX);
            }
            if (!message.has(START)) {
                throw Problem.START_DATE_MISSING.refusal();
            }
            if (!message.has(END)) {
                throw Problem.END_DATE_MISSING.refusal();
            }
            try {
                Days days =
                        new Days(LocalDate.parse(message.text(START), DAY), LocalDate.parse(message.text(END), DAY));
                if (days.last().isBefore(days.first())) {
                    throw Problem.DATES_REVERSED.refusal();
                }
                return days;
            } catch (DateTimeParseException e) {
                throw Problem.DATE_WRONG.refusal();
            }
        }

        boolean contain(Instant time) {
            LocalDate day = time.atZone(SandboxBank.ZONE).toLocalDate();
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }
}
