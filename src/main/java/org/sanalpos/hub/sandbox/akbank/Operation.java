package org.sanalpos.hub.sandbox.akbank;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked for, by the code of the wire, and the members of its message. */
enum Operation {
    SALE(
            "1000",
            Members.PAYMENT + " recurring?.frequencyInterval? recurring?.frequencyCycle? recurring?.numberOfPayments?"),
    PREAUTH("1004", Members.PAYMENT),
    CAPTURE("1005", "order.orderId transaction.amount transaction.currencyCode " + Members.CUSTOMER),
    VOID("1003", Members.ORDER + " recurring?.recurringOrder " + Members.CUSTOMER),
    REFUND(
            "1002",
            Members.ORDER + " transaction?.amount transaction?.currencyCode recurring?.recurringOrder "
                    + Members.CUSTOMER),
    HISTORY("1010", Members.ORDER),
    PLAN_CANCELLATION("1013", "order.orderTrackId recurring?.recurringOrder"),
    PAY_BY_LINK(
            "1020",
            "order.orderTrackId payByLink.linkTxnCode payByLink.linkTransferType payByLink.mobilePhoneNumber?"
                    + " payByLink.email? " + Members.TRANSACTION);

    private final String txnCode;
    private final Shape shape;

    Operation(String txnCode, String members) {
        this.txnCode = txnCode;
        this.shape = Shape.of("version txnCode requestDateTime randomNumber " + Members.TERMINAL + " " + members);
    }

    String txnCode() {
        return txnCode;
    }

    Shape shape() {
        return shape;
    }

    static Optional<Operation> of(String txnCode) {
        return Arrays.stream(values())
                .filter(operation -> operation.txnCode.equals(txnCode))
                .findFirst();
    }

    /** Members that several messages share. */
    static final class Members {

        static final String TERMINAL = "terminal.merchantSafeId terminal.terminalSafeId subMerchant?.subMerchantId";

        private static final String ORDER = "order.orderId? order.orderTrackId?";
        private static final String CUSTOMER = "customer?.ipAddress? customer?.emailAddress?";
        private static final String TRANSACTION =
                "transaction.amount transaction.currencyCode transaction.motoInd transaction.installCount";
        private static final String PAYMENT = "order?.orderId? order?.orderTrackId?"
                + " card?.cardNumber card?.expireDate card?.cvv2? card?.cardHolderName?"
                + " secureTransaction?.secureId secureTransaction?.secureEcomInd"
                + " secureTransaction?.secureData secureTransaction?.secureMd"
                + " reward?.ccbRewardAmount? reward?.pcbRewardAmount? reward?.xcbRewardAmount? "
                + TRANSACTION + " " + CUSTOMER;

        private Members() {}
    }
}
