package org.sanalpos.hub.flow;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.ExchangeException;
import org.sanalpos.hub.bank.GuardedCalls;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.mapping.Stage;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.BankCall;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.PanMask;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.settings.HubAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps at the bank: make the message, write it down, send it, read the answer. */
@Component("bankConversation")
public class BankConversation {
    private static final Logger LOG = LoggerFactory.getLogger(BankConversation.class);
    private static final int KEPT_ANSWER = 20_000;
    private static final Duration LATEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final BankMappings mappings;
    private final BankCatalogue catalogue;
    private final GuardedCalls calls;
    private final Ledger ledger;
    private final HubAddress address;
    private final UnknownCodes unknownCodes;
    private final Ids ids;
    private final Clock clock;

    public BankConversation(
            BankMappings mappings,
            BankCatalogue catalogue,
            GuardedCalls calls,
            Ledger ledger,
            HubAddress address,
            UnknownCodes unknownCodes,
            Ids ids,
            Clock clock) {
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.calls = calls;
        this.ledger = ledger;
        this.address = address;
        this.unknownCodes = unknownCodes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes the next message and commits that it is about to go out. The first one of a new payment was committed with the payment. */
    public BankTask prepare(BankTask task) {
        if (task.isReady()) {
            return task;
        }
        BankTask ready = ready(task);
        ledger.sending(ready.call());
        return ready;
    }

    /**
     * Renders and signs the first message of an operation that is not written yet. One that cannot be made is left to {@link #prepare}, whose
     * failure ends an operation that is.
     */
    BankTask first(BankTask task) {
        try {
            return task.isOpen() ? ready(task) : task;
        } catch (RuntimeException e) {
            LOG.debug("The first message of {} cannot be made", task, e);
            return task;
        }
    }

    private BankTask ready(BankTask task) {
        BankRequest request = mappings.request(task.context(), task.step(), address.local());
        BankCall call = new BankCall(
                ids.next(),
                task.operation().id(),
                request.message(),
                request.url(),
                request.shown(),
                clock.instant(),
                null,
                null,
                null,
                null);
        return task.with(request, call);
    }

    /** Sends the message once and waits for the answer within the bank's limits. */
    public BankTask send(BankTask task) {
        long started = System.nanoTime();
        if (isLate(task.call())) {
            BankReply late = new BankReply.NotSent(BankReply.Obstacle.HUB, "the hub stood still before it was sent");
            return task.with(late, null, ended(task.call(), late, clock.instant()), 0);
        }
        GuardedCalls.Heard heard = calls.send(
                new GuardedCalls.Call(
                        task.payment().company(),
                        task.payment().virtualPos(),
                        task.account(),
                        kind(task),
                        task.request()),
                answered -> mappings.read(task.context(), task.step(), answered));
        BankCall ended = ended(task.call(), heard.reply(), clock.instant());
        return task.with(heard.reply(), heard.reading(), ended, System.nanoTime() - started);
    }

    /** A message that waited too long in a process that stood still may have been given up by another one meanwhile. */
    private boolean isLate(BankCall call) {
        return Duration.between(call.sentAt(), clock.instant()).compareTo(LATEST) > 0;
    }

    private static GuardedCalls.Kind kind(BankTask task) {
        if (task.step() > 0 || task.stage() == Stage.VERIFY || task.stage() == Stage.COMPLETE) {
            return GuardedCalls.Kind.LATER;
        }
        return task.operation().type().moves() ? GuardedCalls.Kind.FIRST : GuardedCalls.Kind.INQUIRY;
    }

    /**
     * Finds out what the answer, or its absence, means. A message for which the bank took no connection is sent once more, after a short
     * pause.
     */
    public BankTask read(BankTask task) {
        BankTask next = isRefused(task) ? again(task) : understood(task);
        if (next.isOpen()) {
            ledger.answered(task.call());
        }
        return next;
    }

    private static boolean isRefused(BankTask task) {
        return task.reply() instanceof BankReply.NotSent notSent
                && notSent.obstacle() == BankReply.Obstacle.REFUSED
                && !task.repeated();
    }

    private static BankTask again(BankTask task) {
        LockSupport.parkNanos(PAUSE.toNanos());
        return task.again();
    }

    private BankTask understood(BankTask task) {
        BankReply reply = task.reply();
        Reading reading;
        if (reply instanceof BankReply.Answered) {
            reading = task.heard();
            unknownCodes.count(task.payment().bank(), reading);
        } else if (reply instanceof BankReply.NotSent notSent && task.step() == 0 && !charged(task)) {
            reading = Reading.without(
                    Outcome.NOT_SENT, mappings.result(ResultCode.BANK_SYSTEM_ERROR, "Not sent: " + notSent.reason()));
        } else {
            String reason = reply instanceof BankReply.Lost lost ? lost.reason() : "a later step was not sent";
            reading = Reading.without(Outcome.UNKNOWN, mappings.result(ResultCode.UNKNOWN, "No answer: " + reason));
        }
        return task.with(standing(task, reading), task.request().message());
    }

    /** Whether the bank has charged before the first message, while the browser was there. */
    private boolean charged(BankTask task) {
        return task.stage() == Stage.COMPLETE
                && catalogue
                        .find(task.payment().bank())
                        .map(bank -> bank.models().get(task.payment().secure()))
                        .filter(ThreeDModel::charges)
                        .isPresent();
    }

    /** The reading that stands: after an approval, a step that may fail changes nothing but the words. */
    private Reading standing(BankTask task, Reading latest) {
        Reading before = task.reading();
        if (before == null || !mappings.optional(task.context(), task.step())) {
            return latest;
        }
        if (latest.outcome() == Outcome.APPROVED) {
            return before;
        }
        Result done = before.result();
        String why = latest.result().bankMessage() == null
                ? latest.result().messageEn()
                : latest.result().bankMessage();
        return before.with(new Result(
                done.code(),
                done.retryable(),
                done.bankCode(),
                "Done, but the next step was not (" + task.request().message() + "): " + why,
                done.messageTr(),
                done.messageEn()));
    }

    /** Ends a conversation that broke inside the hub: not sent if its message was not even ready, else unknown. */
    public BankTask broken(BankTask task, @ExchangeException Exception cause) {
        LOG.error(
                "The conversation of operation {} with {} broke",
                task.operation().id(),
                task.payment().bank(),
                cause);
        boolean unsent = task.reply() == null ? !task.isReady() : task.reply() instanceof BankReply.NotSent;
        boolean sent = task.step() > 0 || !unsent || charged(task);
        Reading reading = Reading.without(
                sent ? Outcome.UNKNOWN : Outcome.NOT_SENT,
                mappings.result(
                        sent ? ResultCode.UNKNOWN : ResultCode.BANK_SYSTEM_ERROR,
                        sent ? "The hub failed while it read the answer" : "Not sent: the hub failed before"));
        return task.with(task.request() == null ? reading : standing(task, reading), "broken");
    }

    private static BankCall ended(BankCall call, BankReply reply, Instant now) {
        Integer status = null;
        String transport;
        String text;
        if (reply instanceof BankReply.Answered answered) {
            transport = "answered";
            status = answered.httpStatus();
            text = new String(answered.body(), StandardCharsets.ISO_8859_1);
        } else if (reply instanceof BankReply.NotSent notSent) {
            transport = "not_sent";
            text = notSent.reason();
        } else {
            transport = "lost";
            text = ((BankReply.Lost) reply).reason();
        }
        String kept = PanMask.mask(text.replace('\0', ' '));
        return new BankCall(
                call.id(),
                call.operationId(),
                call.message(),
                call.url(),
                call.request(),
                call.sentAt(),
                transport,
                status,
                kept.length() <= KEPT_ANSWER ? kept : kept.substring(0, KEPT_ANSWER),
                now);
    }
}
