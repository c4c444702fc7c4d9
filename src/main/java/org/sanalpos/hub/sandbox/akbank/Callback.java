package org.sanalpos.hub.sandbox.akbank;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;

/** Makes the fields that a gate posts to the store. What is empty is posted and not signed. */
final class Callback {

    private static final String AUTHENTICATION = "3001";
    private static final String SOME_HOLDER = "TE**";

    private Callback() {}

    /** Tells of an authentication that the store has yet to complete. */
    static Map<String, String> authenticated(SandboxBank bank, Passage passage, Authenticated authenticated) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("txnCode", AUTHENTICATION);
        fields.put("responseCode", Answers.APPROVED);
        fields.put("responseMessage", Answers.APPROVED_MESSAGE);
        addPlace(fields, bank, passage);
        fields.put("orderId", passage.orderId());
        fields.put("secureId", authenticated.reference());
        fields.put("secureEcomInd", authenticated.eci());
        fields.put("mdStatus", authenticated.how() == Authentication.FULL ? "1" : "4");
        fields.put("secureData", authenticated.cavv());
        fields.put("secureMd", SecureValues.md(passage.charge().pan()));
        fields.put("maskedCardNumber", TestCards.card(passage.charge().pan()).maskedPan());
        fields.put("amount", Amounts.plain(passage.charge().amount()));
        fields.put("installCount", String.valueOf(passage.charge().installments()));
        fields.put("okUrl", passage.okUrl());
        fields.put("failUrl", passage.failUrl());
        return signed(fields, passage.secretKey());
    }

    /** Tells what the host answered to the gate's own charge. */
    static Map<String, String> charged(SandboxBank bank, Passage passage, String hostCode, Numbers numbers, int batch) {
        boolean approved = hostCode.equals(Transaction.APPROVED);
        Map<String, String> fields = new LinkedHashMap<>();
        Operation executed = passage.charge().kind() == Kind.SALE ? Operation.SALE : Operation.PREAUTH;
        fields.put("txnCode", executed.txnCode());
        fields.put("responseCode", approved ? Answers.APPROVED : Answers.DECLINED);
        fields.put("responseMessage", approved ? Answers.APPROVED_MESSAGE : Answers.DECLINED_MESSAGE);
        fields.put("hostResponseCode", hostCode);
        fields.put("hostMessage", HostMessages.of(hostCode));
        addPlace(fields, bank, passage);
        if (approved) {
            fields.put("cardHolderName", passage.holder().isEmpty() ? SOME_HOLDER : Answers.masked(passage.holder()));
        }
        fields.put("orderId", passage.orderId());
        fields.put("authCode", approved ? numbers.authCode() : Answers.NO_AUTH_CODE);
        fields.put("rrn", numbers.rrn());
        fields.put("batchNumber", String.valueOf(batch));
        fields.put("stan", numbers.transactionId());
        fields.put("additionalInstallCount", "0");
        fields.put("deferingMonth", "0");
        for (String programme : List.of("ccb", "pcb", "xcb")) {
            fields.put(programme + "EarnedRewardAmount", "0.00");
            fields.put(programme + "BalanceRewardAmount", "0.00");
            if (approved) {
                fields.put(programme + "RewardDesc", programme.equals("ccb") ? "CHIP PARA" : "");
            }
        }
        return signed(fields, passage.secretKey());
    }

    /** Tells why there is neither an authentication nor a charge. */
    static Map<String, String> refused(Passage passage, VpsError.Refusal refusal) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("txnCode", "");
        fields.put("responseCode", refusal.error().code());
        fields.put("responseMessage", refusal.getMessage());
        fields.put("hostResponseCode", "");
        fields.put("hostMessage", "");
        fields.put("merchantSafeId", "");
        fields.put("terminalSafeId", "");
        fields.put("orderId", passage.orderId());
        return signed(fields, passage.secretKey());
    }

    /**
     * Tells why a form was not looked at any further; without the order, and unsigned.
     *
     * @param txnCode of the form
     */
    static Map<String, String> unsigned(String txnCode, VpsError.Refusal refusal) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("txnCode", txnCode);
        fields.put("responseCode", "");
        fields.put("responseMessage", refusal.error().code() + " -  " + refusal.getMessage());
        fields.put("merchantSafeId", "");
        fields.put("terminalSafeId", "");
        fields.put("hashParams", "");
        fields.put("hash", "");
        return fields;
    }

    /** Adds the signature to the fields, which keep their order. */
    static Map<String, String> signed(Map<String, String> fields, String secretKey) {
        List<String> names = new ArrayList<>(fields.keySet());
        names.removeIf(name -> fields.get(name).isEmpty());
        // The bank posts the holder before the order and signs them the other way round.
        if (names.remove("cardHolderName")) {
            names.add(names.indexOf("orderId") + 1, "cardHolderName");
        }
        String text = names.stream().map(fields::get).collect(Collectors.joining());
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.put("hashParams", String.join("+", names));
        signed.put("hash", AuthHash.of(secretKey, text));
        return signed;
    }

    private static void addPlace(Map<String, String> fields, SandboxBank bank, Passage passage) {
        fields.put("txnDateTime", Fields.TIME.format(bank.localNow().truncatedTo(ChronoUnit.SECONDS)));
        fields.put("merchantSafeId", passage.merchant());
        fields.put("terminalSafeId", passage.terminal());
    }
}
