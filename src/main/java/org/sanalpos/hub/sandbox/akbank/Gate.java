package org.sanalpos.hub.sandbox.akbank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.Authentications;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;

/** The 3-D gates: checks a browser's form, sends the browser to the issuer's page and from there back to the store. */
final class Gate {

    /** The host's code for a charge of which the bank knows nothing. */
    private static final String SYSTEM_ERROR = "96";

    private final SandboxStores stores;
    private final RandomNumbers randomNumbers;
    private final AcquiringHost host;
    private final Authentications authentications;
    private final Challenges challenges;
    private final SecureValues secureValues = new SecureValues();

    Gate(
            SandboxStores stores,
            RandomNumbers randomNumbers,
            AcquiringHost host,
            Authentications authentications,
            Challenges challenges) {
        this.stores = stores;
        this.randomNumbers = randomNumbers;
        this.host = host;
        this.authentications = authentications;
        this.challenges = challenges;
    }

    /**
     * Returns where the browser goes: on to the issuer's page, or back to the store if the form is refused. The bank signs
     * its refusal once it knows whose form it is.
     *
     * @param hosted whether the card is typed on the bank's page
     */
    Landing enter(SandboxBank bank, GateForm form, boolean hosted) {
        if (form.value("orderId").matches(Fields.ORDER_ID)) {
            bank.countRequest(form.value("orderId"));
        }
        Passage passage;
        try {
            form.check(hosted);
            passage = form.passage(signer(bank, form));
        } catch (VpsError.Refusal refusal) {
            String txnCode = form.value("txnCode").matches("[0-9]{4}") ? form.value("txnCode") : "";
            return Landing.post(form.value("failUrl"), Callback.unsigned(txnCode, refusal));
        }
        try {
            Fields.checkRequestTime(form.value("requestDateTime"), bank);
            randomNumbers.use(passage.merchant(), form.value("randomNumber"));
            check(bank, passage);
            return Landing.post(challenges.begin(challenge(bank, passage)), Map.of());
        } catch (VpsError.Refusal refusal) {
            return refuse(passage, refusal);
        }
    }

    private Store signer(SandboxBank bank, GateForm form) {
        Store store = stores.find(bank.code(), "merchantSafeId", form.value("merchantSafeId"))
                .filter(found -> found.credential("terminalSafeId").equals(form.value("terminalSafeId")))
                .filter(found -> found.credential("subMerchantId").equals(form.value("subMerchantId")))
                .orElseThrow(VpsError.MERCHANT_UNKNOWN::refusal);
        String expected = AuthHash.of(store.credential("secretKey"), form.signedText());
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), form.value("hash").getBytes(StandardCharsets.UTF_8))) {
            throw VpsError.HASH_WRONG.refusal();
        }
        return store;
    }

    private static void check(SandboxBank bank, Passage passage) {
        Charge charge = passage.charge();
        if (charge.amount() == 0) {
            throw VpsError.AMOUNT_WRONG.refusal();
        }
        Agreement.checkTerms(passage.store(), charge.currency(), charge.installments(), false, passage.reward());
        if (passage.model() != Model.HOSTED_PAYMENT) {
            checkCard(bank, passage);
        }
        if (bank.find(passage.merchant(), passage.orderId()).isPresent()) {
            throw VpsError.ORDER_ID_USED.refusal(passage.orderId());
        }
    }

    private static void checkCard(SandboxBank bank, Passage passage) {
        Fields.checkNotExpired(passage.expiry(), bank);
        Agreement.checkCard(
                passage.store(), passage.charge().pan(), passage.charge().installments());
    }

    private Challenge challenge(SandboxBank bank, Passage passage) {
        Charge charge = passage.charge();
        return new Challenge(
                bank.code(),
                passage.merchant(),
                Amounts.plain(charge.amount()) + " " + charge.currency(),
                passage.model() == Model.HOSTED_PAYMENT
                        ? null
                        : TestCards.card(charge.pan()).maskedPan(),
                (how, card) -> leave(bank, passage, how, card));
    }

    private Landing leave(SandboxBank bank, Passage passage, Authentication how, CardOnPage typed) {
        if (!how.passed()) {
            return refuse(passage, VpsError.AUTHENTICATION_FAILED.refusal());
        }
        try {
            return switch (passage.model()) {
                case AUTHENTICATION -> authenticate(bank, passage, how);
                case PAYMENT -> charge(bank, passage);
                case HOSTED_PAYMENT -> charge(bank, withCard(bank, passage, typed));
            };
        } catch (VpsError.Refusal refusal) {
            return refuse(passage, refusal);
        }
    }

    private static Passage withCard(SandboxBank bank, Passage passage, CardOnPage typed) {
        Passage complete = passage.paidBy(typed.pan(), typed.expiry());
        if (typed.cvv().length() != TestCards.cvvDigits(typed.pan())) {
            throw VpsError.PATTERN.refusal("cvv");
        }
        checkCard(bank, complete);
        return complete;
    }

    private Landing authenticate(SandboxBank bank, Passage passage, Authentication how) {
        String id = secureValues.id();
        String brand = TestCards.brand(passage.charge().pan()).orElseThrow();
        Authenticated authenticated = new Authenticated(
                id,
                passage.merchant(),
                passage.orderId(),
                passage.charge(),
                how,
                how.eci(brand),
                secureValues.data(),
                id);
        authentications.keep(bank.code(), authenticated);
        return Landing.post(passage.okUrl(), Callback.authenticated(bank, passage, authenticated));
    }

    /** Charges the card. What goes wrong with answers on their way is no matter of the browser's. */
    private Landing charge(SandboxBank bank, Passage passage) {
        Numbers numbers = References.next(bank);
        HostResult result =
                host.pay(bank, passage.merchant(), passage.orderId(), passage.charge(), numbers, OrderIds.USED_ONCE);
        if (result instanceof HostResult.Refused refused) {
            throw VpsError.of(refused.why(), Operation.SALE).refusal(passage.orderId());
        }
        if (result instanceof HostResult.Answered answered) {
            Transaction transaction = answered.transaction();
            return Landing.post(
                    transaction.successful() ? passage.okUrl() : passage.failUrl(),
                    Callback.charged(bank, passage, transaction.resultCode(), numbers, transaction.batch()));
        }
        return Landing.post(
                passage.failUrl(), Callback.charged(bank, passage, SYSTEM_ERROR, numbers, bank.openBatch()));
    }

    private static Landing refuse(Passage passage, VpsError.Refusal refusal) {
        return Landing.post(passage.failUrl(), Callback.refused(passage, refusal));
    }
}
