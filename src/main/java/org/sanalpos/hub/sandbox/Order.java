package org.sanalpos.hub.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The transactions of one order of one store. One request at a time may change it; readers see whole states. */
public final class Order {

    private final String merchant;
    private final String id;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<Transaction> transactions = List.of();
    private volatile Instant hiddenUntil = Instant.MIN;

    Order(String merchant, String id) {
        this.merchant = merchant;
        this.id = id;
    }

    public String merchant() {
        return merchant;
    }

    public String id() {
        return id;
    }

    /** Returns the transactions, oldest first. */
    public List<Transaction> transactions() {
        return transactions;
    }

    /** Runs a change while no other request is at work on this order; empty if one is. */
    public <T> Optional<T> alone(Supplier<T> change) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(change.get());
        } finally {
            lock.unlock();
        }
    }

    /** Adds a transaction. Call it within {@link #alone}. */
    public void add(Transaction transaction) {
        requireLock();
        List<Transaction> changed = new ArrayList<>(transactions);
        changed.add(transaction);
        transactions = List.copyOf(changed);
    }

    /** Puts a changed transaction in the place of the one with its number. Call it within {@link #alone}. */
    public void replace(Transaction transaction) {
        requireLock();
        change(old -> old.id().equals(transaction.id()) ? transaction : old);
    }

    /** Keeps queries from finding the order before the given time. */
    public void hideUntil(Instant time) {
        hiddenUntil = time;
    }

    /** Tells whether queries find the order at the given time. */
    public boolean visible(Instant now) {
        return !transactions.isEmpty() && !now.isBefore(hiddenUntil);
    }

    /** Returns the newest transaction that fits. */
    public Optional<Transaction> newest(Predicate<Transaction> condition) {
        List<Transaction> all = transactions;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (condition.test(all.get(i))) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the minor units taken by sales and captures that stand. */
    public long captured() {
        return sum(transaction -> transaction.kind() != Transaction.Kind.REFUND);
    }

    /** Returns the minor units given back by refunds that stand. */
    public long refunded() {
        return sum(transaction -> transaction.kind() == Transaction.Kind.REFUND);
    }

    void settle(Predicate<Transaction> due) {
        lock.lock();
        try {
            change(old -> due.test(old) ? old.settled() : old);
        } finally {
            lock.unlock();
        }
    }

    private long sum(Predicate<Transaction> kind) {
        return transactions.stream()
                .filter(kind.and(Transaction::standing))
                .mapToLong(Transaction::capturedAmount)
                .sum();
    }

    private void change(UnaryOperator<Transaction> change) {
        transactions = transactions.stream().map(change).toList();
    }

    private void requireLock() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("Order " + id + " is changed without its lock");
        }
    }
}
