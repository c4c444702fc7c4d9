package org.sanalpos.hub.sandbox.posnet;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/** The question about an order, answered by its movements, newest first. A void is a movement of its own. */
final class Agreements {

    private static final DateTimeFormatter TIME = SandboxBank.timeFormat("yyyy-MM-dd HH:mm:ss.SSS");
    private static final Map<Kind, String> STATES =
            Map.of(Kind.SALE, "Sale", Kind.PREAUTH, "Authorization", Kind.CAPTURE, "Capture", Kind.REFUND, "Return");

    Reply answer(ApiRequest request) {
        if (request.present("orderDate")) {
            throw BankError.ORDER_DATE_WRONG.rejected();
        }
        if (request.value("orderID").isEmpty()) {
            throw BankError.ORDER_ID_EMPTY.rejected();
        }
        SandboxBank bank = request.bank();
        Order order =
                request.order().filter(found -> found.visible(bank.now())).orElseThrow(BankError.NO_RECORD::rejected);
        List<Movement> movements = movements(order);
        if (movements.isEmpty()) {
            throw BankError.NO_RECORD.rejected();
        }
        Xml xml = Xml.falseUtf16().put("approved", "1").open("transactions");
        movements.forEach(movement -> movement.write(xml, order.id()));
        return Reply.of(xml.close("transactions").bytes());
    }

    /** What the issuer has not answered yet is no movement. */
    private static List<Movement> movements(Order order) {
        List<Movement> movements = new ArrayList<>();
        for (Transaction transaction : order.transactions()) {
            if (transaction.state() != State.PENDING) {
                movements.add(new Movement(transaction, transaction.time(), false));
            }
        }
        for (Transaction transaction : order.transactions()) {
            if (transaction.state() == State.VOIDED) {
                movements.add(new Movement(transaction, transaction.voidedAt(), true));
            }
        }
        movements.sort(Comparator.comparing(Movement::time));
        Collections.reverse(movements);
        return movements;
    }

    /** A transaction or, later, its void. */
    private record Movement(Transaction transaction, Instant time, boolean isVoid) {

        void write(Xml xml, String orderId) {
            boolean effective = isVoid || transaction.successful() && transaction.state() != State.VOIDED;
            String masked = transaction.card().maskedPan().replaceAll("(.{4})(?=.)", "$1 ");
            xml.open("transaction")
                    .put("orderID", orderId)
                    .put("ccno", masked)
                    .put("amount", amount())
                    .put("currencyCode", Fields.letters(transaction.currency()));
            if (transaction.successful()) {
                xml.put("authCode", isVoid ? "000000" : References.authCode(transaction.id()));
            }
            xml.put("tranDate", TIME.format(time))
                    .put("state", STATES.get(transaction.kind()) + (isVoid ? "_Reverse" : ""))
                    .put("txnStatus", effective ? "1" : "0");
            if (transaction.successful()) {
                xml.put("hostLogKey", isVoid ? References.voidKey(transaction.id()) : transaction.id());
            }
            xml.close("transaction");
        }

        private String amount() {
            long minorUnits =
                    transaction.kind() == Kind.CAPTURE ? transaction.capturedAmount() : transaction.authorizedAmount();
            return Amounts.turkish(minorUnits);
        }
    }
}
