package org.sanalpos.hub.sandbox.posnet;

import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/**
 * An order that a store announced for 3-D Secure.
 *
 * @param charge its card number is empty if the card is typed on the bank's page
 * @param currencyCode the currency as the store wrote it, which goes into the MACs
 * @param installment as the store wrote it
 * @param card null if it is typed on the bank's page
 */
record SecureOrder(
        SandboxBank bank,
        Store store,
        String xid,
        Charge charge,
        String currencyCode,
        String installment,
        CardOnPage card) {

    /** Stands before the xid in the books. */
    private static final String PREFIX = "TDS_";

    /** Returns the id under which the books keep the order of an xid. */
    static String id(String xid) {
        return PREFIX + xid;
    }

    String id() {
        return id(xid);
    }

    /** Returns the amount as the store wrote it. */
    String amount() {
        return String.valueOf(charge.amount());
    }

    /** Returns tranType. */
    String type() {
        return charge.kind() == Kind.PREAUTH ? "Auth" : "Sale";
    }

    boolean belongsTo(SandboxBank otherBank, Store otherStore) {
        return bank == otherBank && store.equals(otherStore);
    }

    /** Returns a like order of another xid. */
    SecureOrder another() {
        return new SecureOrder(bank, store, "0000000000ANOTHER001", charge, currencyCode, installment, card);
    }

    /** Names neither the card nor the amount. */
    @Override
    public String toString() {
        return "SecureOrder[" + xid + "]";
    }
}
