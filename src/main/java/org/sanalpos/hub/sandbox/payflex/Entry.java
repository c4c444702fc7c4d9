package org.sanalpos.hub.sandbox.payflex;

import java.time.Instant;
import java.util.Locale;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;

/**
 * What the bank notes of one request that it sent to the host.
 *
 * @param reference TransactionId of the transaction that it is about; empty for a payment
 * @param money what it asked for; of a Cancel or Reversal, what its reference was for
 * @param secured how the card holder of a payment was authenticated
 */
record Entry(
        Operation operation,
        String transactionId,
        String reference,
        String orderId,
        Fields.Money money,
        Secured secured,
        Receipt receipt) {

    /**
     * The bank's own numbers of a transaction.
     *
     * @param number the PaymentTransactionId
     */
    record Receipt(long number, String authCode, String rrn, Instant time, int batch) {

        private static final long FIRST_NUMBER = 10_000_000;

        static Receipt next(SandboxBank bank) {
            long number = bank.nextNumber();
            return new Receipt(
                    FIRST_NUMBER + number,
                    String.format(Locale.ROOT, "%06d", 100_000 + number * 7919 % 900_000),
                    Numbers.rrn(bank, number),
                    bank.now(),
                    bank.openBatch());
        }
    }

    static Entry payment(SandboxBank bank, Fields.Head head, Fields.Money money, Secured secured) {
        String orderId = head.orderId().isEmpty() ? Fields.newId() : head.orderId();
        return new Entry(head.operation(), head.transactionId(), "", orderId, money, secured, Receipt.next(bank));
    }

    static Entry followUp(SandboxBank bank, Fields.Head head, Entry reference, Fields.Money money) {
        return new Entry(
                head.operation(),
                head.transactionId(),
                reference.transactionId(),
                reference.orderId(),
                money,
                Secured.NONE,
                Receipt.next(bank));
    }

    /** Returns an entry like this one as another order might have it. */
    Entry ofAnotherOrder(SandboxBank bank) {
        return new Entry(
                operation,
                Fields.newId(),
                reference.isEmpty() ? "" : Fields.newId(),
                Fields.newId(),
                money,
                secured,
                Receipt.next(bank));
    }

    Numbers numbers() {
        return new Numbers(transactionId, receipt.rrn(), receipt.authCode());
    }
}
