package org.sanalpos.hub.sandbox.garanti;

import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The bank's API: checks who asks, then does what the message asks for. */
final class GarantiApi {

    private static final Set<String> OF_THE_REFUND_USER = Set.of("void", "refund", "recurringvoid");
    private static final Set<String> OFFERED =
            Set.of("sales", "preauth", "postauth", "void", "refund", "orderinq", "orderhistoryinq", "orderlistinq");
    private static final Set<String> NOT_OFFERED = Set.of(
            "batchinq",
            "settlementinq",
            "rewardinq",
            "dccinq",
            "bininq",
            "extendedcredit",
            "extendedcreditinq",
            "commercialcardlimitinq",
            "commercialcardextendedcredit",
            "firmcardsales",
            "identifyinq",
            "orderiteminq",
            "cardtxnlistinq",
            "campaigncodeinq",
            "partialvoid");

    private final SandboxStores stores;
    private final Payments payments;
    private final FollowUps followUps;
    private final Queries queries;
    private final DayReport dayReport;

    GarantiApi(SandboxStores stores, AcquiringHost host, Slips slips, Payments payments) {
        this.stores = stores;
        this.payments = payments;
        this.followUps = new FollowUps(host, slips);
        this.queries = new Queries(slips);
        this.dayReport = new DayReport(slips);
    }

    /** Does what a request asks for. */
    Reply answer(SandboxBank bank, XmlMessage message) {
        String orderId = message.text("Order/OrderID");
        if (!orderId.isEmpty()) {
            bank.countRequest(orderId);
        }
        Optional<Store> terminal = stores.find(bank.code(), "terminalId", message.text("Terminal/ID"));
        Asker asker = Asker.of(message, terminal);
        try {
            Store store = authenticate(terminal, asker, message);
            RequestForm.check(message);
            Call call = new Call(bank, store, asker, message);
            checkOffered(call.type());
            call.fields().checkFrame();
            return answer(call);
        } catch (Refusal refusal) {
            return Replies.refused(bank, asker, orderId, refusal.verdict());
        }
    }

    /** Answers a body that is no request. */
    Reply unreadable(SandboxBank bank, RequestText.Unreadable why) {
        Verdict verdict =
                Fields.malformed("GVPSRequest (" + why.getMessage() + ")").verdict();
        return Replies.refused(bank, Asker.NOBODY, "", verdict);
    }

    private Reply answer(Call call) {
        return switch (call.type()) {
            case "sales" -> payments.pay(call, Kind.SALE);
            case "preauth" -> payments.pay(call, Kind.PREAUTH);
            case "postauth" -> followUps.capture(call);
            case "void" -> followUps.voidTransaction(call);
            case "refund" -> followUps.refund(call);
            case "orderinq" -> queries.status(call);
            case "orderhistoryinq" -> queries.history(call);
            default -> dayReport.page(call);
        };
    }

    private static void checkOffered(String type) {
        if (!OFFERED.contains(type)) {
            throw switch (type) {
                case "recurringvoid", "recurringupdate" -> GatewayError.NO_RECURRING.refusal();
                case "gpdatarequest" -> GatewayError.NO_GARANTI_PAY.refusal();
                default -> GatewayError.NOT_OFFERED.refusal();
            };
        }
    }

    private static Store authenticate(Optional<Store> terminal, Asker asker, XmlMessage message) {
        Fields fields = new Fields(message);
        fields.mandatory("Terminal/ID");
        fields.mandatory("Terminal/MerchantID");
        fields.mandatory("Terminal/ProvUserID");
        fields.mandatory("Terminal/HashData");
        Store store = terminal.orElseThrow(GatewayError.NO_TERMINAL::refusal);
        if (!store.credential("merchantId").equals(asker.merchantId())) {
            throw GatewayError.WRONG_MERCHANT.refusal();
        }
        if (asker.securityData().isEmpty()) {
            throw GatewayError.NO_USER.refusal();
        }
        String expected = Hashes.request(
                message.text("Order/OrderID"),
                asker.terminalId(),
                message.text("Card/Number"),
                message.text("Transaction/Amount"),
                message.text("Transaction/CurrencyCode"),
                asker.securityData());
        if (!message.text("Version").equals("512")
                || !message.text("Terminal/HashData").equals(expected)) {
            throw GatewayError.WRONG_PASSWORD.refusal();
        }
        checkEntitled(store, asker.user(), fields.mandatory("Transaction/Type"));
        return store;
    }

    private static void checkEntitled(Store store, String user, String type) {
        boolean known = OFFERED.contains(type)
                || NOT_OFFERED.contains(type)
                || type.matches("recurring(void|update)|gpdatarequest|cepbank.*|utilitypayment.*");
        if (!known) {
            throw Fields.malformed("Transaction/Type");
        }
        String entitled = OF_THE_REFUND_USER.contains(type) ? "refundUser" : "provisionUser";
        if (!user.equals(store.credential(entitled))) {
            throw GatewayError.NOT_ENTITLED.refusal();
        }
    }
}
