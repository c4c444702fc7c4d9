package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** Forms that the 3-D gate does not take. */
@SandboxTest
class RefusedFormTest {

    private static final String WRONG_HASH = "Guvenlik Kodu hatali";

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    RefusedFormTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @Test
    void theRefusalGoesUnsignedToTheErrorAddressWithTheBanksFieldsInTheirOrder() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D", orderId, "12990").with("secure3dhash", "0".repeat(128));

        WebPage.Form back = request.send().form();

        assertThat(back.get()).isFalse();
        assertThat(back.action()).isEqualTo(GateRequest.FAIL);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("mdstatus", "7");
        expected.put("mderrormessage", WRONG_HASH);
        expected.put("errmsg", WRONG_HASH);
        expected.put("clientid", "30691250");
        expected.put("oid", orderId);
        expected.put("response", "Error");
        expected.put("procreturncode", "99");
        for (String name : ("mode apiversion secure3dsecuritylevel terminalprovuserid terminaluserid"
                        + " terminalmerchantid terminalid txntype txnamount txncurrencycode txninstallmentcount orderid"
                        + " successurl errorurl customeripaddress customeremailaddress secure3dhash")
                .split(" ")) {
            expected.put(name, request.values().get(name));
        }
        assertThat(back.fields()).containsExactlyEntriesOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "terminalid, 30691299, ErrorId: 0752",
        "terminalid, 030691250, ErrorId: 0752",
        "terminalmerchantid, 3000124, ErrorId: 0753",
        "terminalprovuserid, PROVXXX, ErrorId: 0653",
        "terminalprovuserid, PROVRFN, ErrorId: 0652",
        "terminalprovuserid, PROVOOS, ErrorId: 0652",
        "apiversion, v0.01, ErrorId: 0122",
        "secure3dsecuritylevel, 3D_FULL, ErrorId: 0771",
        "secure3dsecuritylevel, 3D_OOS_HALF, ErrorId: 0771",
        "secure3dsecuritylevel, OOS_PAY, ErrorId: 0771",
        "secure3dsecuritylevel, CUSTOM_PAY, ErrorId: 0785",
        "secure3dsecuritylevel, 3d, secure3dsecuritylevel field has a value which is not allowed",
        "mode, DEMO, mode field has a value which is not allowed",
        "txntype, Sales, txntype field has a value which is not allowed",
        "txntype, postauth, txntype field has a value which is not allowed",
        "txntype, gpdatarequest, ErrorId: 0785",
        "txnamount, 129.90, txnamount field has a value which is not allowed",
        "txnamount, 0100, txnamount field has a value which is not allowed",
        "txnamount, -100, txnamount field has a value which is not allowed",
        "txnamount, 12345678901234567890, txnamount field is too long",
        "txnamount, 9999999999999999999, GECERSIZ TUTAR",
        "txncurrencycode, TRY, txncurrencycode field has a value which is not allowed",
        "txncurrencycode, 999, txncurrencycode field has a value which is not allowed",
        "txninstallmentcount, 0, txninstallmentcount field has a value which is not allowed",
        "txninstallmentcount, 1, txninstallmentcount field has a value which is not allowed",
        "txninstallmentcount, 03, txninstallmentcount field has a value which is not allowed",
        "orderid, A B, orderid field has a value which is not allowed",
        "orderid, 123456789012345678901234567890123, ErrorId: 0231",
        "terminaluserid, 123456789012345678901234567890123, terminaluserid field is too long",
        "customeripaddress, 2001:db8::7, customeripaddress field has a value which is not allowed",
        "customeripaddress, 192.0.2.256, customeripaddress field has a value which is not allowed",
        "customeremailaddress, a234567890123456789012345678901234567890123456789012@example.com., customeremailaddress field is too long",
        "lang, de, lang field has a value which is not allowed",
        "refreshtime, x, refreshtime field has a value which is not allowed",
        "companyname, ORNEK, companyname field has a value which is not allowed",
        "cardnumber, 5549 6087 8964 1500, cardnumber field has a value which is not allowed",
        "cardnumber, 555555555555, cardnumber field has a value which is not allowed",
        "cardexpiredatemonth, 13, cardexpiredatemonth field has a value which is not allowed",
        "cardexpiredatemonth, 1, cardexpiredatemonth field has a value which is not allowed",
        "cardexpiredateyear, 2030, cardexpiredateyear field has a value which is not allowed",
        "cardcvv2, 12, cardcvv2 field has a value which is not allowed",
        "storekey, 12345678, storekey field has a value which is not allowed",
        "terminalprovpassword, x, terminalprovpassword field has a value which is not allowed",
        "CardNumber, 5549608789641500, CardNumber field has a value which is not allowed",
        "recurringtype, R, ErrorId: 0756",
        "recurringamount12, 100, ErrorId: 0756",
        "successurl, /callback, successurl field has a value which is not allowed",
        "successurl, http://127.0.0.1:9/3ds/geri dön, successurl field has a value which is not allowed"
    })
    void aFormIsRefusedWith(String name, String value, String why) {
        WebPage.Form back =
                refusal(shop.secured("3D", Shop.newOrderId(), "12990").with(name, value));

        assertThat(back.fields())
                .containsEntry("mdstatus", "7")
                .containsEntry("mderrormessage", why)
                .containsEntry("errmsg", why)
                .containsEntry("response", "Error")
                .containsEntry("procreturncode", "99")
                .doesNotContainKeys("hash", "hashparams", "hashparamsval", "xid", "md", "cavv", "eci")
                .doesNotContainKeys("cardnumber", "cardcvv2", "storekey", "terminalprovpassword", "CardNumber");
        assertThat(back.action()).isEqualTo(GateRequest.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode",
                "apiversion",
                "secure3dsecuritylevel",
                "terminalprovuserid",
                "terminaluserid",
                "terminalmerchantid",
                "terminalid",
                "txntype",
                "txnamount",
                "txncurrencycode",
                "txninstallmentcount",
                "orderid",
                "successurl",
                "customeripaddress",
                "cardnumber",
                "cardexpiredatemonth",
                "cardexpiredateyear",
                "cardcvv2"
            })
    void aFormIsRefusedWithout(String name) {
        for (String level : new String[] {"3D", "3D_PAY"}) {
            WebPage.Form back =
                    refusal(shop.secured(level, Shop.newOrderId(), "12990").without(name));

            assertThat(back.fields().get("errmsg"))
                    .isEqualTo(name + " field must contain value because of the Mandatory Rule:null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cardnumber", "cardexpiredatemonth", "cardexpiredateyear", "cardcvv2", "cardholdername"})
    void aHostedFormMustNotHaveAFieldOfTheCardNotEvenAnEmptyOne(String name) {
        GateRequest request = shop.secured("3D_OOS_PAY", Shop.newOrderId(), "100");

        assertThat(refusal(request.with(name, "")).fields().get("errmsg"))
                .isEqualTo(name + " field has a value which is not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "terminalid",
        "orderid",
        "txnamount",
        "txncurrencycode",
        "successurl",
        "errorurl",
        "txntype",
        "txninstallmentcount"
    })
    void theSignatureCovers(String name) {
        Map<String, String> others = Map.of(
                "terminalid", "30691251",
                "orderid", Shop.newOrderId(),
                "txnamount", "101",
                "txncurrencycode", "840",
                "successurl", "http://127.0.0.1:9/elsewhere",
                "errorurl", "http://127.0.0.1:9/elsewhere",
                "txntype", "preauth",
                "txninstallmentcount", "2");
        GateRequest request = shop.secured("3D", Shop.newOrderId(), "100").signed();
        if (name.equals("terminalid")) {
            request = request.with("terminalmerchantid", "3000124");
        }

        WebPage.Form back = request.with(name, others.get(name)).send().form();

        assertThat(back.fields()).containsEntry("errmsg", WRONG_HASH).doesNotContainKey("hash");
    }

    @ParameterizedTest
    @CsvSource({"secure3dsecuritylevel, 3D_PAY", "cardnumber, 4546711234567894", "customeripaddress, 192.0.2.8"})
    void theSignatureDoesNotCover(String name, String value) {
        WebPage next = shop.secured("3D", Shop.newOrderId(), "100")
                .signed()
                .with(name, value)
                .send()
                .form()
                .submit();

        assertThat(next.text()).contains("3-D Secure");
    }

    @Test
    void theSignatureIsInUpperCaseDigitsAndMustBeThere() {
        GateRequest request = shop.secured("3D", Shop.newOrderId(), "100").signed();
        String hash = request.values().get("secure3dhash");

        assertThat(request.with("secure3dhash", hash.toLowerCase(Locale.ROOT))
                        .send()
                        .form()
                        .fields())
                .containsEntry("errmsg", WRONG_HASH);
        assertThat(request.without("secure3dhash").send().form().fields().get("errmsg"))
                .startsWith("secure3dhash field must contain value");
    }

    @Test
    void theUserOfTheHostedPageHasAPasswordOfItsOwn() {
        GateRequest request = shop.secured("3D_OOS_PAY", Shop.newOrderId(), "100");
        String byProvisionUser = request.signed().values().get("secure3dhash");

        assertThat(request.with("terminalprovuserid", "PROVOOS")
                        .with("secure3dhash", byProvisionUser)
                        .send()
                        .form()
                        .fields())
                .containsEntry("errmsg", WRONG_HASH);
        assertThat(refusal(Shop.restricted(sandbox)
                                .secured("3D_OOS_PAY", Shop.newOrderId(), "100")
                                .with("terminalprovuserid", "PROVXXX"))
                        .fields())
                .containsEntry("errmsg", "ErrorId: 0653");
    }

    @Test
    void wrongCredentialsComeBeforeAnyOtherMistake() {
        GateRequest request =
                shop.secured("3D", Shop.newOrderId(), "x").with("nonsense", "1").with("secure3dhash", "0".repeat(128));

        assertThat(request.send().form().fields()).containsEntry("errmsg", WRONG_HASH);
    }

    @Test
    void withNoErrorAddressTheBrowserGoesToTheSuccessAddress() {
        WebPage.Form missing =
                refusal(shop.secured("3D", Shop.newOrderId(), "100").without("errorurl"));
        WebPage.Form script =
                refusal(shop.secured("3D", Shop.newOrderId(), "100").with("errorurl", "javascript:alert(1)"));

        assertThat(missing.action()).isEqualTo(script.action()).isEqualTo(GateRequest.BACK);
        assertThat(missing.fields().get("errmsg")).startsWith("errorurl field must contain value");
        assertThat(script.fields().get("errmsg")).isEqualTo("errorurl field has a value which is not allowed");
    }

    @Test
    void withNoWayBackTheBankShowsItsOwnPage() {
        String orderId = Shop.newOrderId();
        WebPage page = shop.secured("3D_PAY", orderId, "100")
                .with("errorurl", "javascript:alert(1)")
                .with("successurl", "")
                .signed()
                .send();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select("form")).isEmpty();
        assertThat(page.text()).contains("Sistem Hatasi");
        assertThat(screen.requests(orderId)).isEqualTo(1);
    }

    @Test
    void aRefusedFormIsCountedAndChargesNothing() {
        String orderId = Shop.newOrderId();

        refusal(shop.secured("3D_PAY", orderId, "100").with("mode", "DEMO"));

        assertThat(screen.requests(orderId)).isEqualTo(1);
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, a=1",
        "multipart/form-data, a=1",
        "application/x-www-form-urlencoded; charset=ISO-8859-9, a=1",
        "application/x-www-form-urlencoded, companyname=%DE",
        "application/x-www-form-urlencoded, a=%zz"
    })
    void whatIsNoFormInUtf8EndsOnTheBanksPage(String contentType, String body) {
        WebPage page = post("garanti", contentType, body);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Sistem Hatasi");
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
        GateRequest request = shop.secured("3D", Shop.newOrderId(), "100").signed();
        StringBuilder body = new StringBuilder("txnamount=100");
        request.values()
                .forEach((name, value) ->
                        body.append('&').append(name).append('=').append(value.replace("&", "%26")));

        WebPage page = post("garanti", "application/x-www-form-urlencoded;charset=utf-8", body.toString());

        assertThat(page.form().fields()).containsEntry("errmsg", "txnamount field has a value which is not allowed");
    }

    @Test
    void otherBanksHaveNoSuchGate() {
        assertThat(post("akbank", "application/x-www-form-urlencoded", "a=1").status())
                .isEqualTo(404);
        assertThat(WebPage.get(sandbox.client("garanti/servlet/gt3dengine")
                                .get("")
                                .build()
                                .uri()
                                .toString())
                        .status())
                .isEqualTo(405);
    }

    private WebPage post(String bank, String contentType, String body) {
        BankClient client = sandbox.client(bank + "/servlet/gt3dengine");
        return WebPage.send(client.post("", contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static WebPage.Form refusal(GateRequest request) {
        return request.signed().send().form();
    }
}
