package org.sanalpos.hub.sandbox.payflex;

import java.util.function.Consumer;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult.Refusal;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Sales and preauthorizations: Sale and Auth. */
final class Payments {

    private static final String MAIL_OR_PHONE = "1";

    private final AcquiringHost host;
    private final Desk desk;

    Payments(AcquiringHost host, Desk desk) {
        this.host = host;
        this.desk = desk;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws Problem.Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, XmlMessage message, Operation operation) {
        Fields fields = new Fields(message);
        Fields.Head head = fields.head(operation);
        boolean recurring = fields.recurring(operation);
        int instalments = fields.instalments();
        Fields.Money money = fields.price();
        boolean moto = head.deviceSource().equals(MAIL_OR_PHONE);
        String pan = fields.card(!moto, bank.localNow());
        fields.check();
        checkRights(store, message, recurring, moto, money.currency(), instalments);

        Kind kind = operation == Operation.SALE ? Kind.SALE : Kind.PREAUTH;
        Charge charge = new Charge(kind, pan, money.minorUnits(), money.currency(), instalments);
        return charge(bank, store, head, money, charge, Secured.NONE, order -> {});
    }

    /**
     * Has the host charge or block an amount.
     *
     * @param check asked with the order when its id can be used; refuses by throwing
     * @throws Problem.Refusal if the TransactionId was used before, or the host refuses
     */
    Reply charge(
            SandboxBank bank,
            Store store,
            Fields.Head head,
            Fields.Money money,
            Charge charge,
            Secured secured,
            Consumer<Order> check) {
        Entry entry = Entry.payment(bank, head, money, secured);
        if (head.orderId().isEmpty()) {
            bank.countRequest(entry.orderId());
        }
        return desk.send(
                bank,
                store,
                entry,
                head.deviceSource(),
                () -> host.pay(
                        bank,
                        store.credential("merchantId"),
                        entry.orderId(),
                        charge,
                        entry.numbers(),
                        OrderIds.FREE_AFTER_DECLINE,
                        check),
                Payments::why);
    }

    /** Returns the bank's word for a payment that the order's history does not allow. */
    static Problem why(Refused refused) {
        return refused.why() == Refusal.ORDER_BUSY ? Problem.UNDER_WAY : Problem.ORDER_PAID;
    }

    static void checkRights(
            Store store, XmlMessage message, boolean recurring, boolean moto, String currency, int instalments) {
        Store.Rights rights = store.rights();
        boolean points = message.present("PointAmount") || message.present("PointCode");
        if (points || moto && !rights.moto() || !rights.currencies().contains(currency)) {
            throw Problem.NO_PERMISSION.refusal();
        }
        if (recurring) {
            throw Problem.RECURRING_NOT_PERMITTED.refusal();
        }
        if (instalments > 1 && (!currency.equals("TRY") || instalments > rights.maxInstallments())) {
            throw Problem.INSTALMENTS_NOT_PERMITTED.refusal();
        }
    }
}
