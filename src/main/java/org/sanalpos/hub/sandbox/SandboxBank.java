package org.sanalpos.hub.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The books of one sandbox bank, in memory. Orders are kept apart by store; a store is named by its merchant number. */
public final class SandboxBank {

    /** The time zone in which the banks keep their books. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Istanbul");

    private static final int FIRST_BATCH = 2287;

    private final String code;
    private final Clock clock;
    private final Map<OrderKey, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger batch = new AtomicInteger(FIRST_BATCH);

    SandboxBank(String code, Clock clock) {
        this.code = code;
        this.clock = clock;
    }

    public String code() {
        return code;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Returns the time of the bank's wall. */
    public ZonedDateTime localNow() {
        return now().atZone(ZONE);
    }

    /** Makes a format of times by the bank's wall. */
    public static DateTimeFormatter timeFormat(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZONE);
    }

    /** Returns the next of the numbers from which references are made; it is never given twice. */
    public long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Returns the number of the open batch. */
    public int openBatch() {
        return batch.get();
    }

    /** Counts a request that named an order. */
    public void countRequest(String orderId) {
        requests.computeIfAbsent(orderId, id -> new AtomicInteger()).incrementAndGet();
    }

    /** Returns how many requests have named an order. */
    public int requests(String orderId) {
        AtomicInteger count = requests.get(orderId);
        return count == null ? 0 : count.get();
    }

    /** Returns the order of a store, a new one if it has none of this id. */
    public Order open(String merchant, String orderId) {
        return orders.computeIfAbsent(new OrderKey(merchant, orderId), key -> new Order(merchant, orderId));
    }

    /** Finds the order of a store that has at least one transaction. */
    public Optional<Order> find(String merchant, String orderId) {
        return Optional.ofNullable(orders.get(new OrderKey(merchant, orderId)))
                .filter(order -> !order.transactions().isEmpty());
    }

    /** Finds the order of a store if queries see it at this time. */
    public Optional<Order> findVisible(String merchant, String orderId) {
        return find(merchant, orderId).filter(order -> order.visible(now()));
    }

    /** Finds the order of a store by one of its transactions. */
    public Optional<Order> findByTransaction(String merchant, String transactionId) {
        return orders.values().stream()
                .filter(order -> order.merchant().equals(merchant))
                .filter(order -> order.transactions().stream()
                        .anyMatch(transaction -> transaction.id().equals(transactionId)))
                .findFirst();
    }

    /** Returns the ids of all orders that a request has named, sorted. */
    public List<String> orderIds() {
        return requests.keySet().stream().sorted().toList();
    }

    /** Returns the orders of all stores that have this id. */
    public List<Order> orders(String orderId) {
        return orders.values().stream()
                .filter(order -> order.id().equals(orderId))
                .sorted(Comparator.comparing(Order::merchant))
                .toList();
    }

    /**
     * Plays the end of day: closes the open batch and settles all that was captured or refunded.
     *
     * @return the number of the batch that was closed
     */
    public int settle() {
        int closed = batch.getAndIncrement();
        orders.values().forEach(order -> order.settle(transaction -> transaction.batch() <= closed));
        return closed;
    }

    /** Settles what a store with nightly settlement booked before today, unless another request is at work on the order. */
    public void settleNight(Store store, Order order) {
        if (store.rights().settlement() == Store.Settlement.NIGHTLY) {
            LocalDate today = localNow().toLocalDate();
            order.alone(() -> {
                order.settle(transaction ->
                        transaction.time().atZone(ZONE).toLocalDate().isBefore(today));
                return order;
            });
        }
    }

    private record OrderKey(String merchant, String orderId) {}
}
