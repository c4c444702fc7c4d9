package org.sanalpos.hub.sandbox.garanti;

import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The elements that a request may have: each of them once, but for the entries of lists. */
final class RequestForm {

    private static final Set<String> LISTS = Set.of(
            "Order/AddressList/Address",
            "Order/ItemList/Item",
            "Order/CommentList/Comment",
            "Order/Recurring/PaymentList/Payment",
            "Transaction/RewardList/Reward",
            "Transaction/ChequeList/Cheque");

    /** The elements with a text, by the group that they are in. */
    private static final Map<String, Set<String>> GROUPS = Map.ofEntries(
            group("", "Mode Version ChannelCode"),
            group("Terminal", "ProvUserID UserID HashData ID MerchantID SubMerchantID"),
            group("Customer", "IPAddress EmailAddress"),
            group("Card", "Number ExpireDate CVV2"),
            group("Order", "OrderID GroupID Description StartDate EndDate ListPageNum"),
            group("Order/AddressList", ""),
            group("Order/AddressList/Address", "Type Name LastName Company Text City PostalCode Country PhoneNumber"),
            group("Order/ItemList", ""),
            group("Order/ItemList/Item", "Number ProductID ProductCode Quantity Price TotalAmount Description"),
            group("Order/CommentList", ""),
            group("Order/CommentList/Comment", "Number Text"),
            group(
                    "Order/Recurring",
                    "Type TotalPaymentNum FrequencyType FrequencyInterval StartDate"
                            + " RecurringRetryAttemptCount RetryAttemptEmail"),
            group("Order/Recurring/PaymentList", ""),
            group("Order/Recurring/PaymentList/Payment", "PaymentNum Amount DueDate"),
            group(
                    "Transaction",
                    "Type SubType InstallmentCnt Amount CurrencyCode OriginalRetrefNum CardholderPresentCode"
                            + " MotoInd BatchNum DelayDayCount DownPaymentRate"),
            group("Transaction/Secure3D", "AuthenticationCode SecurityLevel TxnID Md"),
            group("Transaction/RewardList", ""),
            group("Transaction/RewardList/Reward", "Type UsedAmount"),
            group("Transaction/ChequeList", ""),
            group("Transaction/ChequeList/Cheque", "Type Amount Count ID Bitmap"),
            group("Transaction/DCC", "Currency"),
            group("Transaction/BINInq", "Group CardType"),
            group("SettlementInq", "Date"));

    private RequestForm() {}

    /**
     * Checks that the bank knows every element, that none is doubled and that none has an attribute or a namespace.
     *
     * @throws Refusal naming the first that is wrong
     */
    static void check(XmlMessage message) {
        message.attributes().keySet().stream().findFirst().ifPresent(attribute -> {
            throw Fields.malformed(attribute);
        });
        for (String path : message.paths()) {
            boolean emptyGroup = GROUPS.containsKey(path) && !message.has(path);
            if (!emptyGroup && !known(path)) {
                throw Fields.malformed(path);
            }
        }
        for (String path : message.groups()) {
            if (!GROUPS.containsKey(path)) {
                throw Fields.malformed(path);
            }
        }
        for (String path : message.repeated()) {
            if (LISTS.stream().noneMatch(list -> path.equals(list) || path.startsWith(list + "/"))) {
                throw Fields.malformed(path);
            }
        }
    }

    private static boolean known(String path) {
        int slash = path.lastIndexOf('/');
        return GROUPS.getOrDefault(slash < 0 ? "" : path.substring(0, slash), Set.of())
                .contains(path.substring(slash + 1));
    }

    private static Map.Entry<String, Set<String>> group(String path, String elements) {
        return Map.entry(path, Set.of(elements.split(" ")));
    }
}
