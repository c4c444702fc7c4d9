package org.sanalpos.hub.crash;

import java.util.ArrayList;
import java.util.List;

/** Every moment at which something has just become true, or is about to: in the database, at the bank, at the caller, or outside. */
final class CrashPoints {
    private static final String HUB = "org.sanalpos.hub.";

    private CrashPoints() {}

    /** @param embedded whether the hub runs on its embedded database */
    static List<CrashPoint> all(boolean embedded) {
        List<CrashPoint> points = new ArrayList<>();
        // A payment, a follow-up and a bank call are written down.
        around(
                points,
                "payment.Ledger",
                "begin(org.sanalpos.hub.payment.Payment,org.sanalpos.hub.payment.Operation,"
                        + "org.sanalpos.hub.payment.ThreeDSession,org.sanalpos.hub.payment.BankCall,"
                        + "org.sanalpos.hub.payment.RequestKeys$Reservation,org.sanalpos.hub.audit.Actor)",
                70);
        around(
                points,
                "payment.Ledger",
                "beginFollowUp(org.sanalpos.hub.payment.Payment,org.sanalpos.hub.payment.Operation,"
                        + "org.sanalpos.hub.payment.RequestKeys$Reservation,org.sanalpos.hub.audit.Actor)",
                35);
        around(points, "payment.Ledger", "sending", 50);
        around(points, "payment.RequestKeys", "reserve", 110);
        around(points, "payment.PaymentTable", "insert", 70);
        around(points, "payment.PaymentTable", "claim", 35);
        around(points, "payment.OperationTable", "insert", 110);
        around(points, "payment.OperationTable", "insertCall", 110);
        // What a transaction writes is sent.
        around(points, "payment.Writer", "send", 250);
        // The bank is called.
        around(points, "bank.BankClient", "send", 110);
        // What came back is written down.
        around(points, "payment.Ledger", "close", 110);
        around(points, "payment.Ledger", "turn", 3);
        around(
                points,
                "payment.Ledger",
                "move(org.sanalpos.hub.payment.Operation,org.sanalpos.hub.payment.BankCall,java.lang.String,"
                        + "java.lang.String,java.lang.String,org.sanalpos.hub.payment.Operation)",
                3);
        around(points, "payment.OperationTable", "completeCall", 100);
        around(points, "payment.OperationTable", "complete", 110);
        around(points, "payment.PaymentTable", "move", 100);
        around(points, "payment.RequestKeys", "answer", 110);
        around(points, "payment.OutboxTable", "tell", 110);
        // Every transaction, whatever is in it, and every piece that the embedded database writes.
        around(points, "com.zaxxer.hikari.pool.ProxyConnection", "commit", 250);
        if (embedded) {
            around(
                    points,
                    "org.h2.mvstore.SingleFileStore",
                    "writeFully(org.h2.mvstore.SFChunk,long,java.nio.ByteBuffer)",
                    250);
        }
        // The caller is answered.
        around(points, "intake.rest.RestAnswers", "give", 100);
        around(points, "intake.queue.QueueAnswers", "answered", 4);
        around(points, "intake.file.FileWork", "take", 4);
        around(points, "intake.file.FileDrop", "publish", 4);
        // 3-D Secure.
        around(points, "payment.Ledger", "offer", 8);
        around(points, "payment.Ledger", "takeBack", 7);
        around(points, "threeds.ThreeDExpiry", "expire", 1);
        around(points, "payment.Ledger", "expire", 1);
        // Rows leave the outbox.
        around(points, "output.Outbox", "claim(java.lang.String,int)", 30);
        around(points, "output.Outbox", "delivered(java.util.List)", 20);
        around(points, "output.TransactionLog", "append", 4);
        around(points, "output.LogFile", "append", 4);
        around(points, "output.LogFile", "write", 90);
        around(points, "output.ErpRow", "parameters", 60);
        around(points, "output.ResultMessage", "write", 60);
        around(points, "output.webhook.WebhookLanes", "claim", 10);
        around(points, "output.webhook.WebhookClient", "post", 50);
        around(points, "output.webhook.WebhookTable", "attempted", 50);
        // Recovery itself.
        around(points, "resolve.StaleOperations", "close", 4);
        around(points, "resolve.UnknownPayments", "due", 4);
        around(points, "payment.Recoveries", "follow", 60);
        around(points, "payment.Recoveries", "claim", 3);
        around(points, "resolve.UnknownPayments", "concluded", 3);
        return points;
    }

    private static void around(List<CrashPoint> points, String type, String method, int most) {
        String name = type.startsWith("com.") || type.startsWith("org.") ? type : HUB + type;
        points.add(new CrashPoint(name, method, CrashPoint.Side.BEFORE, most));
        points.add(new CrashPoint(name, method, CrashPoint.Side.AFTER, most));
    }
}
