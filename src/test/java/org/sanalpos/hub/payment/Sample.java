package org.sanalpos.hub.payment;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Payments and operations to begin from. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-05-04T07:20:30Z");
    private static final Currency TRY = Currency.getInstance("TRY");

    private Sample() {}

    static Payment payment(PaymentStatus status, PaymentStatus resume, long captured, long refunded) {
        return payment("01J0000000000000000000000A", status, resume, captured, refunded);
    }

    static Payment payment(String id, PaymentStatus status, PaymentStatus resume, long captured, long refunded) {
        return new Payment(
                id,
                "ACME",
                "ACME-POS",
                "bank",
                OperationType.SALE,
                Secure.NONE,
                status,
                resume,
                0,
                "SO-1",
                "T" + id.substring(7),
                new Money(100, TRY),
                captured,
                refunded,
                1,
                Channel.ECOMMERCE,
                "435508******4358",
                "visa",
                new Customer("192.0.2.7", null, "Ayşe Yılmaz", null),
                null,
                Map.of("k", "ğüşıöç"),
                null,
                null,
                null,
                null,
                NOW,
                null,
                null,
                List.of());
    }

    static Operation operation(Payment payment, OperationType type, long amount) {
        return operation(payment.id() + "", payment, type, amount);
    }

    static Operation operation(String id, Payment payment, OperationType type, long amount) {
        return Operation.begun(id, payment.id(), type, new Money(amount, TRY), "rest", NOW);
    }

    static Result approved() {
        return new Result(ResultCode.APPROVED, false, "00", null, "Onaylandı", "Approved");
    }
}
