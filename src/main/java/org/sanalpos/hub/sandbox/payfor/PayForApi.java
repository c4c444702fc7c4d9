package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** The bank's API: checks who asks, then does what the message asks for. */
final class PayForApi {

    private final SandboxStores stores;
    private final Payments payments;
    private final FollowUps followUps;
    private final Queries queries;

    PayForApi(SandboxStores stores, AcquiringHost host) {
        Journal journal = new Journal();
        this.stores = stores;
        this.payments = new Payments(host);
        this.followUps = new FollowUps(host, journal);
        this.queries = new Queries(journal);
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
            case COMPLETION -> {
                Fields.orderId(request);
                throw GateError.RECORD_NOT_FOUND.refusal();
            }
        };
    }

    private Store authenticate(SandboxBank bank, ApiRequest request) {
        boolean userOnly = request.value("SecureType").equals(Operation.COMPLETION.secureType());
        if (!userOnly && !request.has("MbrId")) {
            throw GateError.INSTITUTION_MISSING.refusal();
        }
        if (!userOnly && request.merchantId().isEmpty()) {
            throw GateError.MERCHANT_MISSING.refusal();
        }
        if (!request.has("UserCode")) {
            throw GateError.USER_MISSING.refusal();
        }
        if (!request.has("UserPass")) {
            throw GateError.PASSWORD_MISSING.refusal();
        }
        Store named = userOnly ? null : merchant(bank, request);
        Store store = stores.find(bank.code(), "userCode", request.value("UserCode"))
                .orElseThrow(GateError.USER_UNKNOWN::refusal);
        if (named != null && !named.equals(store)) {
            throw GateError.USER_OF_ANOTHER_STORE.refusal();
        }
        if (!store.credential("userPass").equals(request.value("UserPass"))) {
            throw GateError.PASSWORD_WRONG.refusal();
        }
        return store;
    }

    private Store merchant(SandboxBank bank, ApiRequest request) {
        Store store = stores.find(bank.code(), "merchantId", request.merchantId())
                .orElseThrow(GateError.MERCHANT_UNKNOWN::refusal);
        if (!store.credential("mbrId").equals(request.value("MbrId"))) {
            throw GateError.INSTITUTION_WRONG.refusal();
        }
        return store;
    }
}
