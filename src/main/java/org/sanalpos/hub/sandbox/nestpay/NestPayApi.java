package org.sanalpos.hub.sandbox.nestpay;

import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The bank's API: checks who asks, then does what the message asks for. */
final class NestPayApi {

    private final SandboxStores stores;
    private final Payments payments;
    private final FollowUps followUps;
    private final Queries queries;

    NestPayApi(SandboxStores stores, Payments payments, FollowUps followUps, Queries queries) {
        this.stores = stores;
        this.payments = payments;
        this.followUps = followUps;
        this.queries = queries;
    }

    /**
     * Does what a request asks for.
     *
     * @throws CoreError.Refusal if the bank refuses before the host is asked
     */
    Reply answer(SandboxBank bank, XmlMessage request) {
        if (request.has("OrderId")) {
            bank.countRequest(request.text("OrderId"));
        }
        Store store = authenticate(bank, request);
        Elements.check(request);
        Fields.checkHead(request);
        boolean query = request.present("Extra/ORDERSTATUS") || request.present("Extra/ORDERHISTORY");
        if (query && request.has("Type")) {
            throw CoreError.QUERY_WRONG.refusal("(Type)");
        }
        return switch (request.text("Type")) {
            case "Auth" -> payments.pay(bank, store, request, Kind.SALE);
            case "PreAuth" -> payments.pay(bank, store, request, Kind.PREAUTH);
            case "PostAuth" -> followUps.capture(bank, store, request);
            case "Void" -> followUps.voidTransaction(bank, store, request);
            case "Credit" -> followUps.refund(bank, store, request);
            case "Query" ->
                throw (request.present("Extra/MAXIPUANSORGU") ? CoreError.POINTS_NOT_PERMITTED : CoreError.QUERY_WRONG)
                        .refusal();
            case "" -> untyped(bank, store, request);
            default -> throw CoreError.TYPE_UNKNOWN.refusal();
        };
    }

    /** Answers a refusal. */
    Reply refuse(SandboxBank bank, CoreError.Refusal refusal) {
        return Reply.of(Answers.ofRefusal(refusal, References.transactionId(bank), bank.now()));
    }

    private Reply untyped(SandboxBank bank, Store store, XmlMessage request) {
        boolean status = request.present("Extra/ORDERSTATUS");
        boolean history = request.present("Extra/ORDERHISTORY");
        if (status && history) {
            throw CoreError.QUERY_WRONG.refusal();
        }
        if (status) {
            return Reply.of(queries.status(bank, store, request));
        }
        if (history) {
            return Reply.of(queries.history(bank, store, request));
        }
        if (request.present("Extra/SETTLE")) {
            throw CoreError.SETTLEMENT_NOT_PERMITTED.refusal();
        }
        if (request.present("Extra/RECURRINGOPERATION")) {
            throw CoreError.RECURRING_NOT_PERMITTED.refusal();
        }
        throw CoreError.TYPE_EMPTY.refusal();
    }

    private Store authenticate(SandboxBank bank, XmlMessage request) {
        String name = request.text("Name");
        String clientId = request.text("ClientId");
        if (name.isEmpty()) {
            throw CoreError.USER_NAME_EMPTY.refusal();
        }
        if (name.length() > 255) {
            throw CoreError.USER_NAME_TOO_LONG.refusal();
        }
        if (clientId.isEmpty()) {
            throw CoreError.CLIENT_ID_EMPTY.refusal();
        }
        if (!clientId.matches("[0-9]{1,15}")) {
            throw CoreError.CLIENT_ID_WRONG.refusal();
        }
        return stores.find(bank.code(), "clientId", clientId)
                .filter(store -> store.credential("username").equals(name))
                .filter(store -> store.credential("password").equals(request.text("Password")))
                .orElseThrow(CoreError.NOT_AUTHENTICATED::refusal);
    }
}
