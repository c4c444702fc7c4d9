package org.sanalpos.hub.flow;

import java.util.EnumSet;
import java.util.Set;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.OperationType;
import org.springframework.stereotype.Component;

/**
 * What the routes ask of the thing that they carry, to know its way. They ask here and never by {@code ${body.…}}: Camel would look the methods of the
 * thing's class up anew for each message, which takes longer than the rest of a route, or keep the thing, with the card in it.
 */
@Component("crossroads")
public class Crossroads {
    private static final Set<OperationType> GIVES_BACK = EnumSet.of(OperationType.VOID, OperationType.REFUND);

    /** A request, of which nothing was done yet. */
    public boolean isCommand(Object carried) {
        return carried instanceof Command;
    }

    public boolean isPayment(Object carried) {
        return carried instanceof Command.Pay;
    }

    public boolean isCapture(Object carried) {
        return isFollowUp(carried, EnumSet.of(OperationType.CAPTURE));
    }

    public boolean isVoidOrRefund(Object carried) {
        return isFollowUp(carried, GIVES_BACK);
    }

    public boolean isInquiry(Object carried) {
        return isFollowUp(carried, EnumSet.of(OperationType.INQUIRY));
    }

    private static boolean isFollowUp(Object carried, Set<OperationType> types) {
        return carried instanceof Command.FollowUp followUp
                && types.contains(followUp.request().operation());
    }

    /** What the caller gets. */
    public boolean isAnswer(Object carried) {
        return carried instanceof Answer;
    }

    /** An operation that stands in the ledger and has no end yet. */
    public boolean isTask(Object carried) {
        return carried instanceof BankTask;
    }

    /** An operation of which a message is to be sent. */
    public boolean isOpen(Object carried) {
        return carried instanceof BankTask task && task.isOpen();
    }

    /** An operation on the cardholder's way through 3-D Secure. */
    public boolean isSecure(Object carried) {
        return carried instanceof BankTask task && task.session() != null;
    }
}
