package org.sanalpos.hub.sandbox.posnet;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refusal;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/** The steps of 3-D Secure that the store's own program takes: one before the bank's page, two after it. */
final class SecurePayments {

    private static final List<String> CARD = List.of("cardHolderName", "ccno", "expDate", "cvc");
    private static final int BLOCK = 8;
    private static final int ORDER_BYTES = 96;
    private static final int CARD_BYTES = 52;

    private final AcquiringHost host;
    private final Packets<SecureOrder> announced;
    private final Packets<SecureReturn> returned;

    SecurePayments(AcquiringHost host, Packets<SecureOrder> announced, Packets<SecureReturn> returned) {
        this.host = host;
        this.announced = announced;
        this.returned = returned;
    }

    /** Takes an order and gives out the packets with which the browser is sent to the bank. Whether the xid is free is not asked. */
    Reply announce(ApiRequest request) {
        if (!request.value("posnetid").equals(request.store().credential("posnetId"))) {
            throw BankError.NO_3D.rejected(request.ip());
        }
        String xid = request.value("XID");
        if (!xid.matches("[A-Za-z0-9_]{20}")) {
            throw BankError.XID_WRONG.rejected();
        }
        Kind kind =
                switch (request.value("tranType")) {
                    case "Sale" -> Kind.SALE;
                    case "Auth" -> Kind.PREAUTH;
                    default -> throw BankError.NOT_PERMITTED.rejected();
                };
        long amount = Fields.amount(request, BankError.AMOUNT_WRONG);
        String currency = Fields.currency(request);
        CardOnPage card = card(request);
        Charge charge =
                new Charge(kind, card == null ? "" : card.pan(), amount, currency, Fields.installments(request, 1));
        Payments.checkRights(request.store(), charge);
        SecureOrder order = new SecureOrder(
                request.bank(),
                request.store(),
                xid,
                charge,
                request.value("currencyCode"),
                request.value("installment"),
                card);
        int holder = request.value("cardHolderName").length()
                + request.value("amount").length();
        return Reply.of(Answers.ofAnnouncement(
                announced.seal(order, ORDER_BYTES + holder / BLOCK * BLOCK, card == null ? 0 : CARD_BYTES)));
    }

    /** Tells what became of the authentication, as often as it is asked. */
    Reply resolve(ApiRequest request) {
        SecureReturn back = ofStore(
                request,
                returned.open(new Packets.Sealed(
                        request.value("bankData"), request.value("merchantData"), request.value("sign"))));
        return Reply.of(Answers.ofAuthentication(back));
    }

    /** Charges the card, whatever became of the authentication: to look at that is the store's business. */
    Reply pay(ApiRequest request) {
        SecureReturn back = ofStore(request, returned.open(request.value("bankData")));
        try {
            return charge(request, back);
        } catch (BankError.Rejected rejected) {
            return Reply.of(Answers.ofSecureRefusal(rejected, request.ip(), back.order()));
        }
    }

    /** Returns the order that a packet is about, if it is one of the bank's. */
    Optional<SecureOrder> order(String bankData) {
        return returned.open(bankData).map(SecureReturn::order);
    }

    private static SecureReturn ofStore(ApiRequest request, Optional<SecureReturn> opened) {
        SecureReturn back = opened.filter(found -> found.order().belongsTo(request.bank(), request.store()))
                .orElseThrow(BankError.PACKET_WRONG::rejected);
        if (!Macs.equal(request.value("mac"), Macs.ofRequest(back.order()))) {
            throw BankError.MAC_WRONG.rejected();
        }
        return back;
    }

    private Reply charge(ApiRequest request, SecureReturn back) {
        // points are burnt only with tranTypes that no store of the sandbox has
        if (request.present("wpAmount") && !request.value("wpAmount").matches("0+")) {
            throw BankError.NOT_PERMITTED.rejected();
        }
        if (back.card() == null) {
            throw BankError.CARD_NUMBER_WRONG.rejected();
        }
        if (back.fault() != null) {
            throw back.fault().rejected();
        }
        Charge charge = back.charge();
        Payments.checkRights(request.store(), charge);
        HostResult result = host.pay(
                request.bank(),
                request.merchant(),
                back.order().id(),
                charge,
                References.numbers(request.bank()),
                OrderIds.USED_ONCE);
        return result.reply(answered -> answer(request, back.order(), answered), refused -> {
            boolean used = refused.why() == Refusal.DUPLICATE_ORDER;
            throw (used ? BankError.ORDER_ID_USED : BankError.PAYMENT_UNDER_WAY).rejected();
        });
    }

    /** The answer to another order proves another order, so that its MAC does not fit this one. */
    private static byte[] answer(ApiRequest request, SecureOrder order, Answered answered) {
        Transaction mine = answered.transaction();
        Transaction told = Replies.told(request, answered);
        SecureOrder about = told == mine ? order : order.another();
        return Answers.ofSecurePayment(request, told, about);
    }

    /** Reads the card; null if it is to be typed on the bank's page. */
    private static CardOnPage card(ApiRequest request) {
        if (CARD.stream().allMatch(name -> request.value(name).isEmpty())) {
            return null;
        }
        CARD.stream().filter(name -> request.value(name).isEmpty()).findFirst().ifPresent(missing -> {
            throw Schema.incomplete(request.operation(), missing);
        });
        Fields.checkCvc(request, false);
        String expiry = request.value("expDate");
        return new CardOnPage(
                request.value("ccno"),
                YearMonth.of(2000 + Integer.parseInt(expiry.substring(0, 2)), Integer.parseInt(expiry.substring(2))),
                request.value("cvc"));
    }
}
