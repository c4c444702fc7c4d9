package org.sanalpos.hub.sandbox.akbank;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** Makes the numbers that the bank gives to its transactions. The books' transaction number is the wire's stan. */
final class References {

    private References() {}

    static Numbers next(SandboxBank bank) {
        long number = bank.nextNumber();
        return new Numbers(
                String.valueOf(number), Numbers.rrn(bank, number), String.valueOf(300_000 + number % 700_000));
    }

    /** Makes the numbers of a capture, which repeats those of its preauthorization. */
    static Numbers nextOfCapture(SandboxBank bank) {
        return new Numbers(String.valueOf(bank.nextNumber()), null, null);
    }

    /** Returns the id under which a transaction is listed: captures and refunds have one of their own. */
    static String listedId(Order order, Transaction transaction) {
        return switch (transaction.kind()) {
            case SALE, PREAUTH -> order.id();
            case CAPTURE, REFUND -> uuid(order.merchant() + "/" + transaction.id());
        };
    }

    /** Returns the id of a store's settlement of a batch. */
    static String settlementId(Order order, Transaction transaction) {
        return uuid(order.merchant() + "/batch/" + transaction.batch());
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
