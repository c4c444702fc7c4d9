package org.sanalpos.hub.sandbox;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of the bank's books. A changed transaction is a new value.
 *
 * @param id the bank's own transaction number
 * @param kind what it is
 * @param state how far it is
 * @param authorizedAmount minor units; of a capture, the amount of its preauthorization
 * @param capturedAmount minor units that were taken from the card or, for a refund, given back; 0 if none were
 * @param currency ISO 4217 code
 * @param installments 1 for a single payment
 * @param card the card, masked
 * @param authCode the issuer's authorization code; empty if declined
 * @param rrn retrieval reference number
 * @param resultCode ISO 8583 response code; empty while pending
 * @param batch number of the batch it was booked in
 * @param time when the bank received it
 * @param voidedAt when it was voided; null if it was not
 */
public record Transaction(
        String id,
        Kind kind,
        State state,
        long authorizedAmount,
        long capturedAmount,
        String currency,
        int installments,
        Card card,
        String authCode,
        String rrn,
        String resultCode,
        int batch,
        Instant time,
        Instant voidedAt) {

    /** Response code of an approved transaction. */
    public static final String APPROVED = "00";

    /** Response code of a host timeout, after which the bank still tries to reverse. */
    public static final String REVERSAL_UNDER_WAY = "92";

    public Transaction {
        Objects.requireNonNull(id);
        Objects.requireNonNull(time);
    }

    /** Kinds of transactions; a void is no transaction but a state. */
    public enum Kind {
        SALE,
        PREAUTH,
        CAPTURE,
        REFUND
    }

    /** States of a transaction. */
    public enum State {
        PENDING,
        AUTHORIZED,
        CAPTURED,
        SETTLED,
        VOIDED,
        DECLINED,
        REVERSING
    }

    /** Tells whether it is a sale or preauthorization. */
    public boolean isPayment() {
        return kind == Kind.SALE || kind == Kind.PREAUTH;
    }

    /** Returns the minor units of a preauthorization, or those that it took or gave back. */
    public long amount() {
        return kind == Kind.PREAUTH ? authorizedAmount : capturedAmount;
    }

    /** Tells whether the issuer approved it, whatever became of it later. */
    public boolean successful() {
        return APPROVED.equals(resultCode);
    }

    /** Tells whether money has moved by it and not been given back by a void. */
    public boolean standing() {
        return state == State.CAPTURED || state == State.SETTLED;
    }

    /** Returns this transaction as the issuer answered it. */
    public Transaction answered(String code, String approvalCode) {
        if (APPROVED.equals(code)) {
            State approved = kind == Kind.PREAUTH ? State.AUTHORIZED : State.CAPTURED;
            return with(approved, capturedAmount, approvalCode, code, null);
        }
        State refused = REVERSAL_UNDER_WAY.equals(code) ? State.REVERSING : State.DECLINED;
        return with(refused, 0, "", code, null);
    }

    /** Returns this transaction as voided at the given time. */
    public Transaction voided(Instant at) {
        return with(State.VOIDED, capturedAmount, authCode, resultCode, at);
    }

    /** Returns a transaction like this one with other numbers, as another order might have it. */
    public Transaction renumbered(String otherId, String otherRrn) {
        return new Transaction(
                otherId,
                kind,
                state,
                authorizedAmount,
                capturedAmount,
                currency,
                installments,
                card,
                authCode,
                otherRrn,
                resultCode,
                batch,
                time,
                voidedAt);
    }

    /** Returns a transaction like this one in another number of installments. */
    public Transaction inInstallments(int number) {
        return new Transaction(
                id,
                kind,
                state,
                authorizedAmount,
                capturedAmount,
                currency,
                number,
                card,
                authCode,
                rrn,
                resultCode,
                batch,
                time,
                voidedAt);
    }

    /** Returns this transaction as it is after the end of day. */
    public Transaction settled() {
        return switch (state) {
            case CAPTURED -> with(State.SETTLED, capturedAmount, authCode, resultCode, null);
            case REVERSING -> with(State.DECLINED, capturedAmount, authCode, resultCode, null);
            default -> this;
        };
    }

    private Transaction with(State newState, long captured, String approvalCode, String code, Instant voided) {
        return new Transaction(
                id,
                kind,
                newState,
                authorizedAmount,
                captured,
                currency,
                installments,
                card,
                approvalCode,
                rrn,
                code,
                batch,
                time,
                voided);
    }

    /**
     * What the books keep of a card.
     *
     * @param maskedPan first six and last four digits
     * @param brand name of the scheme
     * @param followUpFault what goes wrong with captures, voids and refunds of payments by this card
     */
    public record Card(String maskedPan, String brand, Fault followUpFault) {}
}
