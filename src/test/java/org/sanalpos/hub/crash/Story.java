package org.sanalpos.hub.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.sanalpos.hub.conformance.Shopper;
import org.sanalpos.hub.crash.Shop.Reply;
import org.sanalpos.hub.sandbox.BankScreen;
import tools.jackson.databind.JsonNode;

/**
 * What a company does with one card: a payment and what follows it. Each request has its id; one that a dead hub did not answer is sent to
 * the next hub again, as it was.
 */
final class Story {
    /** How long a request whose first sending has no end is repeated. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String SHOP = "https://shop.example/return";
    private static final Set<String> CONTINUE = Set.of("authorized", "captured", "partially_refunded");

    enum Kind {
        SALE,
        DECLINED,
        VOIDED,
        REFUNDED,
        REFUNDED_IN_PARTS,
        GIVEN_BACK_AFTER_THE_DAY,
        PREAUTH,
        CAPTURED,
        PREAUTH_VOIDED,
        THREE_D,
        THREE_D_PAY,
        THREE_D_LEFT,
        BY_QUEUE,
        BY_FILE,
        /** The bank's answer is lost, and the company waits for the hub to find out. */
        LOST,
        /** The company names no virtual POS, and nobody listens at the first one's bank. */
        MOVED;

        boolean browser() {
            return this == THREE_D || this == THREE_D_PAY || this == THREE_D_LEFT;
        }
    }

    private final Kind kind;
    private final String id;
    private final List<Step> steps;
    private final BankScreen bank;
    private final Map<Step, String> answers = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int next;
    private boolean handed;
    private boolean inDoubt;
    private boolean over;
    private Form callback;
    private String paymentId;
    private String status;

    /** @param action last part of the follow-up's path; null for the payment itself */
    private record Step(String action, Map<String, Object> body) {}

    /**
     * @param id of the story; the ids of its requests begin with it
     * @param pos virtual POS of the company
     * @param bank the bank's screens
     */
    Story(Kind kind, String id, String pos, BankScreen bank, long amount) {
        this.kind = kind;
        this.id = id;
        this.bank = bank;
        this.steps = steps(kind, id, pos, amount);
    }

    private static List<Step> steps(Kind kind, String id, String pos, long amount) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", id + "-0");
        if (kind != Kind.MOVED) {
            body.put("virtualPos", pos);
        }
        body.put("amount", decimal(amount));
        body.put("currency", "TRY");
        body.put("card", Requests.card(card(kind)));
        boolean held = kind == Kind.PREAUTH || kind == Kind.CAPTURED || kind == Kind.PREAUTH_VOIDED;
        body.put("operation", held ? "preauth" : "sale");
        body.put("secure", kind.browser() ? kind == Kind.THREE_D_PAY ? "3d_pay" : "3d" : "none");
        if (kind.browser()) {
            body.put("returnUrl", SHOP);
            body.put("customer", Map.of("ip", "192.0.2.7", "email", "a@example.com", "name", "Ayşe Yılmaz"));
        }
        List<Step> steps = new ArrayList<>(List.of(new Step(null, body)));
        switch (kind) {
            case VOIDED, PREAUTH_VOIDED -> steps.add(followUp(id, 1, "voids", Map.of()));
            case REFUNDED -> steps.add(followUp(id, 1, "refunds", Map.of()));
            case REFUNDED_IN_PARTS -> {
                steps.add(followUp(id, 1, "refunds", Map.of("amount", decimal(amount / 3))));
                steps.add(followUp(id, 2, "refunds", Map.of("amount", decimal(amount / 2))));
            }
            case GIVEN_BACK_AFTER_THE_DAY -> steps.add(followUp(id, 1, "refunds", Map.of("auto", true)));
            case CAPTURED -> steps.add(followUp(id, 1, "captures", Map.of("amount", decimal(amount - 1))));
            default -> {}
        }
        return List.copyOf(steps);
    }

    /** The sandbox's cards; one is declined, and one is charged while the connection is closed with no answer. */
    private static String card(Kind kind) {
        return switch (kind) {
            case DECLINED -> "4355080000005103";
            case LOST -> "4355080000010202";
            default -> Requests.VISA;
        };
    }

    private static Step followUp(String id, int number, String action, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("requestId", id + "-" + number);
        return new Step(action, body);
    }

    private static String decimal(long minor) {
        return minor / 100 + "." + String.format("%02d", minor % 100);
    }

    /**
     * Goes on from where it is.
     *
     * @param last whether there is no later hub to wait for
     * @return whether it has come to its end; otherwise it has to wait for a later hub
     * @throws HubDownException if the hub died meanwhile
     */
    boolean go(Shop shop, boolean last) throws HubDownException {
        resolve(shop);
        while (!over && next < steps.size()) {
            Step step = steps.get(next);
            if (step.action() == null && !handed) {
                hand(shop, step);
                handed = true;
            }
            if (kind == Kind.GIVEN_BACK_AFTER_THE_DAY && step.action() != null && !inDoubt) {
                bank.settle();
            }
            if (!ask(shop, step, last)) {
                return false;
            }
        }
        if (callback != null) {
            // Only a shop's program repeats by itself: half of the cardholders press "reload".
            Form again = callback;
            callback = null;
            if (id.hashCode() % 2 == 0) {
                submit(again, shop);
            }
        }
        return true;
    }

    private void hand(Shop shop, Step step) throws HubDownException {
        if (kind == Kind.BY_QUEUE) {
            shop.enqueue(step.body());
        } else if (kind == Kind.BY_FILE) {
            shop.drop(id, step.body());
        }
    }

    /** Whether the step has an answer. */
    private boolean ask(Shop shop, Step step, boolean last) throws HubDownException {
        boolean repeated = inDoubt || kind == Kind.BY_QUEUE || kind == Kind.BY_FILE;
        inDoubt = true;
        String path = step.action() == null ? "" : "/" + paymentId + "/" + step.action();
        Reply reply = shop.post(path, step.body());
        // Its time is over only when the page's is.
        boolean waits = kind.browser() && !last;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (reply.status() == 409 && repeated && !waits && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            reply = shop.post(path, step.body());
        }
        if (reply.status() == 409 && repeated && waits) {
            return false;
        }
        if (reply.status() != 200 && reply.status() != 201 && reply.status() != 202) {
            fault(step, reply);
            return true;
        }
        inDoubt = false;
        answers.put(step, reply.text());
        next++;
        told(reply.body());
        if (status.equals("requires_action") && (last || kind != Kind.THREE_D_LEFT)) {
            walk(shop, reply.body().path("nextAction").path("url").asString());
        }
        resolve(shop);
        return true;
    }

    /** Finds out what became of the last step where that is not known: most companies ask at once. */
    private void resolve(Shop shop) throws HubDownException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (kind == Kind.LOST && "unknown".equals(status) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            read(shop);
        }
        if ("unknown".equals(status)) {
            sync(shop);
        }
        over = status != null && !CONTINUE.contains(status);
    }

    private void fault(Step step, Reply reply) {
        over = true;
        faults.add(kind + " " + id + " " + step.action() + ": " + reply.status() + " " + reply.text());
    }

    private void told(JsonNode payment) {
        String told = payment.path("id").asString();
        if (paymentId != null && !paymentId.equals(told)) {
            faults.add(kind + " " + id + " has two payments: " + paymentId + ", " + told);
        }
        paymentId = told;
        status = payment.path("status").asString();
    }

    /** The cardholder's way; one whose hub died is left where it is. */
    private void walk(Shop shop, String url) throws HubDownException {
        try {
            WebPage page = WebPage.get(url);
            if (!page.document().select("form").isEmpty()) {
                callback = Shopper.back(Shopper.issuer(page), "success", Requests.VISA);
            }
        } catch (AssertionError e) {
            throw down(e);
        }
        if (callback != null) {
            Form back = callback;
            submit(back, shop);
            callback = null;
        } else {
            told(shop.get("/" + paymentId).body());
        }
    }

    private void submit(Form back, Shop shop) throws HubDownException {
        try {
            back.submit();
        } catch (AssertionError e) {
            throw down(e);
        }
        told(shop.get("/" + paymentId).body());
    }

    private static HubDownException down(AssertionError e) {
        if (e.getCause() instanceof IOException) {
            return new HubDownException(e);
        }
        throw e;
    }

    /** Asks the bank what became of the payment, where that is not known. */
    void sync(Shop shop) throws HubDownException {
        Reply reply = shop.post("/" + paymentId + "/sync", Map.of());
        if (reply.status() == 200 || reply.status() == 202) {
            told(reply.body());
        }
    }

    /** Sends what was answered before once more: the answers must be the same. */
    void repeat(Shop shop) throws HubDownException {
        for (Map.Entry<Step, String> answer : answers.entrySet()) {
            String action = answer.getKey().action();
            Reply reply = shop.post(
                    action == null ? "" : "/" + paymentId + "/" + action,
                    answer.getKey().body());
            if (!reply.replayed() || !reply.text().equals(answer.getValue())) {
                faults.add(kind + " " + id + " " + action + " was answered " + answer.getValue() + " and then "
                        + reply.status() + " " + reply.text());
            }
        }
    }

    /** Reads the payment as the hub has it now. */
    String read(Shop shop) throws HubDownException {
        told(shop.get("/" + paymentId).body());
        return status;
    }

    @Override
    public String toString() {
        return kind + " " + id + ", payment " + paymentId + " " + status;
    }

    /** Whether it has come to its end. */
    boolean over() {
        return over || next == steps.size();
    }

    /** The payment's id; null before the hub has told it. */
    String paymentId() {
        return paymentId;
    }

    /** What must not be. */
    List<String> faults() {
        return faults;
    }
}
