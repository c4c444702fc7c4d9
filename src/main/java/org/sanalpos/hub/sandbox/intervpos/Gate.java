package org.sanalpos.hub.sandbox.intervpos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.Authentications;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;
import org.sanalpos.hub.sandbox.acs.WebAddress;

/** The 3-D gates: checks a browser's form, sends the browser to the issuer's page and from there back to the store. */
final class Gate {

    private static final Set<String> KNOWN = Set.of(
            "ShopCode",
            "TxnType",
            "SecureType",
            "PurchAmount",
            "Currency",
            "OrderId",
            "OkUrl",
            "FailUrl",
            "Rnd",
            "Lang",
            "InstallmentCount",
            "CardType",
            "Pan",
            "Expiry",
            "Cvv2",
            "BonusAmount",
            "AgricultureTxnFlag",
            "PaymentFrequency",
            "MaturityPeriod",
            "Version3D",
            "CardHolderBillingCity",
            "cardholderName",
            "email",
            "Hash");
    private static final List<String> CARD = List.of("CardType", "Pan", "Expiry", "Cvv2");
    private static final int URL_LENGTH = 1000;
    private static final int MD_BYTES = 10;
    private static final int PROOF_BYTES = 20;

    private final SecureRandom random = new SecureRandom();
    private final SandboxStores stores;
    private final AcquiringHost host;
    private final OwnIds ownIds;
    private final Authentications authentications;
    private final Challenges challenges;

    Gate(
            SandboxStores stores,
            AcquiringHost host,
            OwnIds ownIds,
            Authentications authentications,
            Challenges challenges) {
        this.stores = stores;
        this.host = host;
        this.ownIds = ownIds;
        this.authentications = authentications;
        this.challenges = challenges;
    }

    /** Tells whether a form that is refused can be sent back to the store. */
    static boolean knowsWayBack(Form form) {
        return address(form.value("FailUrl"));
    }

    /**
     * Returns where the browser goes: on to the issuer's page, or back to the store if the form is refused. Whose form it is the
     * bank asks first; for a store that it does not know it signs with no key.
     *
     * @param hostPage whether the form was posted to the page that asks for the card
     */
    Landing enter(SandboxBank bank, Form form, boolean hostPage) {
        if (form.has("OrderId")) {
            bank.countRequest(form.value("OrderId"));
        }
        Store store =
                stores.find(bank.code(), "shopCode", form.value("ShopCode")).orElse(null);
        try {
            if (store == null || !signed(form, store)) {
                throw Refusal.terminalNotActive();
            }
            Passage passage = passage(bank, store, form, hostPage);
            return Landing.post(challenges.begin(challenge(bank, passage)), Map.of());
        } catch (Refusal refusal) {
            Callback callback = new Callback(form, hostPage).refused(refusal);
            return Landing.post(
                    form.value("FailUrl"),
                    store == null
                            ? callback.signed("")
                            : callback.shop(store.credential("shopCode")).signed(store.credential("storeKey")));
        }
    }

    /**
     * A good form.
     *
     * @param charge its card number is empty until it is typed on the bank's page
     */
    private record Passage(Store store, Form form, SecureType type, Charge charge) {

        Callback callback() {
            return new Callback(form, type == SecureType.HOST).shop(store.credential("shopCode"));
        }

        Passage paidBy(String pan) {
            Charge typed = new Charge(charge.kind(), pan, charge.amount(), charge.currency(), charge.installments());
            return new Passage(store, form, type, typed);
        }

        String orderId() {
            return form.value("OrderId");
        }

        Landing ok(Callback callback) {
            return Landing.post(form.value("OkUrl"), callback.signed(store.credential("storeKey")));
        }

        Landing fail(Callback callback) {
            return Landing.post(form.value("FailUrl"), callback.signed(store.credential("storeKey")));
        }
    }

    private static boolean signed(Form form, Store store) {
        return MessageDigest.isEqual(
                Hashes.ofForm(form, store).getBytes(StandardCharsets.US_ASCII),
                form.value("Hash").getBytes(StandardCharsets.UTF_8));
    }

    private Passage passage(SandboxBank bank, Store store, Form form, boolean hostPage) {
        form.allowOnly(KNOWN);
        SecureType type = SecureType.ofForm(form)
                .filter(given -> (given == SecureType.HOST) == hostPage)
                .orElseThrow(() -> Refusal.malformed("SecureType"));
        if (hostPage) {
            form.allowNone(CARD);
        }
        Kind kind =
                switch (form.value("TxnType")) {
                    case "Auth" -> Kind.SALE;
                    case "PreAuth" -> Kind.PREAUTH;
                    default -> throw Refusal.of(ResponseCodes.UNKNOWN_TYPE);
                };
        Fields.orderId(form, "OrderId");
        Fields.checkLanguage(form);
        if (!address(form.value("OkUrl"))) {
            throw Refusal.malformed("OkUrl");
        }
        Fields.oneOf(form, "Rnd", "[!-~]{1,128}");
        Fields.oneOf(form, "Version3D", "([12]\\.0)?");
        long amount = Fields.amount(form, "PurchAmount");
        String currency = Fields.currency(form);
        int instalments = Fields.instalments(form);
        long bonus = Fields.bonus(form, amount);
        String pan = "";
        if (!hostPage) {
            pan = Fields.cardNumber(form);
            Fields.checkExpiry(form, YearMonth.from(bank.localNow()));
            Fields.checkCvv(form, pan, false);
        }
        Charge charge = new Charge(kind, pan, amount, currency, instalments);
        Agreement.check(store, form, charge, bonus);
        if (ownIds.taken(bank, store, form.value("OrderId"))) {
            throw Refusal.of(ResponseCodes.DUPLICATE);
        }
        return new Passage(store, form, type, charge);
    }

    private Challenge challenge(SandboxBank bank, Passage passage) {
        Charge charge = passage.charge();
        return new Challenge(
                bank.code(),
                passage.store().credential("shopCode"),
                Amounts.plain(charge.amount()) + " " + charge.currency(),
                passage.type() == SecureType.HOST
                        ? null
                        : TestCards.card(charge.pan()).maskedPan(),
                (how, typed) -> leave(bank, passage, how, typed));
    }

    private Landing leave(SandboxBank bank, Passage entered, Authentication how, CardOnPage typed) {
        Callback callback = entered.callback();
        Passage passage = entered;
        if (typed != null) {
            passage = entered.paidBy(typed.pan());
            callback.card(typed.pan());
        }
        if (!how.passed()) {
            return passage.fail(callback.notAuthenticated(how));
        }
        Authenticated authenticated;
        try {
            checkTyped(bank, typed);
            authenticated = authenticated(passage, how);
        } catch (Refusal refusal) {
            return passage.fail(callback.refused(refusal));
        }
        callback.authenticated(authenticated);
        if (passage.type() == SecureType.MODEL) {
            authentications.keep(bank.code(), authenticated);
            return passage.ok(callback);
        }
        return charge(bank, passage, callback);
    }

    private static void checkTyped(SandboxBank bank, CardOnPage typed) {
        if (typed != null) {
            Fields.checkExpiry(typed.expiry(), YearMonth.from(bank.localNow()));
            Fields.checkCvvLength(typed.cvv(), typed.pan());
        }
    }

    private Authenticated authenticated(Passage passage, Authentication how) {
        String brand = TestCards.brand(passage.charge().pan()).orElseThrow(() -> Refusal.of(ResponseCodes.NO_ISSUER));
        boolean second = passage.form().value("Version3D").equals("2.0");
        return new Authenticated(
                base64(MD_BYTES),
                passage.store().credential("shopCode"),
                passage.orderId(),
                passage.charge(),
                how,
                how.eci(brand),
                base64(PROOF_BYTES),
                // 3-D Secure 2 has no such id.
                second ? "" : base64(PROOF_BYTES));
    }

    /** Charges the card. What goes wrong with answers on their way is no matter of the browser's. */
    private Landing charge(SandboxBank bank, Passage passage, Callback callback) {
        if (ownIds.used(bank, passage.store(), passage.orderId())) {
            return passage.fail(callback.declined(Refusal.of(ResponseCodes.DUPLICATE)));
        }
        HostResult result = host.pay(
                bank,
                passage.store().credential("shopCode"),
                passage.orderId(),
                passage.charge(),
                References.numbers(bank),
                OrderIds.FREE_AFTER_DECLINE);
        if (result instanceof HostResult.Refused refused) {
            return passage.fail(callback.declined(Refusal.of(refused.why())));
        }
        if (result instanceof HostResult.Answered answered) {
            Transaction transaction = answered.transaction();
            return transaction.successful()
                    ? passage.ok(callback.approved(transaction))
                    : passage.fail(callback.declined(Refusal.of(transaction.resultCode())));
        }
        return passage.fail(callback.declined(Refusal.of(ResponseCodes.SYSTEM_ERROR)));
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean address(String text) {
        return WebAddress.valid(text, URL_LENGTH) && text.matches("[!-~&&[^#]]+");
    }
}
