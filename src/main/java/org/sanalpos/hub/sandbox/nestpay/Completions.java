package org.sanalpos.hub.sandbox.nestpay;

import java.util.List;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.Authenticated;

/** Payments of what a cardholder was authenticated for: the card is the callback's md, and its xid, eci and cavv prove it. */
final class Completions {

    private static final List<String> PROOF =
            List.of("PayerTxnId", "PayerSecurityLevel", "PayerAuthenticationCode", "CardholderPresentCode");

    private final SecurePayments secure;

    Completions(SecurePayments secure) {
        this.secure = secure;
    }

    /** Tells whether a payment refers to an authentication. */
    static boolean meant(XmlMessage request) {
        return request.text("Number").contains(":") || PROOF.stream().anyMatch(request::has);
    }

    /**
     * Takes the authentication that a payment refers to; it cannot be taken again.
     *
     * @throws CoreError.Refusal if there is none, it failed, was used, or is not of this payment
     */
    Authenticated take(SandboxBank bank, Store store, XmlMessage request, Kind kind) {
        String number = request.text("Number");
        if (number.isEmpty()) {
            throw CoreError.CARD_NUMBER_MISSING.refusal();
        }
        if (number.matches("[0-9]+")) {
            throw CoreError.AUTHENTICATION_MISMATCH.refusal("(Number)");
        }
        if (request.has("Expires")) {
            throw CoreError.EXPIRY_WITHOUT_CARD.refusal();
        }
        if (request.has("Cvv2Val")) {
            throw CoreError.CVV_WRONG.refusal("(Cvv2Val)");
        }
        if (request.has("Extra/MAILORDER")) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(MAILORDER)");
        }
        if (!request.text("CardholderPresentCode").matches("|13")) {
            throw CoreError.AUTHENTICATION_MISMATCH.refusal("(CardholderPresentCode)");
        }
        Authenticated authenticated = secure.find(bank, number).orElseThrow(CoreError.CARD_NUMBER_MALFORMED::refusal);
        checkProof(authenticated, store, request);
        if (!authenticated.how().passed()) {
            throw CoreError.MD_STATUS_NOT_ACCEPTED.refusal();
        }
        checkPayment(authenticated, request, kind);
        if (!secure.use(bank, authenticated)) {
            throw CoreError.XID_USED.refusal();
        }
        return authenticated;
    }

    private static void checkProof(Authenticated authenticated, Store store, XmlMessage request) {
        boolean fits = authenticated.merchant().equals(store.credential("clientId"))
                && authenticated.orderId().equals(Fields.orderId(request))
                && authenticated.xid().equals(request.text("PayerTxnId"))
                && authenticated.eci().equals(request.text("PayerSecurityLevel"))
                && authenticated.cavv().equals(request.text("PayerAuthenticationCode"));
        if (!fits) {
            throw CoreError.AUTHENTICATION_MISMATCH.refusal();
        }
    }

    /** The authenticated amount is charged, whatever the request says; all else must be the same. */
    private static void checkPayment(Authenticated authenticated, XmlMessage request, Kind kind) {
        if (request.has("Total")) {
            Fields.amount(request.text("Total"));
        }
        if (authenticated.charge().kind() != kind) {
            throw CoreError.ORDER_DATA_DIFFER.refusal("(Type)");
        }
        if (!authenticated.charge().currency().equals(Fields.currency(request.text("Currency")))) {
            throw CoreError.CURRENCY_DIFFERS.refusal();
        }
        if (authenticated.charge().installments() != Fields.instalments(request)) {
            throw CoreError.INSTALMENT_DIFFERS.refusal();
        }
    }
}
