package org.sanalpos.hub.sandbox.nestpay;

import java.util.Optional;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/** Sales and preauthorizations: Type Auth and PreAuth. */
final class Payments {

    private final FaultyTransport transport;
    private final FaultSettings settings;

    Payments(FaultyTransport transport, FaultSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws CoreError.Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, ApiRequest request, Kind kind) {
        Payment payment = read(bank, store, request, kind);
        String transactionId = References.transactionId(bank);
        String orderId = Fields.orderId(request);
        if (orderId.isEmpty()) {
            orderId = "ORDER-" + transactionId;
            bank.countRequest(orderId);
        }
        Order order = bank.open(store.credential("clientId"), orderId);
        Optional<Reply> reply = order.alone(() -> charge(bank, order, payment, transactionId));
        return reply.orElseThrow(CoreError.ORDER_BUSY::refusal);
    }

    private static Payment read(SandboxBank bank, Store store, ApiRequest request, Kind kind) {
        checkExtras(store, request);
        Fields.orderId(request);
        if (request.has("TransId")) {
            throw CoreError.TRANSACTION_ID_NOT_ALLOWED.refusal();
        }
        String currency = Fields.currency(request.value("Currency"));
        if (!store.rights().currencies().contains(currency)) {
            throw CoreError.CURRENCY_NOT_OPEN.refusal();
        }
        long amount = Fields.amount(request.value("Total"));
        if (amount == 0) {
            throw CoreError.AMOUNT_ZERO.refusal();
        }
        int instalments = Fields.instalments(request);
        if (instalments > 1 && !currency.equals("TRY")) {
            throw CoreError.INSTALMENT_IN_FOREIGN_CURRENCY.refusal();
        }
        if (instalments > store.rights().maxInstallments()) {
            throw CoreError.INSTALMENT_NOT_PERMITTED.refusal();
        }
        String number = Fields.cardNumber(request);
        Fields.checkExpiry(request.value("Expires"), bank.localNow());
        Fields.checkCvv(request.value("Cvv2Val"), number, request.has("Extra/MAILORDER"));
        return new Payment(kind, number, amount, currency, instalments);
    }

    private static void checkExtras(Store store, ApiRequest request) {
        if (request.has("PayerTxnId") || request.has("PayerSecurityLevel") || request.has("PayerAuthenticationCode")) {
            throw CoreError.AUTHENTICATION_MISMATCH.refusal();
        }
        if (request.present("PbOrder")) {
            throw CoreError.NO_PERMISSION.refusal();
        }
        if (request.has("Extra/MAXIPUAN")) {
            throw CoreError.POINTS_NOT_PERMITTED.refusal();
        }
        if (request.has("Extra/MAILORDER")) {
            if (!request.value("Extra/MAILORDER").matches("MAILORDER|TRUE")) {
                throw CoreError.REQUEST_NOT_USABLE.refusal("(MAILORDER)");
            }
            if (!store.rights().moto()) {
                throw CoreError.NO_PERMISSION.refusal();
            }
        }
    }

    private Reply charge(SandboxBank bank, Order order, Payment payment, String transactionId) {
        if (order.newest(Transaction::successful).isPresent()) {
            throw CoreError.DUPLICATE_ORDER.refusal();
        }
        order.transactions().stream().findFirst().ifPresent(first -> {
            if (first.installments() != payment.instalments()) {
                throw CoreError.INSTALMENT_DIFFERS.refusal();
            }
        });
        Fault fault = TestCards.paymentFault(payment.number(), payment.amount());
        if (!fault.booked()) {
            return Reply.notBooked(fault);
        }
        if (fault == Fault.LATE_BOOKS) {
            order.hideUntil(bank.now().plus(settings.lateBooks()));
        }
        Transaction pending = payment.pending(bank, transactionId);
        order.add(pending);
        transport.delay(fault);
        Transaction answered = pending.answered(
                TestCards.paymentResult(payment.number(), payment.amount()), References.authCode(bank));
        order.replace(answered);
        return Reply.of(bank, order, answered, fault);
    }

    private record Payment(Kind kind, String number, long amount, String currency, int instalments) {

        Transaction pending(SandboxBank bank, String transactionId) {
            return new Transaction(
                    transactionId,
                    kind,
                    State.PENDING,
                    amount,
                    kind == Kind.PREAUTH ? 0 : amount,
                    currency,
                    instalments,
                    TestCards.card(number),
                    "",
                    References.rrn(bank),
                    "",
                    bank.openBatch(),
                    bank.now(),
                    null);
        }

        /** Names neither the card nor the amount. */
        @Override
        public String toString() {
            return kind.toString();
        }
    }
}
