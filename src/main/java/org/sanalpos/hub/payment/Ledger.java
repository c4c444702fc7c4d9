package org.sanalpos.hub.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of every payment and operation. An operation is committed before the bank is called ({@link #begin},
 * {@link #beginFollowUp}); its end, what follows from it for the payment, the answer to the caller and what is to be
 * told outside are committed together ({@link #close}). Every change of a status passes {@link Transitions}.
 */
@Component
public class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final PaymentTable payments;
    private final OperationTable operations;
    private final ThreeDSessions sessions;
    private final RequestKeys keys;
    private final OutboxTable outbox;
    private final Recoveries recoveries;
    private final PaymentAudit audit;
    private final FinalStates finalStates;
    private final Writer writer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Ledger(
            PaymentTable payments,
            OperationTable operations,
            ThreeDSessions sessions,
            RequestKeys keys,
            OutboxTable outbox,
            Recoveries recoveries,
            PaymentAudit audit,
            FinalStates finalStates,
            Writer writer,
            TransactionTemplate transaction,
            Clock clock) {
        this.payments = payments;
        this.operations = operations;
        this.sessions = sessions;
        this.keys = keys;
        this.outbox = outbox;
        this.recoveries = recoveries;
        this.audit = audit;
        this.finalStates = finalStates;
        this.writer = writer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Writes a new payment without 3-D Secure that no API key asked for, as
     * {@link #begin(Payment, Operation, ThreeDSession, BankCall, RequestKeys.Reservation, Actor)} does, before its first message is made.
     */
    public void begin(Payment payment, Operation operation, RequestKeys.Reservation key) {
        begin(payment, operation, null, null, key, null);
    }

    /**
     * Writes a new payment with its first operation, and that its first message is about to be sent.
     *
     * @param session the cardholder's way through 3-D Secure, or null without one
     * @param call the first message, or null where none is made yet
     * @param key the request's key, or null
     * @param by who asked for it, or null if no API key did
     * @throws DuplicateKeyException if the key is taken; nothing is written then
     */
    public void begin(
            Payment payment,
            Operation operation,
            ThreeDSession session,
            BankCall call,
            RequestKeys.Reservation key,
            Actor by) {
        transaction.executeWithoutResult(status -> {
            List<Write> writes = new ArrayList<>();
            if (key != null) {
                writes.add(keys.reserve(key, operation, clock.instant()));
            }
            writes.add(payments.insert(payment));
            writes.add(operations.insert(operation));
            if (session != null) {
                writes.add(sessions.insert(session));
            }
            if (call != null) {
                writes.add(operations.insertCall(call));
            }
            writer.make(writes);
            audit.paid(by, payment, operation);
        });
    }

    /**
     * Writes that the hub's page waits for the browser, and answers the request with it.
     *
     * @param kept what later messages need of the bank's answers so far
     * @return the answer; if the session has ended meanwhile, the payment as it is
     */
    public Answer offer(ThreeDSession session, Operation operation, Map<String, String> kept) {
        return transaction.execute(status -> {
            sessions.ready(session.id(), kept);
            Answer answer = Answer.first(payments.find(session.paymentId()).orElseThrow(), operation);
            writer.make(keys.answer(operation.id(), answer));
            return answer;
        });
    }

    /**
     * Takes a payment that waits for the browser, to ask the bank for it now. Of all callbacks, on all nodes, one gets it.
     *
     * @param payment as it was read
     * @return the payment as it is then; empty, and nothing is written, if it waits no more
     */
    public Optional<Payment> takeBack(Payment payment, ThreeDSession session) {
        return transaction.execute(status -> {
            if (payment.status() != PaymentStatus.REQUIRES_ACTION || !payments.claim(payment)) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            writer.make(operations.start(session.operationId(), now));
            sessions.end(session.id(), now);
            return payments.find(payment.id());
        });
    }

    /** Notes the card that a cardholder typed at the bank; {@code masked} has its first six and last four digits. */
    public void typed(String paymentId, String masked) {
        payments.card(paymentId, masked, Card.brandOf(masked));
    }

    /**
     * Ends a session whose time is over, and with it its payment, unless that has ended before. Where it is not known what became of it, the bank is
     * asked at once.
     *
     * @param ended the operation as it is then
     */
    public void expire(ThreeDSession session, Operation ended, Settlement settlement) {
        transaction.executeWithoutResult(status -> {
            Payment before = payments.lock(session.paymentId());
            boolean ends = sessions.end(session.id(), clock.instant());
            if (!ends || before.status() != PaymentStatus.REQUIRES_ACTION) {
                return;
            }
            close(ended, settlement, null);
            if (settlement.standing().status() == PaymentStatus.UNKNOWN) {
                recoveries.hurry(before.id(), clock.instant());
            }
        });
    }

    /** Writes a follow-up that no API key asked for, as {@link #beginFollowUp(Payment, Operation, RequestKeys.Reservation, Actor)} does. */
    public Payment beginFollowUp(Payment payment, Operation operation, RequestKeys.Reservation key) {
        return beginFollowUp(payment, operation, key, null);
    }

    /**
     * Writes a follow-up and, unless it only asks, claims the payment for it: no second one can begin before it ends.
     *
     * @param payment as it was read; the claim fails if it has changed since
     * @param by who asked for it, or null if no API key did
     * @throws DuplicateKeyException if the key is taken
     * @throws ProblemException 409 if the payment has changed since it was read or does not allow the operation
     */
    public Payment beginFollowUp(Payment payment, Operation operation, RequestKeys.Reservation key, Actor by) {
        return transaction.execute(status -> {
            if (key != null) {
                writer.make(keys.reserve(key, operation, clock.instant()));
            }
            if (!mayBegin(operation.type(), payment)) {
                throw ProblemException.conflict("A " + operation.type().code() + " is not possible: payment "
                        + payment.id() + " is " + payment.status().code());
            }
            if (operation.type().moves() && !Origin.isHub(operation.source()) && recoveries.reversing(payment.id())) {
                throw ProblemException.conflict("Payment " + payment.id()
                        + " was charged without a confirmation in time and is being given back");
            }
            if (operation.type().moves() && !payments.claim(payment)) {
                throw ProblemException.conflict("Another operation of payment " + payment.id()
                        + " is under way; read the payment and decide again");
            }
            writer.make(operations.insert(operation));
            Payment begun = payments.find(payment.id()).orElseThrow();
            audit.followed(by, payment, operation, begun);
            return begun;
        });
    }

    /** Whether a payment stands so that a follow-up may begin. */
    public static boolean mayBegin(OperationType followUp, Payment payment) {
        return Transitions.mayBegin(followUp).contains(payment.status());
    }

    /** Writes that a message is about to be sent. */
    public void sending(BankCall call) {
        writer.make(operations.insertCall(call));
    }

    /** Writes what came back of a message that another one follows. */
    public void answered(BankCall call) {
        writer.make(operations.completeCall(call));
    }

    /**
     * Writes the end of an operation once. If it has an end that is certain already, nothing changes and the payment
     * comes back as it is.
     *
     * @param call what came back of the last message, or null when nothing was sent
     */
    public Payment close(Operation ended, Settlement settlement, BankCall call) {
        return transaction.execute(status -> {
            Payment before = payments.lock(ended.paymentId());
            List<Write> writes = new ArrayList<>(end(call));
            if (decided(before, ended)) {
                writer.make(writes);
                if (ended.outcome() == Outcome.APPROVED
                        && recorded(before, ended).outcome() != Outcome.APPROVED) {
                    LOG.error(
                            "The bank approved operation {} of payment {} after it was closed as {}: compare with the bank",
                            ended.id(),
                            before.id(),
                            recorded(before, ended).outcome().code());
                }
                return before;
            }
            if (!ended.outcome().certain() && recorded(before, ended).outcome() != null) {
                // Another node, or its own process, has said already that it is not known.
                writer.make(writes);
                return before;
            }
            writes.add(operations.complete(ended));
            Instant now = clock.instant();
            // Two inquiries at once may both have found out; the first one's word is written.
            boolean late = settlement
                    .settled()
                    .filter(settled -> decided(before, settled))
                    .isPresent();
            // A payment that was found meanwhile is not expired any more, and one that has expired does not do so
            // again.
            boolean passed = settlement.standing() != null
                    && settlement.standing().status() == PaymentStatus.EXPIRED
                    && (before.status() == PaymentStatus.EXPIRED
                            || !Transitions.allowed(before.status(), PaymentStatus.EXPIRED));
            Settlement valid = late || passed ? Settlement.none() : settlement;
            Payment after = moved(before.with(ended), ended, valid, now);
            valid.settled().ifPresent(settled -> writes.add(operations.complete(settled)));
            if (valid.standing() != null) {
                writes.add(payments.move(after));
            }
            writes.add(keys.answer(ended.id(), Answer.first(after, ended)));
            writes.addAll(
                    valid.settled().isPresent()
                            ? outbox.tell(after, now, ended, valid.settled().get())
                            : outbox.tell(after, now, ended));
            writer.make(writes);
            if (valid.standing() != null) {
                recoveries.follow(before, after.status(), valid.reverse(), now);
            }
            if (before.status() == PaymentStatus.REQUIRES_ACTION && after.status() != before.status()) {
                sessions.endOf(after.id(), now);
            }
            if (settlement.over() && after.status() == PaymentStatus.EXPIRED) {
                recoveries.drop(after.id());
            }
            audit.ended(before, ended, after);
            valid.settled().ifPresent(settled -> audit.ended(before, settled, after));
            if (reached(before, after)) {
                finalStates.reached(after, valid.settled().orElse(ended), now);
            }
            return after;
        });
    }

    /**
     * Writes the end of a refused operation and begins another one in its place: the payment stays claimed, and the request's key waits for
     * the answer to the second.
     *
     * @param call what came back of the last message
     * @return the payment as it is then; empty, and nothing is written, if the first one has an end already
     */
    public Optional<Payment> turn(Operation refused, BankCall call, Operation other) {
        return transaction.execute(status -> {
            Payment before = payments.lock(refused.paymentId());
            if (decided(before, refused)) {
                return Optional.empty();
            }
            List<Write> writes = new ArrayList<>(end(call));
            writes.add(operations.complete(refused));
            writes.add(operations.insert(other));
            writes.add(keys.pass(refused.id(), other.id()));
            writer.make(writes);
            Payment after = payments.find(before.id()).orElseThrow();
            writer.make(outbox.tell(after, clock.instant(), refused));
            audit.turned(before, refused, other, after);
            return Optional.of(after);
        });
    }

    /**
     * Writes that the first operation of a payment was not sent, and begins another one in its place through another virtual POS: the request's key
     * and the cardholder's session wait for the other one.
     *
     * @param call the message that was not sent
     * @param transactionCode by which the new bank will know the payment
     * @return the payment as it is then; empty, and nothing is written, if the operation has an end already
     */
    public Optional<Payment> move(
            Operation unsent, BankCall call, String virtualPos, String bank, String transactionCode, Operation other) {
        return transaction.execute(status -> {
            Payment before = payments.lock(unsent.paymentId());
            boolean begins =
                    before.status() == PaymentStatus.PROCESSING || before.status() == PaymentStatus.REQUIRES_ACTION;
            if (!begins || recorded(before, unsent).outcome() != null) {
                return Optional.empty();
            }
            List<Write> writes = new ArrayList<>(end(call));
            writes.add(operations.complete(unsent));
            // Told as it was: the attempt belongs to the first virtual POS.
            writes.addAll(outbox.tell(before.with(unsent), clock.instant(), unsent));
            writes.add(payments.place(before, virtualPos, bank, transactionCode));
            writes.add(operations.insert(other));
            writes.add(keys.pass(unsent.id(), other.id()));
            writer.make(writes);
            sessions.pass(unsent.id(), other.id());
            return payments.find(before.id());
        });
    }

    /** A call whose begin could not even be written has no end either. */
    private List<Write> end(BankCall call) {
        return call == null || call.answeredAt() == null ? List.of() : List.of(operations.completeCall(call));
    }

    private static boolean decided(Payment payment, Operation operation) {
        Outcome outcome = recorded(payment, operation).outcome();
        return outcome != null && outcome.certain();
    }

    private static Operation recorded(Payment payment, Operation operation) {
        return payment.operations().stream()
                .filter(recorded -> recorded.id().equals(operation.id()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean reached(Payment before, Payment after) {
        if (!after.status().isFinal()) {
            return false;
        }
        // A follow-up that the bank refuses leads back to where the payment was before it.
        PaymentStatus from = before.status() == PaymentStatus.PROCESSING ? before.resumeStatus() : before.status();
        return after.status() != from
                || after.capturedMinor() != before.capturedMinor()
                || after.refundedMinor() != before.refundedMinor();
    }

    private static Payment moved(Payment before, Operation ended, Settlement settlement, Instant now) {
        if (settlement.standing() == null) {
            return before;
        }
        Transitions.Standing standing = settlement.standing();
        if (!Transitions.allowed(before.status(), standing.status())) {
            throw new IllegalStateException(
                    "payment " + before.id() + " cannot go from " + before.status() + " to " + standing.status());
        }
        Payment known = settlement.settled().map(before::with).orElse(before);
        return known.moved(standing, settlement.settled().orElse(ended), now);
    }

    public Optional<Payment> find(String id) {
        return payments.find(id);
    }

    /** The payment of a company by the code that the bank knows it by. */
    public Optional<Payment> findByTransactionCode(String company, String transactionCode) {
        return payments.findByTransactionCode(company, transactionCode);
    }

    /**
     * Operations without an end that were begun before a moment, or by a node that is not among the living: their process died, or cannot tell.
     *
     * @param living ids of nodes; empty if that is not known
     */
    public List<Operation> openSince(Instant before, Set<String> living, int max) {
        return operations.open(before, living, max);
    }
}
