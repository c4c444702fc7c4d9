package org.sanalpos.hub.sandbox.intervpos;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** The bank's API: checks who asks, then does what the message asks for. */
final class InterVposApi {

    private static final String INQUIRY = "StatusHistory";
    private static final Set<String> INQUIRY_FIELDS =
            Set.of("ShopCode", "UserCode", "UserPass", "SecureType", "TxnType", "Lang", "OrderId", "orgOrderId");
    private static final Set<String> FOLLOW_UP_FIELDS = with(INQUIRY_FIELDS, "PurchAmount", "Currency", "MOTO");
    private static final Set<String> PAYMENT_FIELDS = with(
            Set.of("ShopCode", "UserCode", "UserPass", "SecureType", "TxnType", "Lang", "OrderId"),
            "PurchAmount",
            "Currency",
            "InstallmentCount",
            "MOTO",
            "CardType",
            "Pan",
            "Expiry",
            "Cvv2",
            "BonusAmount",
            "SubMerchantCode",
            "AgricultureTxnFlag",
            "PaymentFrequency",
            "MaturityPeriod",
            "MD",
            "PayerTxnId",
            "Eci",
            "PayerAuthenticationCode");

    private final SandboxStores stores;
    private final Payments payments;
    private final FollowUps followUps;
    private final Inquiries inquiries;

    InterVposApi(SandboxStores stores, Payments payments, FollowUps followUps, Inquiries inquiries) {
        this.stores = stores;
        this.payments = payments;
        this.followUps = followUps;
        this.inquiries = inquiries;
    }

    /** Does what a request asks for, or answers why not. */
    Reply answer(SandboxBank bank, Form form) {
        Stream.of("OrderId", "orgOrderId")
                .map(form::value)
                .filter(id -> !id.isEmpty())
                .distinct()
                .forEach(bank::countRequest);
        try {
            return perform(bank, form);
        } catch (Refusal refusal) {
            return refuse(bank, form, refusal);
        }
    }

    /** Answers a refusal. */
    Reply refuse(SandboxBank bank, Form form, Refusal refusal) {
        if (form.value("TxnType").equals(INQUIRY)) {
            return Reply.of(Inquiries.refused(bank, refusal));
        }
        String given = form.value("OrderId");
        String orderId = Fields.isOrderId(given) ? given : References.systemOrderId(bank);
        return Reply.of(Answers.refused(orderId, refusal, Answers.echoed(form.value("PurchAmount"))));
    }

    private Reply perform(SandboxBank bank, Form form) {
        Store store = stores.find(bank.code(), "shopCode", form.value("ShopCode"))
                .filter(found -> found.credential("userCode").equals(form.value("UserCode")))
                .filter(found -> found.credential("userPass").equals(form.value("UserPass")))
                .orElseThrow(Refusal::terminalNotActive);
        if (!form.value("SecureType").equals("NonSecure")) {
            throw Refusal.malformed("SecureType");
        }
        return switch (form.value("TxnType")) {
            case "Auth" -> payments.pay(bank, store, checked(form, PAYMENT_FIELDS), Kind.SALE);
            case "PreAuth" -> payments.pay(bank, store, checked(form, PAYMENT_FIELDS), Kind.PREAUTH);
            case "PostAuth" -> followUps.capture(bank, store, checked(form, FOLLOW_UP_FIELDS));
            case "Void" -> followUps.voidPayment(bank, store, checked(form, FOLLOW_UP_FIELDS));
            case "Refund" -> followUps.refund(bank, store, checked(form, FOLLOW_UP_FIELDS));
            case INQUIRY -> Reply.of(inquiries.status(bank, store, checked(form, INQUIRY_FIELDS)));
            case "BonusInquiry" -> throw Refusal.notPermitted("BonusInquiry");
            default -> throw Refusal.of(ResponseCodes.UNKNOWN_TYPE);
        };
    }

    private static Form checked(Form form, Set<String> known) {
        form.allowOnly(known);
        Fields.checkLanguage(form);
        return form;
    }

    private static Set<String> with(Set<String> fields, String... more) {
        return Stream.concat(fields.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
