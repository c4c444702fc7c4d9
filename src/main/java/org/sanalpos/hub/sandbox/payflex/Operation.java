package org.sanalpos.hub.sandbox.payflex;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The transaction types that the stores of the sandbox may send, and the elements that each may carry. */
enum Operation {
    SALE("Sale", Elements.PAYMENT),
    AUTH("Auth", Elements.PAYMENT),
    CAPTURE("Capture", Elements.CAPTURE_OR_REFUND),
    CANCEL("Cancel", Elements.UNDO),
    REFUND("Refund", Elements.CAPTURE_OR_REFUND),
    REVERSAL("Reversal", Elements.UNDO);

    /** Types that the bank has and none of the stores may send. */
    private static final Set<String> NOT_PERMITTED = Set.of(
            "PointSearch",
            "PointSale",
            "CardTest",
            "CampaignSearch",
            "VFTSearch",
            "VFTSale",
            "SurchargeSearch",
            "Credit",
            "TKSale",
            "TKFlexSale",
            "BatchClosedSuccessSearch");

    private final String wireName;
    private final Set<String> elements;

    Operation(String wireName, Set<String> elements) {
        this.wireName = wireName;
        this.elements = elements;
    }

    String wireName() {
        return wireName;
    }

    boolean isPayment() {
        return this == SALE || this == AUTH;
    }

    /**
     * Returns the type of a message whose elements are all of that type.
     *
     * @throws Problem.Refusal if the store may not send the type, or an element does not belong to it
     */
    static Operation of(XmlMessage message) {
        String name = message.text("TransactionType");
        Optional<Operation> operation =
                Stream.of(values()).filter(type -> type.wireName.equals(name)).findFirst();
        if (operation.isEmpty()) {
            throw (NOT_PERMITTED.contains(name) ? Problem.NO_PERMISSION : Problem.TYPE_UNKNOWN).refusal();
        }
        Form.checkElements(message, operation.get().elements);
        return operation.get();
    }

    private static final class Elements {

        private static final List<String> HEAD = List.of(
                "MerchantId",
                "Password",
                "TerminalNo",
                "TransactionType",
                "TransactionId",
                "OrderId",
                "ClientIp",
                "TransactionDeviceSource",
                "OrderDescription",
                "Extract",
                "CustomItems",
                "CustomItems/Item",
                "Location",
                "DeviceType");

        static final Set<String> PAYMENT = and(
                "CurrencyAmount",
                "CurrencyCode",
                "NumberOfInstallments",
                "Pan",
                "Expiry",
                "Cvv",
                "CardHoldersName",
                "ECI",
                "CAVV",
                "MpiTransactionId",
                "PointAmount",
                "PointCode",
                "RecurringFrequencyType",
                "RecurringFrequency",
                "RecurringInstallmentCount");

        static final Set<String> CAPTURE_OR_REFUND = and("ReferenceTransactionId", "CurrencyAmount", "CurrencyCode");

        static final Set<String> UNDO = and("ReferenceTransactionId");

        private static Set<String> and(String... names) {
            Set<String> all = new LinkedHashSet<>(HEAD);
            all.addAll(List.of(names));
            return Set.copyOf(all);
        }
    }
}
