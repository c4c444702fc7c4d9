package org.sanalpos.hub.sandbox.posnet;

import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The bank's API: checks who asks, then does what the message asks for. */
final class PosnetApi {

    private final SandboxStores stores;
    private final Payments payments;
    private final FollowUps followUps;
    private final SecurePayments securePayments;
    private final Agreements agreements = new Agreements();

    PosnetApi(SandboxStores stores, Payments payments, FollowUps followUps, SecurePayments securePayments) {
        this.stores = stores;
        this.payments = payments;
        this.followUps = followUps;
        this.securePayments = securePayments;
    }

    /**
     * Does what a request asks for.
     *
     * @param ip address of the caller
     * @throws BankError.Rejected if the bank refuses
     */
    Reply answer(SandboxBank bank, XmlMessage xml, String ip) {
        count(bank, xml);
        Store store = authenticate(bank, xml, ip);
        ApiRequest request = new ApiRequest(bank, store, xml, Schema.check(xml), ip);
        return switch (request.operation()) {
            case "sale" -> payments.pay(request, Kind.SALE);
            case "auth" -> payments.pay(request, Kind.PREAUTH);
            case "capt" -> followUps.capture(request);
            case "reverse" -> followUps.reverse(request);
            case "return" -> followUps.refund(request);
            case "agreement" -> agreements.answer(request);
            case "oosRequestData" -> securePayments.announce(request);
            case "oosResolveMerchantData" -> securePayments.resolve(request);
            case "oosTranData" -> securePayments.pay(request);
            default -> throw BankError.NOT_PERMITTED.rejected();
        };
    }

    private Store authenticate(SandboxBank bank, XmlMessage xml, String ip) {
        String merchant = xml.text("mid");
        String terminal = xml.text("tid");
        if (!merchant.matches("[0-9]{10}")) {
            throw BankError.MERCHANT_NUMBER_WRONG.rejected();
        }
        if (!terminal.matches("[A-Za-z0-9]{8}")) {
            throw BankError.TERMINAL_NUMBER_WRONG.rejected();
        }
        return stores.find(bank.code(), "merchantId", merchant)
                .filter(store -> store.credential("terminalId").equals(terminal))
                .orElseThrow(() -> BankError.STORE_UNKNOWN.rejected(ip));
    }

    /** Counts the request for every order that it names, whatever its operation and however wrong it is. */
    private void count(SandboxBank bank, XmlMessage xml) {
        for (String path : xml.paths()) {
            String text = xml.text(path);
            if (!text.isEmpty()) {
                if (path.endsWith("/orderID")) {
                    bank.countRequest(text);
                } else if (path.endsWith("/XID")) {
                    bank.countRequest(SecureOrder.id(text));
                } else if (path.endsWith("/bankData")) {
                    securePayments.order(text).ifPresent(order -> bank.countRequest(order.id()));
                } else if (path.endsWith("/hostLogKey")) {
                    bank.findByTransaction(xml.text("mid"), text).ifPresent(order -> bank.countRequest(order.id()));
                }
            }
        }
    }
}
