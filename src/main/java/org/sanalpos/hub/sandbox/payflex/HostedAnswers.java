package org.sanalpos.hub.sandbox.payflex;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.acs.Landing;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the Common Payment answers, to the merchant's program and through its browser. */
final class HostedAnswers {

    static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    private static final String APPROVED = "İŞLEM BAŞARILI";

    private HostedAnswers() {}

    /**
     * Answers that a payment is registered.
     *
     * @param url address of the page
     */
    static byte[] registered(String url, Registration registration) {
        return token(url, registration.token(), "0000", APPROVED);
    }

    /** Answers that a payment is not registered. */
    static byte[] notRegistered(Problem.Refusal refusal) {
        return token(null, null, refusal.code(), refusal.getMessage());
    }

    /** Answers that there is nothing to show. */
    static byte[] of(Problem.Refusal refusal) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("ErrorCode", refusal.code());
        answer.put("ResponseMessage", refusal.getMessage());
        return json(answer);
    }

    /** Answers what became of a payment. */
    static byte[] of(Registration registration, HostedPayment.Outcome outcome) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Rc", outcome.code());
        if (!outcome.approved()) {
            answer.put("AuthCode", Formats.DECLINED_AUTH_CODE);
            answer.put("ErrorCode", outcome.code());
            answer.put("Message", outcome.text());
            answer.put("PaymentToken", registration.token());
            answer.put("TransactionId", registration.head().transactionId());
            answer.put("MaskedPan", outcome.maskedPan());
            return json(answer);
        }
        Entry.Receipt receipt = outcome.entry().receipt();
        answer.put("AuthCode", receipt.authCode());
        answer.put("Rrn", receipt.rrn());
        answer.put("Message", outcome.text());
        answer.put("TransactionId", registration.head().transactionId());
        answer.put("PaymentToken", registration.token());
        answer.put("MaskedPan", outcome.maskedPan());
        answer.put("HostMerchantId", registration.merchant());
        answer.put("HostTerminalId", registration.store().credential("terminalNo"));
        answer.put("AmountCode", registration.money().code());
        answer.put("Amount", Amounts.plain(registration.money().minorUnits()).replace('.', ','));
        answer.put("TransactionType", registration.head().operation().wireName());
        answer.put("OrderID", registration.head().orderId());
        answer.put(
                "InstallmentCount", registration.instalments() == 1 ? "" : String.valueOf(registration.instalments()));
        answer.put("IsSecure", "True");
        answer.put("AllowNotEnrolledCard", registration.allowNotEnrolled() ? "True" : "False");
        answer.put("SuccessUrl", registration.successUrl());
        answer.put("FailUrl", registration.failUrl());
        answer.put("RequestLanguage", registration.language());
        answer.put("HostDate", Formats.hostDate(receipt.time()));
        answer.put("HostRc", "");
        answer.put("ErrorCode", "");
        answer.put("ResponseMessage", "");
        return json(answer);
    }

    /** Sends the browser back with what became of a payment, unsigned. */
    static Landing back(Registration registration, HostedPayment.Outcome outcome) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Rc", outcome.code());
        fields.put("Message", outcome.text());
        fields.put("PaymentToken", registration.token());
        fields.put("TransactionId", registration.head().transactionId());
        fields.put("HostMerchantId", registration.merchant());
        return Landing.get(outcome.approved() ? registration.successUrl() : registration.failUrl(), fields);
    }

    private static byte[] token(String url, String token, String code, String text) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("CommonPaymentUrl", url);
        answer.put("PaymentToken", token);
        answer.put("ErrorCode", code);
        answer.put("ResponseMessage", text);
        return json(answer);
    }

    private static byte[] json(Map<String, String> answer) {
        return JsonMapper.shared().writeValueAsBytes(answer);
    }
}
