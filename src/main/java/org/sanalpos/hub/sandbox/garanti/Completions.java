package org.sanalpos.hub.sandbox.garanti;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentications;

/** The authentications of the 3D model, and the requests that complete them. An authentication is named by its Md. */
final class Completions {

    private static final String CODE = "Transaction/Secure3D/AuthenticationCode";
    private static final String LEVEL = "Transaction/Secure3D/SecurityLevel";
    private static final String ID = "Transaction/Secure3D/TxnID";
    private static final String MD = "Transaction/Secure3D/Md";

    private final Authentications authentications = new Authentications();
    private final Map<String, PaymentCard> cards = new ConcurrentHashMap<>();

    /** An authentication that passed and the card that was authenticated. */
    record Completion(Authenticated authenticated, PaymentCard card) {}

    void keep(SandboxBank bank, Authenticated authenticated, PaymentCard card) {
        cards.put(authenticated.reference(), card);
        authentications.keep(bank.code(), authenticated);
    }

    /** Tells whether a request is meant to complete an authentication. */
    static boolean completes(XmlMessage message) {
        return message.text("Transaction/CardholderPresentCode").equals("13")
                || message.present("Transaction/Secure3D");
    }

    /**
     * Finds what a request completes.
     *
     * @throws Refusal if it is no completion of an authentication that the bank made and that passed
     */
    Completion find(Call call) {
        XmlMessage message = call.message();
        if (!Set.of(CODE, LEVEL, ID, MD).stream().allMatch(message::has)) {
            throw GatewayError.SECURE_3D_MISSING.refusal();
        }
        if (call.fields().moto()) {
            throw Fields.malformed("Transaction/MotoInd");
        }
        return authentications
                .find(call.bank().code(), message.text(MD))
                .filter(known ->
                        message.text("Transaction/CardholderPresentCode").equals("13")
                                && !message.present("Card")
                                && known.how().passed()
                                && known.merchant().equals(call.merchant())
                                && known.cavv().equals(message.text(CODE))
                                && known.eci().equals(message.text(LEVEL))
                                && known.xid().equals(message.text(ID)))
                .map(known -> new Completion(known, cards.get(known.reference())))
                .orElseThrow(GatewayError.MD_CHECK_FAILED::refusal);
    }

    /**
     * Takes an authentication for the one payment that it is good for.
     *
     * @throws Refusal if it was taken before
     */
    void use(SandboxBank bank, Authenticated authenticated) {
        Charge charge = authenticated.charge();
        // A request that gets lost before the books are reached takes nothing.
        boolean arrives = TestCards.paymentFault(charge.pan(), charge.amount()).booked();
        if (arrives && !authentications.use(bank.code(), authenticated.reference())) {
            throw GatewayError.MD_CHECK_FAILED.refusal();
        }
    }
}
