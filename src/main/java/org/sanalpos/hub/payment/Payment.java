package org.sanalpos.hub.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One collection from one card, as the ledger has it.
 *
 * @param id ULID
 * @param operation {@link OperationType#SALE} or {@link OperationType#PREAUTH}
 * @param resumeStatus where a follow-up under way leads back to when the bank refuses it; null when none is
 * @param version counts the changes of the row; guards against two writers
 * @param transactionCode the order id at the bank, the same in the hub, the ERP and the bank's screens
 * @param amount what was asked for first
 * @param capturedMinor taken from the cardholder so far, minor units
 * @param refundedMinor given back so far, minor units
 * @param maskedCard null when no card is known
 * @param result the meaning of the last operation that moves money; null until there is one
 * @param completedAt when the payment first reached an outcome that is known; null before
 * @param nextActionUrl the hub's page that the browser must go to; null unless the payment waits for it
 * @param operations in the order in which they were begun
 */
public record Payment(
        String id,
        String company,
        String virtualPos,
        String bank,
        OperationType operation,
        Secure secure,
        PaymentStatus status,
        PaymentStatus resumeStatus,
        int version,
        String orderNo,
        String transactionCode,
        Money amount,
        long capturedMinor,
        long refundedMinor,
        int installments,
        Channel channel,
        String maskedCard,
        String cardBrand,
        Customer customer,
        String description,
        Map<String, String> metadata,
        String authCode,
        String hostReference,
        String bankTransactionId,
        Result result,
        Instant createdAt,
        Instant completedAt,
        String nextActionUrl,
        List<Operation> operations) {
    public Payment {
        metadata = Map.copyOf(metadata);
        operations = List.copyOf(operations);
    }

    /** The same payment with its operations. */
    Payment with(List<Operation> all) {
        return with(
                new Transitions.Standing(status, capturedMinor, refundedMinor),
                resumeStatus,
                version,
                authCode,
                hostReference,
                bankTransactionId,
                result,
                completedAt,
                nextActionUrl,
                all);
    }

    /** The same payment with an end of one of its operations. */
    Payment with(Operation ended) {
        return with(operations.stream()
                .map(each -> each.id().equals(ended.id()) ? ended : each)
                .toList());
    }

    /**
     * The payment in its new standing, with what it shows of the operation that led there. Codes of a follow-up do not replace those of the
     * operation that took the money.
     */
    Payment moved(Transitions.Standing standing, Operation by, Instant now) {
        boolean first = by.type().first();
        PaymentStatus next = standing.status();
        return with(
                standing,
                next == PaymentStatus.UNKNOWN ? resumeStatus : null,
                version + 1,
                first ? by.authCode() : authCode,
                first ? by.hostReference() : hostReference,
                first ? by.bankTransactionId() : bankTransactionId,
                by.result(),
                completedAt == null && !next.open() ? now : completedAt,
                next == PaymentStatus.REQUIRES_ACTION ? nextActionUrl : null,
                operations);
    }

    private Payment with(
            Transitions.Standing standing,
            PaymentStatus resume,
            int changes,
            String authorization,
            String host,
            String atBank,
            Result latest,
            Instant completed,
            String action,
            List<Operation> all) {
        return new Payment(
                id,
                company,
                virtualPos,
                bank,
                operation,
                secure,
                standing.status(),
                resume,
                changes,
                orderNo,
                transactionCode,
                amount,
                standing.capturedMinor(),
                standing.refundedMinor(),
                installments,
                channel,
                maskedCard,
                cardBrand,
                customer,
                description,
                metadata,
                authorization,
                host,
                atBank,
                latest,
                createdAt,
                completed,
                action,
                all);
    }

    /**
     * The operation that took the money, or is to: the sale or pre-authorisation. Those before it in the list were not sent, through other
     * virtual POSes.
     */
    public Operation begun() {
        return operations.stream()
                .filter(each -> each.type().first())
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    public Money captured() {
        return amount.withMinor(capturedMinor);
    }

    public Money refunded() {
        return amount.withMinor(refundedMinor);
    }
}
