package org.sanalpos.hub.sandbox.akbank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** The bank's API: checks who asks and how the message is built, then does what it asks for. */
final class AkbankApi {

    private final SandboxStores stores;
    private final Processing processing;
    private final RandomNumbers randomNumbers;

    AkbankApi(SandboxStores stores, RandomNumbers randomNumbers, Processing processing) {
        this.stores = stores;
        this.randomNumbers = randomNumbers;
        this.processing = processing;
    }

    /**
     * Finds the store that signed a body; whatever order the body names has been asked about once more.
     *
     * @throws HttpRefusal if no store did
     */
    Store authenticate(SandboxBank bank, Body body) throws HttpRefusal {
        Map<String, String> texts = body.legible();
        if (texts.containsKey("/order/orderId")) {
            bank.countRequest(texts.get("/order/orderId"));
        }
        return stores.find(bank.code(), "merchantSafeId", texts.getOrDefault("/terminal/merchantSafeId", ""))
                .filter(store -> signed(store, body))
                .filter(store -> store.credential("terminalSafeId").equals(texts.get("/terminal/terminalSafeId")))
                .filter(store ->
                        store.credential("subMerchantId").equals(texts.getOrDefault("/subMerchant/subMerchantId", "")))
                .orElseThrow(HttpRefusal::unauthorized);
    }

    /**
     * Does what a message of the transaction service asks for.
     *
     * @throws HttpRefusal if the message is not built as it must be
     */
    JsonReply process(SandboxBank bank, Store store, Body body) throws HttpRefusal {
        Request request = Request.of(body.json());
        try {
            Fields.checkRequestTime(request.text("requestDateTime"), bank);
            randomNumbers.use(store.credential("merchantSafeId"), request.text("randomNumber"));
            Fields.checked(request, "version", "1\\.00");
            return switch (request.operation()) {
                case SALE -> processing.pay(bank, store, request, Kind.SALE);
                case PREAUTH -> processing.pay(bank, store, request, Kind.PREAUTH);
                case CAPTURE -> processing.capture(bank, store, request);
                case VOID -> processing.voidLast(bank, store, request);
                case REFUND -> processing.refund(bank, store, request);
                case HISTORY -> History.of(bank, store, request);
                case PLAN_CANCELLATION -> throw Plans.refusal(request);
                case PAY_BY_LINK -> throw VpsError.LINK_NOT_PERMITTED.refusal();
            };
        } catch (VpsError.Refusal refusal) {
            return JsonReply.of(Answers.ofRefusal(bank, request, refusal));
        }
    }

    /**
     * Answers a message of the report service.
     *
     * @throws HttpRefusal if the message is not built as it must be
     */
    JsonReply report(SandboxBank bank, Store store, Body body) throws HttpRefusal {
        Request request = Request.ofReport(body.json());
        try {
            randomNumbers.use(store.credential("merchantSafeId"), request.text("randomNumber"));
            return JsonReply.of(Report.of(bank, store, request));
        } catch (VpsError.Refusal refusal) {
            return JsonReply.of(Report.ofRefusal(refusal));
        }
    }

    private static boolean signed(Store store, Body body) {
        String expected = AuthHash.of(store.credential("secretKey"), body.bytes());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), body.authHash().getBytes(StandardCharsets.UTF_8));
    }
}
