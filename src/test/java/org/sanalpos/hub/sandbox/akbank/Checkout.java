package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

/** A store's web shop: signs the forms for the gates, plays the browser and checks the signatures of what comes back. */
final class Checkout {

    static final String OK = "http://127.0.0.1:9/ok?ref=1&x=a+b";
    static final String FAIL = "http://127.0.0.1:9/fail?ref=1";

    private static final List<String> SIGNED = List.of(
            ("paymentModel txnCode merchantSafeId terminalSafeId orderId lang amount ccbRewardAmount pcbRewardAmount"
                            + " xcbRewardAmount currencyCode installCount okUrl failUrl emailAddress mobilePhone"
                            + " homePhone workPhone subMerchantId creditCard expiredDate cvv cardHolderName randomNumber"
                            + " requestDateTime b2bIdentityNumber merchantData merchantBranchNo mobileEci"
                            + " walletProgramData mobileAssignedId mobileDeviceType")
                    .split(" "));

    private final Shop shop;
    private final String gates;

    Checkout(Sandbox sandbox, Shop shop) {
        this.shop = shop;
        gates = sandbox.client("akbank").get("/").build().uri().toString();
    }

    /** Makes an unsigned form of a model. */
    WebPage.Form form(String model, String orderId, String amount) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("paymentModel", model);
        fields.put("txnCode", "3000");
        fields.put("merchantSafeId", shop.credential("merchantSafeId"));
        fields.put("terminalSafeId", shop.credential("terminalSafeId"));
        fields.put("orderId", orderId);
        fields.put("lang", "TR");
        fields.put("amount", amount);
        fields.put("currencyCode", "949");
        fields.put("installCount", "1");
        fields.put("okUrl", OK);
        fields.put("failUrl", FAIL);
        boolean hosted = model.endsWith("HOSTING");
        if (!hosted) {
            fields.put("creditCard", Shop.CARD);
            fields.put("expiredDate", "1230");
            fields.put("cvv", "000");
        }
        fields.put("randomNumber", shop.randomNumber());
        fields.put("requestDateTime", shop.now());
        return new WebPage.Form(false, gates + (hosted ? "payhosting" : "securepay"), fields);
    }

    WebPage.Form signed(WebPage.Form form) {
        return form.with("hash", hash(shop.secretKey(), SIGNED, form.fields()));
    }

    /** Sends a form and returns the issuer's page, which must be next. */
    WebPage issuer(WebPage.Form form) {
        WebPage.Form forward = signed(form).submit().form();
        assertThat(forward.action()).matches(".*/sandbox/akbank/acs/[0-9a-z]+");
        assertThat(forward.fields()).isEmpty();
        return forward.submit();
    }

    /** Goes all the way through and returns the form that the browser posts to the store. */
    WebPage.Form through(WebPage.Form form, String outcome) {
        return issuer(form).form().with("outcome", outcome).submit().form();
    }

    /** Goes all the way through, typing a card on the bank's page. */
    WebPage.Form typing(WebPage.Form form, String pan, String outcome) {
        return issuer(form)
                .form()
                .with("pan", pan)
                .with("expiry", "12/30")
                .with("cvv", "000")
                .with("outcome", outcome)
                .submit()
                .form();
    }

    /** Sends a form that must come back at once. */
    WebPage.Form refused(WebPage.Form form) {
        WebPage.Form back = form.submit().form();
        assertThat(back.get()).isFalse();
        assertThat(back.action()).isEqualTo(FAIL);
        return back;
    }

    /** Checks the signature of a callback. */
    Map<String, String> verified(WebPage.Form callback) {
        Map<String, String> fields = callback.fields();
        List<String> names = List.of(fields.get("hashParams").split("\\+"));
        assertThat(names)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(fields.keySet().stream()
                        .filter(name -> !name.startsWith("hash"))
                        .filter(name -> !fields.get(name).isEmpty())
                        .toList());
        assertThat(fields.get("hash")).isEqualTo(hash(shop.secretKey(), names, fields));
        return fields;
    }

    /** Makes the request that completes an authentication. */
    Message completion(String txnCode, Map<String, String> callback, String orderId, String amount) {
        return shop.payment(txnCode, orderId, amount)
                .without("card")
                .with("secureTransaction.secureId", callback.get("secureId"))
                .with("secureTransaction.secureEcomInd", callback.get("secureEcomInd"))
                .with("secureTransaction.secureData", callback.get("secureData"))
                .with("secureTransaction.secureMd", callback.get("secureMd"));
    }

    private static String hash(String key, List<String> names, Map<String, String> fields) {
        String text = names.stream().map(name -> fields.getOrDefault(name, "")).collect(Collectors.joining());
        return Shop.hmac(key.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}
