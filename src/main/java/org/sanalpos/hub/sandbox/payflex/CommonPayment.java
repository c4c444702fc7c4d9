package org.sanalpos.hub.sandbox.payflex;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.acs.Landing;

/** The service of payments on the bank's own page: registers them, sends the browser on, and tells what became of them. */
final class CommonPayment {

    private static final Set<String> QUERY_FIELDS =
            Set.of("HostMerchantId", "MerchantId", "Password", "TransactionId", "PaymentToken");

    private final SandboxStores stores;
    private final Journal journal;
    private final HostedPayments payments;
    private final Cashier cashier;

    CommonPayment(SandboxStores stores, Journal journal, HostedPayments payments, Cashier cashier) {
        this.stores = stores;
        this.journal = journal;
        this.payments = payments;
        this.cashier = cashier;
    }

    /**
     * Registers a payment.
     *
     * @param page address of the page to which the merchant sends the browser
     */
    byte[] register(SandboxBank bank, HttpServletRequest request, String page) throws IOException {
        try {
            FlatForm form = FlatForm.read(request);
            if (!orderId(form).isEmpty()) {
                bank.countRequest(orderId(form));
            }
            Store store = authenticate(bank, form, "MerchantPassword");
            HostedPayment payment = new HostedPayment(new RegistrationForm(form).read(bank, store));
            String transactionId = payment.registration().head().transactionId();
            if (journal.find(bank, store.credential("merchantId"), transactionId)
                            .isPresent()
                    || !payments.add(bank, payment)) {
                throw HostedProblem.TRANSACTION_ID_USED.refusal();
            }
            if (orderId(form).isEmpty()) {
                bank.countRequest(payment.registration().head().orderId());
            }
            return HostedAnswers.registered(page, payment.registration());
        } catch (RequestText.Unreadable e) {
            return HostedAnswers.notRegistered(HostedProblem.INVALID_REQUEST.refusal(e.getMessage()));
        } catch (Problem.Refusal refusal) {
            return HostedAnswers.notRegistered(refusal);
        }
    }

    /**
     * Takes the browser that comes with a token, and returns where it goes: to the issuer, or back if there is nothing to ask.
     *
     * @param token null if it brings none
     * @throws Problem.Refusal if the token cannot be used
     */
    Landing open(SandboxBank bank, String token) {
        if (token == null || token.isEmpty()) {
            throw HostedProblem.TOKEN_MISSING.refusal();
        }
        HostedPayment payment = payments.find(bank, token).orElseThrow(HostedProblem.TOKEN_WRONG::refusal);
        Registration registration = payment.registration();
        if (payment.outcome().isEmpty() && !bank.now().isBefore(registration.expires())) {
            throw HostedProblem.TOKEN_WRONG.refusal();
        }
        return cashier.open(bank, payment);
    }

    /** Tells what became of a payment. */
    byte[] query(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            FlatForm form = RequestText.type(request).equals("application/json")
                    ? FlatForm.readJson(request)
                    : FlatForm.read(request);
            Store store = authenticate(bank, form, "Password");
            form.strange(QUERY_FIELDS).ifPresent(name -> {
                throw HostedProblem.INVALID_REQUEST.refusal(name);
            });
            if (!form.matches("MerchantId", "1?")) {
                throw HostedProblem.MERCHANT_WRONG.refusal();
            }
            HostedPayment payment = find(bank, store, form).orElseThrow(HostedProblem.NOT_FOUND::refusal);
            String orderId = payment.registration().head().orderId();
            bank.countRequest(orderId);
            HostedPayment.Outcome outcome = payment.outcome()
                    .filter(found -> found.entry() == null || visible(bank, store, orderId))
                    .orElseThrow(HostedProblem.NOT_FOUND::refusal);
            return HostedAnswers.of(payment.registration(), outcome);
        } catch (RequestText.Unreadable e) {
            return HostedAnswers.of(HostedProblem.INVALID_REQUEST.refusal(e.getMessage()));
        } catch (Problem.Refusal refusal) {
            return HostedAnswers.of(refusal);
        }
    }

    /** The newer guide writes the order's id in another way. */
    static String orderId(FlatForm form) {
        return form.present("OrderID") ? form.text("OrderID") : form.text("OrderId");
    }

    private Optional<HostedPayment> find(SandboxBank bank, Store store, FlatForm form) {
        String merchant = store.credential("merchantId");
        if (!form.has("TransactionId") && !form.has("PaymentToken")) {
            throw HostedProblem.PARAMETER_MISSING.refusal();
        }
        Optional<HostedPayment> found = form.has("PaymentToken")
                ? payments.find(bank, form.text("PaymentToken"))
                : payments.find(bank, merchant, form.text("TransactionId"));
        return found.filter(payment -> payment.registration().merchant().equals(merchant))
                .filter(payment -> !form.has("TransactionId")
                        || payment.registration().head().transactionId().equals(form.text("TransactionId")));
    }

    private static boolean visible(SandboxBank bank, Store store, String orderId) {
        Optional<Order> order = bank.findVisible(store.credential("merchantId"), orderId);
        return order.isPresent();
    }

    private Store authenticate(SandboxBank bank, FlatForm form, String password) {
        if (!form.has("HostMerchantId")) {
            throw HostedProblem.MERCHANT_MISSING.refusal();
        }
        if (!form.has(password)) {
            throw HostedProblem.PASSWORD_MISSING.refusal();
        }
        Store store = stores.find(bank.code(), "merchantId", form.text("HostMerchantId"))
                .orElseThrow(HostedProblem.MERCHANT_WRONG::refusal);
        if (!store.credential("password").equals(form.text(password))) {
            throw HostedProblem.PASSWORD_WRONG.refusal();
        }
        return store;
    }
}
