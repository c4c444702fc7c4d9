package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** The bank's API: checks who asks, then does what the message asks for. */
final class PayForApi {

    private final Accounts accounts;
    private final Payments payments;
    private final Completions completions;
    private final FollowUps followUps;
    private final Queries queries;

    PayForApi(Accounts accounts, AcquiringHost host, SecureOrders secureOrders) {
        Journal journal = new Journal();
        this.accounts = accounts;
        this.payments = new Payments(host, secureOrders);
        this.completions = new Completions(host, secureOrders);
        this.followUps = new FollowUps(host, journal);
        this.queries = new Queries(journal, secureOrders);
    }

    /**
     * Does what a request asks for.
     *
     * @throws GateError.Refusal if the bank does not look at what the request asks for
     */
    Reply answer(SandboxBank bank, ApiRequest request) {
        if (!request.orderId().isEmpty()) {
            bank.countRequest(request.orderId());
        }
        Store store = authenticate(bank, request);
        Operation operation = Operation.of(request);
        if (operation != Operation.COMPLETION && !request.value("Lang").matches("TR|EN")) {
            throw GateError.SYSTEM_ERROR.refusal();
        }
        try {
            return answer(bank, store, request, operation);
        } catch (GateError.Refusal refusal) {
            return Reply.of(Answers.ofHost(
                    Answers.HostAnswer.refused(refusal.error(), "", References.rrn(bank), request.orderId())));
        }
    }

    private Reply answer(SandboxBank bank, Store store, ApiRequest request, Operation operation) {
        return switch (operation) {
            case SALE -> payments.pay(bank, store, request, Kind.SALE);
            case PREAUTH -> payments.pay(bank, store, request, Kind.PREAUTH);
            case CAPTURE, VOID, REFUND -> followUps.change(bank, store, request, operation);
            case INQUIRY -> Reply.of(queries.inquiry(bank, store, request));
            case HISTORY -> Reply.of(queries.history(bank, store, request));
            case COMPLETION -> completions.complete(bank, store, request);
        };
    }

    private Store authenticate(SandboxBank bank, ApiRequest request) {
        boolean userOnly = request.value("SecureType").equals(Operation.COMPLETION.secureType());
        if (userOnly) {
            Accounts.checkNamed(request.value("UserCode"));
        } else {
            Accounts.checkNamed(request.value("MbrId"), request.merchantId(), request.value("UserCode"));
        }
        if (!request.has("UserPass")) {
            throw GateError.PASSWORD_MISSING.refusal();
        }
        Store store = userOnly
                ? accounts.store(bank, request.value("UserCode"))
                : accounts.store(bank, request.value("MbrId"), request.merchantId(), request.value("UserCode"));
        if (!store.credential("userPass").equals(request.value("UserPass"))) {
            throw GateError.PASSWORD_WRONG.refusal();
        }
        return store;
    }
}
