package org.sanalpos.hub.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.Stage;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Money;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Origin;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentAudit;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.RequestKeys;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.routing.ChosenPos;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The steps before the bank: recognises a repeated request, and opens a new one in the ledger. */
@Component("acceptance")
public class Acceptance {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    /** Statuses of what was understood and not done. */
    private static final Set<Integer> REFUSALS = Set.of(409, 422);

    private static final Set<OperationType> ALWAYS_WHOLE = EnumSet.of(OperationType.VOID, OperationType.INQUIRY);

    private final RequestKeys keys;
    private final Fingerprints fingerprints;
    private final Ledger ledger;
    private final VirtualPoses poses;
    private final BankMappings mappings;
    private final BankCatalogue catalogue;
    private final NewSessions sessions;
    private final BankConversation conversation;
    private final PaymentAudit audit;
    private final Ids ids;
    private final Clock clock;

    public Acceptance(
            RequestKeys keys,
            Fingerprints fingerprints,
            Ledger ledger,
            VirtualPoses poses,
            BankMappings mappings,
            BankCatalogue catalogue,
            NewSessions sessions,
            BankConversation conversation,
            PaymentAudit audit,
            Ids ids,
            Clock clock) {
        this.keys = keys;
        this.fingerprints = fingerprints;
        this.ledger = ledger;
        this.poses = poses;
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.sessions = sessions;
        this.conversation = conversation;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The answer that the request's key was given before, or the command itself when the key is new.
     *
     * @throws ProblemException 422 if the key belongs to another request, 409 if the first one is still running, 400 if the key is new and the card,
     *     which came encrypted, cannot be read
     */
    public Object recall(Command command) {
        Origin origin = command.origin();
        Optional<RequestKeys.Taken> taken =
                origin.requestKey() == null ? Optional.empty() : keys.find(origin.company(), origin.requestKey());
        if (taken.isPresent()) {
            return repeated(command, taken.get());
        }
        if (unreadableCard(command) != null) {
            throw ProblemException.invalid("cardJwe", unreadableCard(command));
        }
        return command;
    }

    private static String unreadableCard(Command command) {
        return command instanceof Command.Pay pay ? pay.request().unreadableCard() : null;
    }

    /**
     * Writes a new payment, its first operation and the first message to the bank down, and with 3-D Secure the way that the cardholder will go; a key that was taken meanwhile gives the other's answer.
     *
     * @throws ProblemException 422 if the browser must not be sent back to the request's {@code returnUrl}
     */
    public Object open(ChosenPos chosen) {
        Command.Pay command = chosen.command();
        PaymentRequest request = command.request();
        VirtualPos pos = chosen.pos();
        Card card = request.card();
        boolean secure = chosen.secure() != Secure.NONE;
        Instant now = clock.instant();
        Payment payment = new Payment(
                ids.next(),
                command.origin().company(),
                pos.code(),
                pos.bank(),
                request.operation(),
                chosen.secure(),
                secure ? PaymentStatus.REQUIRES_ACTION : PaymentStatus.PROCESSING,
                null,
                0,
                request.orderNo(),
                ids.transactionCode(mappings.transactionCodeLength(pos.bank())),
                request.amount(),
                0,
                0,
                request.installments(),
                request.channel(),
                card == null ? null : card.masked(),
                card == null ? null : card.brand(),
                request.customer() == null ? Customer.UNKNOWN : request.customer(),
                request.description(),
                request.metadata(),
                null,
                null,
                null,
                null,
                now,
                null,
                null,
                List.of());
        Operation operation = operation(payment, request.operation(), request.amount(), command.origin(), now);
        ThreeDSession session = secure ? sessions.of(payment, operation, request) : null;
        BankTask begun = secure
                ? BankTask.begin(payment, operation, pos.account(), card, Stage.START, session)
                : BankTask.begin(payment, operation, pos.account(), card);
        BankTask task = conversation.first(begun.chosen(chosen).of(mappings.steps(begun.context())));
        try {
            ledger.begin(
                    payment,
                    operation,
                    session,
                    task.call(),
                    reservation(command),
                    command.origin().by());
        } catch (DuplicateKeyException e) {
            return answerOfTheOther(command, e);
        }
        return task;
    }

    /**
     * Checks a follow-up against its payment and claims the payment for it; a key that was taken meanwhile gives the other's answer.
     *
     * @throws ProblemException 409 if the payment does not allow it now, 422 if it can never be done; both are told to the audit
     */
    public Object openFollowUp(Command.FollowUp command) {
        FollowUpRequest request = command.request();
        Payment payment = find(command.origin().company(), request);
        try {
            return begun(command, payment);
        } catch (DuplicateKeyException e) {
            return answerOfTheOther(command, e);
        } catch (ProblemException refused) {
            if (REFUSALS.contains(refused.problem().status())) {
                audit.refused(command.origin().by(), payment, request.operation(), request.amount(), refused);
            }
            throw refused;
        }
    }

    private BankTask begun(Command.FollowUp command, Payment payment) {
        FollowUpRequest request = command.request();
        if (request.amount() != null && ALWAYS_WHOLE.contains(request.operation())) {
            throw ProblemException.invalid("amount", "a " + request.operation().code() + " has no amount");
        }
        Instant now = clock.instant();
        GivingBack.Way way = catalogue
                .find(payment.bank())
                .map(bank -> {
                    GivingBack.Way chosen = GivingBack.choose(payment, request, bank, now);
                    if (!bank.operations().contains(chosen.operation())) {
                        throw ProblemException.refused("operation", bank.lacks(chosen.operation()));
                    }
                    return chosen;
                })
                .orElse(new GivingBack.Way(request.operation(), null));
        VirtualPos pos = poses.find(payment.company(), payment.virtualPos())
                .orElseThrow(() -> ProblemException.conflict(
                        "The virtual POS '" + payment.virtualPos() + "' of the payment is not defined any more"));
        boolean all = way.operation() != request.operation();
        Money amount = amount(payment, way.operation(), all ? null : request.amount());
        Operation operation = operation(payment, way.operation(), amount, command.origin(), now);
        Payment claimed = ledger.beginFollowUp(
                payment, operation, reservation(command), command.origin().by());
        BankTask task = BankTask.begin(claimed, operation, pos.account(), null);
        return task.of(mappings.steps(task.context())).otherwise(way.otherwise());
    }

    private Payment find(String company, FollowUpRequest request) {
        Optional<Payment> payment = request.paymentId() != null
                ? ledger.find(request.paymentId())
                : ledger.findByTransactionCode(company, request.transactionCode());
        String field = request.paymentId() != null ? "paymentId" : "transactionCode";
        return payment.filter(found -> found.company().equals(company))
                .orElseThrow(() -> ProblemException.notFound(field, "There is no such payment"));
    }

    private static Money amount(Payment payment, OperationType operation, String wished) {
        Money whole =
                switch (operation) {
                    case CAPTURE, INQUIRY -> payment.amount();
                    case VOID ->
                        payment.amount()
                                .withMinor(
                                        payment.capturedMinor() > 0
                                                ? payment.capturedMinor()
                                                : payment.amount().minor());
                    case REFUND -> payment.amount().withMinor(payment.capturedMinor() - payment.refundedMinor());
                    case SALE, PREAUTH -> throw new IllegalArgumentException("not a follow-up");
                };
        if (wished == null) {
            return whole;
        }
        Money amount;
        try {
            amount = Money.parse(wished, payment.amount().currency());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("amount", e.getMessage());
        }
        if (amount.minor() == 0) {
            throw ProblemException.invalid("amount", "expected more than zero");
        }
        if (Ledger.mayBegin(operation, payment) && amount.minor() > whole.minor()) {
            throw ProblemException.refused("amount", "at most " + whole.decimal() + " can be " + participle(operation));
        }
        return amount;
    }

    private static String participle(OperationType operation) {
        return operation == OperationType.CAPTURE ? "captured" : "refunded";
    }

    private Operation operation(Payment payment, OperationType type, Money amount, Origin origin, Instant now) {
        // Ids are the order of a payment's operations, also where another node's clock was ahead of this one's.
        String last = payment.operations().stream()
                .map(Operation::id)
                .reduce((one, next) -> next)
                .orElse(null);
        return Operation.begun(ids.after(last), payment.id(), type, amount, origin.source(), now);
    }

    private RequestKeys.Reservation reservation(Command command) {
        Origin origin = command.origin();
        return origin.requestKey() == null
                ? null
                : new RequestKeys.Reservation(
                        origin.company(),
                        origin.requestKey(),
                        fingerprints.of(command),
                        fingerprints.encrypted(command));
    }

    private Object answerOfTheOther(Command command, DuplicateKeyException cause) {
        Origin origin = command.origin();
        if (origin.requestKey() == null) {
            throw cause;
        }
        // Where the key is taken and cannot be read, whoever has taken it may be at it still: nothing is begun twice.
        RequestKeys.Taken taken = keys.find(origin.company(), origin.requestKey())
                .orElseThrow(() -> {
                    LOG.warn(
                            "Request {} of {} is taken, and cannot be read",
                            origin.requestKey(),
                            origin.company(),
                            cause);
                    return ProblemException.stillRunning(origin.requestKey());
                });
        return repeated(command, taken);
    }

    private Object repeated(Command command, RequestKeys.Taken taken) {
        Origin origin = command.origin();
        String unreadable = unreadableCard(command);
        if (unreadable == null && !taken.fingerprint().equals(fingerprints.of(command))) {
            throw ProblemException.keyReused(origin.requestKey());
        }
        if (unreadable != null && !fingerprints.encrypted(command).equals(taken.encryptedFingerprint())) {
            throw ProblemException.invalid("cardJwe", unreadable);
        }
        // Not by the clock, which may be set while somebody waits.
        long giveUp = System.nanoTime() + LONGEST_WAIT.toNanos();
        RequestKeys.Taken latest = taken;
        while (latest.answer() == null && origin.waitForFirst() && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            latest = keys.find(origin.company(), origin.requestKey()).orElse(latest);
        }
        if (latest.answer() == null) {
            throw ProblemException.stillRunning(origin.requestKey());
        }
        return latest.answer();
    }
}
