package org.sanalpos.hub.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.mapping.MessageContext;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.mapping.Stage;
import org.sanalpos.hub.payment.BankCall;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.routing.ChosenPos;

/**
 * One operation on its way to the bank and back, as the routes hand it from step to step.
 *
 * @param payment as the ledger has it since the operation was begun
 * @param card null for follow-ups, and after 3-D Secure unless the bank wants it again
 * @param stage which of the bank's messages are sent
 * @param session the way through 3-D Secure, or null without one
 * @param chosen how the virtual POS came to be chosen, so that another may take its place; null where it stands
 * @param otherwise what to ask for in place of the operation if the bank says that it would have been right; null for nothing
 * @param done how far the conversation has come
 */
public record BankTask(
        Payment payment,
        Operation operation,
        Account account,
        Card card,
        Stage stage,
        ThreeDSession session,
        ChosenPos chosen,
        OperationType otherwise,
        Progress done) {

    /**
     * How far a conversation has come.
     *
     * @param step which of the round trips is next, counted from 0
     * @param steps how many round trips there are
     * @param answers what the earlier round trips brought, by message
     * @param request ready to be sent, or null
     * @param call the record of the message that is on its way or was answered last, or null
     * @param reply what the wire brought for {@code request}, or null
     * @param heard what the answer to {@code request} means by itself, or null without one
     * @param reading what the last answer that was read means, or null before the first
     * @param repeated whether a message was sent for the second time, after the bank had taken no connection
     * @param bankNanos time spent waiting for the bank, nanoseconds
     */
    record Progress(
            int step,
            int steps,
            Map<String, Map<String, String>> answers,
            BankRequest request,
            BankCall call,
            BankReply reply,
            Reading heard,
            Reading reading,
            boolean repeated,
            long bankNanos) {
        static final Progress NONE = new Progress(0, 0, Map.of(), null, null, null, null, null, false, 0);
    }

    /** An operation without 3-D Secure, of which no message was sent yet. */
    static BankTask begin(Payment payment, Operation operation, Account account, Card card) {
        return new BankTask(payment, operation, account, card, Stage.OPERATION, null, null, null, Progress.NONE);
    }

    /** A part of an operation with 3-D Secure, of which no message was sent yet. */
    public static BankTask begin(
            Payment payment, Operation operation, Account account, Card card, Stage stage, ThreeDSession session) {
        return new BankTask(payment, operation, account, card, stage, session, null, null, Progress.NONE);
    }

    /** The same task with the number of its round trips. */
    public BankTask of(int roundTrips) {
        return with(new Progress(
                done.step,
                roundTrips,
                done.answers,
                done.request,
                done.call,
                done.reply,
                done.heard,
                done.reading,
                done.repeated,
                done.bankNanos));
    }

    /** The same task with another operation in reserve. */
    BankTask otherwise(OperationType other) {
        return new BankTask(payment, operation, account, card, stage, session, chosen, other, done);
    }

    /** The same task, which may be moved to another virtual POS where the caller has named none. */
    BankTask chosen(ChosenPos way) {
        return new BankTask(payment, operation, account, card, stage, session, way, otherwise, done);
    }

    /** Whether another message must go to the bank: the first, or the next after an approved one. */
    public boolean isOpen() {
        return done.step < done.steps && (done.reading == null || done.reading.outcome() == Outcome.APPROVED);
    }

    /** Whether the next message is made and recorded, and waits to be sent. */
    boolean isReady() {
        return done.request != null && done.reply == null;
    }

    /** What the messages can speak of. */
    public MessageContext context() {
        List<Operation> earlier = payment.operations().stream()
                .filter(other -> !other.id().equals(operation.id()))
                .filter(other -> other.type().moves() && other.outcome() == Outcome.APPROVED)
                .toList();
        return new MessageContext(account, payment, operation, earlier, card, done.answers, stage, session);
    }

    /** What the last answer means, or null before the first. */
    public Reading reading() {
        return done.reading;
    }

    /** What the answer that the wire brought last means by itself, or null without one. */
    Reading heard() {
        return done.heard;
    }

    /** What the wire brought last, or null. */
    public BankReply reply() {
        return done.reply;
    }

    int step() {
        return done.step;
    }

    BankRequest request() {
        return done.request;
    }

    BankCall call() {
        return done.call;
    }

    long bankNanos() {
        return done.bankNanos;
    }

    BankTask with(BankRequest ready, BankCall sending) {
        return with(new Progress(
                done.step,
                done.steps,
                done.answers,
                ready,
                sending,
                null,
                null,
                done.reading,
                done.repeated,
                done.bankNanos));
    }

    BankTask with(BankReply came, Reading heard, BankCall ended, long nanos) {
        return with(new Progress(
                done.step,
                done.steps,
                done.answers,
                done.request,
                ended,
                came,
                heard,
                done.reading,
                done.repeated,
                done.bankNanos + nanos));
    }

    /** The same message once more, which nothing was sent of. */
    BankTask again() {
        return with(new Progress(
                done.step,
                done.steps,
                done.answers,
                done.request,
                done.call,
                done.reply,
                null,
                done.reading,
                true,
                done.bankNanos));
    }

    boolean repeated() {
        return done.repeated;
    }

    /** Whether the operation has ended at its very first message, and nothing of that can have reached the bank. */
    boolean untouched() {
        return done.reply instanceof BankReply.NotSent
                && done.step <= 1
                && (stage == Stage.OPERATION || stage == Stage.START);
    }

    /** The next round trip follows; of a 3-D payment, what was known before is known still. */
    BankTask with(Reading read, String message) {
        Reading known = stage == Stage.OPERATION || done.reading == null ? read : read.over(done.reading);
        return with(new Progress(
                done.step + 1,
                done.steps,
                answersWith(message, read),
                done.request,
                done.call,
                done.reply,
                done.heard,
                known,
                done.repeated,
                done.bankNanos));
    }

    /** What the browser brought back, before any message to the bank. */
    public BankTask returned(Reading read) {
        return with(new Progress(0, 0, answersWith("callback", read), null, null, null, null, read, false, 0));
    }

    /** The same conversation about the operation itself, with nothing sent of it yet. */
    public BankTask completing(Payment taken, Operation begun, Card again) {
        Progress before = new Progress(0, 0, done.answers, null, null, null, null, done.reading, false, done.bankNanos);
        return new BankTask(taken, begun, account, again, Stage.COMPLETE, session, null, null, before);
    }

    /** The same task with another meaning of what came last, and nothing more to send. */
    public BankTask ended(Reading meaning) {
        return with(new Progress(
                done.step,
                done.step,
                done.answers,
                done.request,
                done.call,
                done.reply,
                done.heard,
                meaning,
                done.repeated,
                done.bankNanos));
    }

    private BankTask with(Progress progress) {
        return new BankTask(payment, operation, account, card, stage, session, chosen, otherwise, progress);
    }

    private Map<String, Map<String, String>> answersWith(String message, Reading read) {
        Map<String, Map<String, String>> all = new HashMap<>(done.answers);
        all.put(message, read.values());
        return Map.copyOf(all);
    }

    /** Never shows the card, the account or a message. */
    @Override
    public String toString() {
        return "BankTask[" + payment.id() + ", " + operation.type() + ", " + stage + "]";
    }
}
