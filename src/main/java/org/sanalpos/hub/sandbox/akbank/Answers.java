package org.sanalpos.hub.sandbox.akbank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the bank's answers. What has no value is left out. */
final class Answers {

    static final String CONTENT_TYPE = "application/json";
    static final String APPROVED = "VPS-0000";
    static final String APPROVED_MESSAGE = "BAŞARILI";
    static final String DECLINED = "VPS-1005";
    static final String DECLINED_MESSAGE = "Provizyon Hatası";
    static final String NO_AUTH_CODE = "000000";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final Pattern HIDDEN_LETTERS = Pattern.compile("(?<=\\S\\S)\\S");

    private Answers() {}

    /** Writes an answer; the bank keeps no order of members, so the first one is picked by the given number. */
    static byte[] bytes(ObjectNode answer, int variety) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(answer.properties());
        Collections.rotate(members, Math.floorMod(variety, members.size()));
        ObjectNode turned = object();
        members.forEach(member -> turned.set(member.getKey(), member.getValue()));
        return JSON.writeValueAsBytes(turned);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns an amount in major units without needless zeros. */
    static BigDecimal amount(long minorUnits) {
        BigDecimal exact = BigDecimal.valueOf(minorUnits, 2).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    static ObjectNode head(SandboxBank bank, Request request, String code, String message) {
        ObjectNode answer = object();
        if (request.operation() != null) {
            answer.put("txnCode", request.operation().txnCode());
        }
        answer.put("responseCode", code).put("responseMessage", message);
        answer.put("txnDateTime", Fields.TIME.format(bank.localNow()));
        answer.set("terminal", request.node("terminal"));
        return answer;
    }

    /** Answers what the host has decided. */
    static ObjectNode ofTransaction(SandboxBank bank, Request request, String orderId, Transaction transaction) {
        boolean approved = transaction.successful();
        ObjectNode answer =
                head(bank, request, approved ? APPROVED : DECLINED, approved ? APPROVED_MESSAGE : DECLINED_MESSAGE);
        answer.put("hostResponseCode", transaction.resultCode());
        answer.put("hostMessage", HostMessages.of(transaction.resultCode()));
        answer.putObject("order").put("orderId", orderId);
        if (request.operation() == Operation.VOID) {
            return answer;
        }
        answer.putObject("transaction")
                .put("authCode", approved ? transaction.authCode() : NO_AUTH_CODE)
                .put("rrn", transaction.rrn())
                .put("batchNumber", transaction.batch())
                .put("stan", Long.parseLong(transaction.id()));
        if (request.operation() == Operation.SALE || request.operation() == Operation.PREAUTH) {
            addPayment(answer, request, approved);
        }
        return answer;
    }

    /** Answers a refusal. Of a plan the bank repeats its own section and not the order. */
    static ObjectNode ofRefusal(SandboxBank bank, Request request, VpsError.Refusal refusal) {
        ObjectNode answer = head(bank, request, refusal.error().code(), refusal.getMessage());
        if (request.has("recurring")) {
            answer.set("recurring", request.node("recurring"));
        } else if (request.has("order") && request.operation() != Operation.HISTORY) {
            answer.set("order", request.node("order"));
        }
        switch (request.operation()) {
            case SALE, PREAUTH, CAPTURE, REFUND ->
                answer.putObject("transaction").put("stan", 0).put("rrn", "0").put("batchNumber", 0);
            default -> {}
        }
        return answer;
    }

    /** Answers a request that is not processed. The code is a number or a text, as the bank happens to write it. */
    static ObjectNode ofHttpRefusal(HttpRefusal refusal) {
        ObjectNode answer = object();
        if (refusal.status() == 401) {
            return answer.put("code", "401").put("message", refusal.getMessage());
        }
        answer.put("code", refusal.status()).put("message", "Geçersiz istek.");
        answer.putArray("errors").addObject().put("code", "400").put("message", refusal.getMessage());
        return answer;
    }

    private static void addPayment(ObjectNode answer, Request request, boolean approved) {
        if (approved && request.has("card.cardHolderName")) {
            answer.putObject("card").put("cardHolderName", masked(request.text("card.cardHolderName")));
        }
        answer.putObject("campaign").put("additionalInstallCount", 0).put("deferingMonth", 0);
        ObjectNode reward = answer.putObject("reward");
        for (String programme : List.of("ccb", "pcb", "xcb")) {
            reward.put(programme + "EarnedRewardAmount", 0).put(programme + "BalanceRewardAmount", 0);
            if (approved) {
                reward.put(programme + "RewardDesc", programme.equals("ccb") ? "CHIP PARA" : "");
            }
        }
    }

    /** Returns a holder's name of which each word shows two letters. */
    static String masked(String name) {
        return HIDDEN_LETTERS.matcher(name.strip()).replaceAll("*");
    }
}
