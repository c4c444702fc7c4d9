package org.sanalpos.hub.sandbox.garanti;

import java.time.Instant;

/**
 * What the bank keeps of an attempt beside the books.
 *
 * @param type the operation as it was asked for, such as sales
 * @param amount minor units that were asked for
 * @param card null if the attempt was refused
 * @param originalRrn the transaction that a capture, void or refund refers to; empty for payments
 * @param authenticated whether the cardholder took part in 3-D Secure
 * @param refusal why the gateway refused; null if it did not
 */
record Slip(
        String rrn,
        String type,
        String user,
        String emailAddress,
        Instant time,
        int batch,
        long amount,
        CardFace card,
        String originalRrn,
        boolean authenticated,
        Verdict refusal) {

    /** The slip of a payment. */
    static Slip of(Payment payment, String rrn) {
        return new Slip(
                rrn,
                payment.type(),
                payment.user(),
                payment.emailAddress(),
                payment.bank().now(),
                payment.bank().openBatch(),
                payment.charge().amount(),
                payment.card().face(),
                "",
                payment.authenticated(),
                null);
    }

    /** The slip of a capture, void or refund that was done or declined by the issuer. */
    static Slip followUp(Call call, String rrn, long amount, CardFace card, String originalRrn) {
        return of(call, rrn, amount, card, originalRrn, null);
    }

    /** The slip of a capture, void or refund that the order's history does not allow. */
    static Slip refused(Call call, String rrn, long amount, Verdict refusal) {
        return of(call, rrn, amount, null, "", refusal);
    }

    private static Slip of(Call call, String rrn, long amount, CardFace card, String originalRrn, Verdict refusal) {
        return new Slip(
                rrn,
                call.type(),
                call.asker().user(),
                "",
                call.bank().now(),
                call.bank().openBatch(),
                amount,
                card,
                originalRrn,
                false,
                refusal);
    }

    boolean voids() {
        return type.equals("void");
    }
}
