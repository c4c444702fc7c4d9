package org.sanalpos.hub.sandbox.garanti;

import java.time.Instant;
import java.util.Locale;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/**
 * What an answer tells of its transaction beside the verdict.
 *
 * @param card null if the answer shows none
 */
record Trace(String rrn, String authCode, String batch, Instant time, CardFace card) {

    /** Of an answer with no transaction. */
    static Trace none(Instant now) {
        return new Trace("", "", "", now, null);
    }

    /** Of an attempt that was numbered and refused. */
    static Trace refused(SandboxBank bank, String rrn) {
        return new Trace(rrn, "", batch(bank.openBatch()), bank.now(), null);
    }

    /** Of a transaction, or of its void if the number is another. */
    static Trace of(Transaction transaction, String rrn, Instant time, CardFace card) {
        return new Trace(rrn, transaction.authCode(), batch(transaction.batch()), time, card);
    }

    String sequence() {
        return rrn.isEmpty() ? "" : String.format(Locale.ROOT, "%06d", References.sequence(rrn));
    }

    private static String batch(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
