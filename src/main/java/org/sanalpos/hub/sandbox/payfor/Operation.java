package org.sanalpos.hub.sandbox.payfor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a request asks for, and the fields that it may have. */
enum Operation {
    SALE("NonSecure", "Auth", Operation.PAYMENT),
    PREAUTH("NonSecure", "PreAuth", Operation.PAYMENT),
    CAPTURE("NonSecure", "PostAuth", Operation.FOLLOW_UP),
    VOID("NonSecure", "Void", Operation.FOLLOW_UP),
    REFUND("NonSecure", "Refund", Operation.FOLLOW_UP),
    INQUIRY("Inquiry", "OrderInquiry", "OrderId OrgOrderId Currency"),
    HISTORY("Report", "TxnHistory", "OrderId OrgOrderId ReqDate RequestStartDatetime"),
    /** The second half of a 3-D payment; it has fewer account fields than the others. */
    COMPLETION("3DModelPayment", "", "RequestGuid OrderId");

    /** Fields of payments that no store of the sandbox has the right to. */
    static final Set<String> CLOSED_FIELDS = words("BonusAmount CardMask TcknOrVkn SubmerchantId PaymentFacilitatorId"
            + " SubmerchantMcc CardAcceptorName CardAcceptorStreet CardAcceptorCity CardAcceptorPostalCode"
            + " CardAcceptorState CardAcceptorCountry");

    /** All values of SecureType that there are. */
    static final Set<String> SECURE_TYPES = words("NonSecure Inquiry Report 3DModel 3DPay 3DHost 3DModelPayment");

    /** What only the 3-D pages know of an authentication. */
    static final Set<String> AUTHENTICATION_FIELDS = words("RequestGuid PayerTxnId PayerAuthenticationCode Eci");

    private static final String PAYMENT = "OrderId OrgOrderId PurchAmount InstallmentCount Currency CardHolderName Pan"
            + " Expiry Cvv2 MOTO Description SubMerchantCode PNR";
    private static final String FOLLOW_UP = "OrderId OrgOrderId PurchAmount Currency MOTO";

    private static final Set<String> CLOSED_TYPES = words("ParaPuanInquiry ParaPuanAuth ParaPuanVoid ParaPuanRefund"
            + " BatchClose EodDetail OptCampaignInquiry SegmentInquiry PaymentLink PaymentLinkReport");
    private static final Set<String> RECURRING_TYPES = words("RECURRINGPAYMENT CPOSINQUIRY");

    private final String secureType;
    private final String transactionType;
    private final String fields;

    Operation(String secureType, String transactionType, String fields) {
        this.secureType = secureType;
        this.transactionType = transactionType;
        this.fields = fields;
    }

    /** Returns the operation's SecureType. */
    String secureType() {
        return secureType;
    }

    /** Returns the operation's TxnType. */
    String transactionType() {
        return transactionType;
    }

    boolean isPayment() {
        return this == SALE || this == PREAUTH;
    }

    /**
     * Finds what a request asks for and checks that it has no field which does not belong to it.
     *
     * @throws GateError.Refusal if the types are unknown, do not go together or are open to no store
     */
    static Operation of(ApiRequest request) {
        if (request.present("RequestType")) {
            boolean recurring = RECURRING_TYPES.contains(request.value("RequestType"));
            throw (recurring ? GateError.NOT_PERMITTED : GateError.TRANSACTION_TYPE_UNKNOWN).refusal();
        }
        String secureType = request.value("SecureType");
        String transactionType = request.value("TxnType");
        if (!SECURE_TYPES.contains(secureType)) {
            throw GateError.SECURE_TYPE_UNKNOWN.refusal();
        }
        if (CLOSED_TYPES.contains(transactionType)) {
            throw GateError.NOT_PERMITTED.refusal();
        }
        Operation operation = secureType.equals(COMPLETION.secureType) ? COMPLETION : byType(transactionType);
        if (!operation.secureType.equals(secureType)) {
            throw GateError.SECURE_TYPE_MISMATCH.refusal();
        }
        request.checkFields(operation.fields());
        return operation;
    }

    /** Returns why there is no 3-D payment of a TxnType. */
    static GateError whyNotSecure(String transactionType) {
        if (CLOSED_TYPES.contains(transactionType)) {
            return GateError.NOT_PERMITTED;
        }
        boolean known = Stream.of(values())
                .anyMatch(operation -> operation != COMPLETION && operation.transactionType.equals(transactionType));
        return known ? GateError.SECURE_TYPE_MISMATCH : GateError.TRANSACTION_TYPE_UNKNOWN;
    }

    private static Operation byType(String transactionType) {
        for (Operation operation : values()) {
            if (operation != COMPLETION && operation.transactionType.equals(transactionType)) {
                return operation;
            }
        }
        throw GateError.TRANSACTION_TYPE_UNKNOWN.refusal();
    }

    private Set<String> fields() {
        Set<String> known = new HashSet<>(words(fields));
        known.addAll(List.of("UserCode", "UserPass", "SecureType"));
        if (this != COMPLETION) {
            known.addAll(List.of("MbrId", "MerchantId", "MerchantID", "TxnType", "Lang"));
        }
        if (isPayment()) {
            known.addAll(CLOSED_FIELDS);
            known.addAll(AUTHENTICATION_FIELDS);
        }
        return known;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
