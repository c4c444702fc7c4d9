package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import tools.jackson.databind.JsonNode;

/**
 * A cardholder without scripts on the way through 3-D Secure: each step can be looked at, done again, or done wrongly.
 *
 * @param payment as the hub answered the request for it
 */
public record Shopper(BankUnderTest bank, JsonNode payment) {
    static final String SHOP = "https://shop.example/checkout/return";

    /** Asks for a payment; it must need the browser. */
    static Shopper of(BankUnderTest bank, Map<String, Object> body) {
        JsonNode payment = bank.pay(body);
        assertThat(payment.path("status").asString()).as(payment.toString()).isEqualTo("requires_action");
        assertThat(payment.path("nextAction").path("type").asString()).isEqualTo("redirect");
        return new Shopper(bank, payment);
    }

    /** A sale of 129.90 TRY by a model, with an address to return to. */
    static Map<String, Object> sale(BankUnderTest bank, String secure) {
        return sale(bank, secure, Requests.VISA);
    }

    static Map<String, Object> sale(BankUnderTest bank, String secure, String card) {
        Map<String, Object> body = Requests.sale(bank.code(), card, "129.90");
        body.put("secure", secure);
        body.put("returnUrl", SHOP);
        body.put("customer", customer());
        if (secure.equals("3d_host")) {
            body.remove("card");
        }
        return body;
    }

    static Map<String, Object> customer() {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("ip", "192.0.2.7");
        customer.put("email", "a@example.com");
        customer.put("name", "Ayşe Yılmaz");
        customer.put("phone", "+905551112233");
        return customer;
    }

    /** The address of the hub's page. */
    String url() {
        return payment.path("nextAction").path("url").asString();
    }

    /** The hub's page, which can be opened once. */
    WebPage page() {
        return WebPage.get(url());
    }

    /** Goes to the issuer's page. */
    WebPage issuer() {
        return issuer(page());
    }

    /** Goes from the hub's page to the issuer's: over all pages that send a browser on by themselves. */
    public static WebPage issuer(WebPage start) {
        WebPage page = start;
        for (int steps = 0; steps < 6 && !page.url().getPath().contains("/acs/"); steps++) {
            page = page.status() == 303 || page.status() == 302
                    ? WebPage.get(page.location())
                    : page.form().submit();
        }
        assertThat(page.url().getPath()).as(page.text()).contains("/acs/");
        return page;
    }

    /** What the bank's last page will send to the hub, after the issuer's page was left by one of its buttons. */
    Form back(String outcome) {
        return back(issuer(), outcome, Requests.VISA);
    }

    /** @param card what is typed where the card is asked for on the bank's page */
    public static Form back(WebPage issuer, String outcome, String card) {
        Form form = issuer.form().with("outcome", outcome);
        if (issuer.form().fields().containsKey("pan")) {
            form = form.with("pan", card).with("expiry", "12/30").with("cvv", "000");
        }
        WebPage page = form.submit();
        // A bank may have pages of its own before it lets the browser go.
        for (int steps = 0; steps < 4 && !page.form().action().contains("/3ds/"); steps++) {
            page = page.form().submit();
        }
        return page.form();
    }

    /** The payment as the hub has it now. */
    JsonNode now() {
        return bank.read(payment);
    }

    String status() {
        return now().path("status").asString();
    }

    /** What the bank took of the order, minor units. */
    long charged() {
        String order = payment.path("transactionCode").asString();
        return bank.books().orderStatusCode(order) == 404
                ? 0
                : bank.books().order(order).path("captured").asLong();
    }
}
