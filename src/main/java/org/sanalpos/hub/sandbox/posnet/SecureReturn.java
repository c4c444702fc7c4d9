package org.sanalpos.hub.sandbox.posnet;

import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/**
 * What became of an order on the bank's page.
 *
 * @param card null if the cardholder left before typing it
 * @param fault why no issuer could be asked about the card; null if one was
 * @param how says nothing if no issuer was asked
 */
record SecureReturn(SecureOrder order, CardOnPage card, BankError fault, Authentication how) {

    static SecureReturn of(SecureOrder order, CardOnPage card, Authentication how) {
        BankError fault = card == null ? null : Cards.fault(card, order.bank().localNow());
        return new SecureReturn(order, card, fault, how);
    }

    /** Returns mdStatus. A card that no issuer knows is told like a store without 3-D. */
    String mdStatus() {
        if (fault != null) {
            return "9";
        }
        return switch (how) {
            case FULL -> "1";
            case ATTEMPT -> "4";
            case WRONG_CODE, CANCELLED -> "0";
            case TIMED_OUT -> "5";
        };
    }

    /** Returns the bank's words for it, which it has for a success too. */
    String words() {
        return switch (mdStatus()) {
            case "1" -> "Authenticated";
            case "4" -> "Attempt";
            case "0" -> "Not authenticated";
            case "5" -> "Authentication could not be performed";
            default -> "None 3D - Secure Transaction";
        };
    }

    /** Returns the status of the 3-D protocol. */
    String txStatus() {
        return fault == null ? how.transStatus() : "N";
    }

    /** Returns the first digits of the card, all that the store is told of one that was typed on the bank's page. */
    String cardPrefix() {
        return card == null ? "" : card.pan().substring(0, 6);
    }

    /** Returns what is to be charged; to no card if none was typed. */
    Charge charge() {
        Charge asked = order.charge();
        return new Charge(
                asked.kind(), card == null ? "" : card.pan(), asked.amount(), asked.currency(), asked.installments());
    }

    @Override
    public String toString() {
        return "SecureReturn[" + order.xid() + ", " + how + "]";
    }
}
