package org.sanalpos.hub.sandbox.intervpos;

import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** What can be done to a payment: TxnType PostAuth, Void and Refund. */
final class FollowUps {

    private final AcquiringHost host;
    private final OwnIds ownIds;

    FollowUps(AcquiringHost host, OwnIds ownIds) {
        this.host = host;
        this.ownIds = ownIds;
    }

    /**
     * Captures a preauthorization, once and for no more than its amount.
     *
     * @throws Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply capture(SandboxBank bank, Store store, Form form) {
        form.present("OrderId");
        return about(bank, store, form, order -> {
            long amount = Fields.amount(form, "PurchAmount");
            String currency = Fields.currency(form);
            return () -> host.capture(
                    Target.anyOf(bank, store, order),
                    AskedAmount.of(amount, currency),
                    LongUnaryOperator.identity(),
                    0,
                    References.captureNumbers(bank));
        });
    }

    /**
     * Voids the payment, after a capture the capture and its preauthorization.
     *
     * @throws Refusal if the request or the order's history do not allow it
     */
    Reply voidPayment(SandboxBank bank, Store store, Form form) {
        return about(bank, store, form, order -> {
            if (form.has("PurchAmount")) {
                Fields.amount(form, "PurchAmount");
            }
            if (form.has("Currency")) {
                Fields.currency(form);
            }
            return () -> host.voidTransaction(new Target(bank, store, order, voidable(order)), false, true);
        });
    }

    /**
     * Gives back all or a part.
     *
     * @throws Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply refund(SandboxBank bank, Store store, Form form) {
        return about(bank, store, form, order -> {
            long amount = Fields.amount(form, "PurchAmount");
            String currency = form.has("Currency") ? Fields.currency(form) : null;
            return () -> host.refund(
                    Target.anyOf(bank, store, order), AskedAmount.of(amount, currency), References.numbers(bank));
        });
    }

    /** Reads the fields of an operation on an order and returns what it does. */
    private interface Operation {
        Supplier<HostResult> on(Optional<Order> order);
    }

    private Reply about(SandboxBank bank, Store store, Form form, Operation operation) {
        String original = Fields.original(form);
        String own = Fields.ownOrderId(form);
        Fields.moto(form);
        Supplier<HostResult> work = operation.on(bank.find(store.credential("shopCode"), original));
        if (ownIds.find(bank, store, original).isPresent()) {
            throw Refusal.of(ResponseCodes.INVALID, "Iade Islemi");
        }
        String orderId = own.isEmpty() ? References.systemOrderId(bank) : own;
        return Replies.ofFollowUp(bank, ownIds.under(bank, store, own, work), orderId, form.value("PurchAmount"));
    }

    private static Predicate<Transaction> voidable(Optional<Order> order) {
        boolean captured = order.flatMap(
                        found -> found.newest(line -> line.kind() == Kind.CAPTURE && line.successful()))
                .isPresent();
        return captured ? line -> line.kind() == Kind.CAPTURE : line -> line.kind() != Kind.REFUND;
    }
}
