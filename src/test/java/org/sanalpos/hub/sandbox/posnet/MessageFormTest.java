package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class MessageFormTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final Message sale;

    MessageFormTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        sale = shop.sale(Shop.newOrderId(), "100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            mid | -           | 0320 INVALID MERCHANT NO
            mid | 670000010   | 0320 INVALID MERCHANT NO
            mid | 67000001011 | 0320 INVALID MERCHANT NO
            mid | 670000010A  | 0320 INVALID MERCHANT NO
            tid | -           | 0321 INVALID TERMINAL NO
            tid | 6700010     | 0321 INVALID TERMINAL NO
            tid | 6700010-    | 0321 INVALID TERMINAL NO
            mid | 6700000109  | 0148 INVALID MID TID IP. Hatalı IP:
            tid | 67000109    | 0148 INVALID MID TID IP. Hatalı IP:
            tid | 67000102    | 0148 INVALID MID TID IP. Hatalı IP:
            mid | 6700000102  | 0148 INVALID MID TID IP. Hatalı IP:
            """)
    void whoAsksIsCheckedBeforeTheMessage(String name, String value, String outcome) {
        Message wrong = sale.head(name, value);

        assertThat(shop.outcome(wrong)).startsWith("0 " + outcome);
        assertThat(shop.outcome(wrong.as("Sale").with("amount", "x"))).startsWith("0 " + outcome);
        assertThat(sandbox.screen(Shop.BANK).requests(sale.elements().get("orderID")))
                .isEqualTo(2);
    }

    @Test
    void anUnknownStoreIsToldItsAddressInTurkishBytes() throws IOException {
        byte[] body = shop.exchange(sale.head("tid", "67000109")).body();

        assertThat(new String(body, Charset.forName("ISO-8859-9")))
                .matches("<\\?xml version='1.0' encoding='iso-8859-9'\\?><posnetResponse><approved>0</approved>"
                        + "<respCode>0148</respCode><respText>INVALID MID TID IP. Hatalı IP:[0-9a-f.:]+</respText>"
                        + "</posnetResponse>");
        assertThat(body).contains(0xFD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <sale>            | <Sale>                                        | 2.4.a: 'Sale' öğesiyle başlayan geçersiz içerik saptandı.
            <amount>          | <Amount>100</Amount><amount>                  | 2.4.a: 'Amount' öğesiyle
            <amount>          | <amount>100</amount><amount>                  | 2.4.a: 'amount' öğesiyle
            <amount>          | <mac>x</mac><amount>                          | 2.4.a: 'mac' öğesiyle
            <amount>          | <hostLogKey>x</hostLogKey><amount>            | 2.4.a: 'hostLogKey' öğesiyle
            <amount>          | <cardInfo/><amount>                           | 2.4.a: 'cardInfo' öğesiyle
            <amount>100       | <amount><x>100</x>                            | 2.4.a: 'x' öğesiyle
            <sale>            | <agreement/><sale>                            | 2.4.a: 'sale' öğesiyle
            <mid>             | <tid>67000101</tid><mid>                      | 2.4.a: 'tid' öğesiyle
            <sale>            | <ngp><ffi>x</ffi></ngp><sale>                 | 2.4.a: 'sale' öğesiyle
            <sale>            | <posnetid>1</posnetid><sale>                  | 2.4.a: 'posnetid' öğesiyle
            </sale>           | </sale><ngp/>                                 | 2.4.a: 'ngp' öğesiyle
            </sale>           | </sale><ngp><wallet>1</wallet></ngp>          | 2.4.a: 'wallet' öğesiyle
            </sale>           | </sale><ngp><txnType>9</txnType></ngp>        | cvc-enumeration-valid: '9' değeri
            <amount>100<      | <amount>569a<                                 | cvc-datatype-valid.1.2.1: '569a' değeri 'integer' için geçerli bir değer değil.
            <amount>100<      | <amount>1.00<                                 | cvc-datatype-valid.1.2.1: '1.00' değeri
            <amount>100<      | <amount><                                     | cvc-datatype-valid.1.2.1: '' değeri
            <installment>00<  | <installment>3<                               | cvc-pattern-valid: '3' değeri
            <installment>00<  | <installment><                                | cvc-pattern-valid: '' değeri
            <installment>00<  | <installment>4506340000000001<                | cvc-pattern-valid: '450634...' değeri
            <installment>00<  | <installment>37<                              | cvc-maxInclusive-valid: '37' değeri
            <amount>          | <mailorderflag>N</mailorderflag><amount>      | cvc-enumeration-valid: 'N' değeri
            <amount>          | <mailorderflag/><amount>                      | cvc-enumeration-valid: '' değeri
            <amount>          | <koiCode/><amount>                            | cvc-enumeration-valid: '' değeri
            <currencyCode>TL< | <currencyCode><                               | cvc-minLength-valid: '' değeri
            Required>1<       | Required>2<                                   | cvc-enumeration-valid: '2' değeri
            <amount>100</amount>                | <!-- -->                    | 2.4.b: 'sale' öğesinin içeriği eksik. '{amount}'
            <currencyCode>TL</currencyCode>     | <!-- -->                    | 2.4.b: 'sale' öğesinin içeriği eksik. '{currencyCode}'
            <expDate>3012</expDate>             | <!-- -->                    | 2.4.b: 'sale' öğesinin içeriği eksik. '{expDate}'
            <ccno>4506340000000001</ccno>       | <!-- -->                    | 2.4.b: 'sale' öğesinin içeriği eksik. '{ccno}'
            """)
    void whatTheSchemaDoesNotKnowIsRefused(String text, String instead, String complaint) throws IOException {
        String xml = sale.xml();
        assertThat(xml).contains(text);
        String changed = xml.replaceFirst(text, instead);
        changed = instead.startsWith("<Sale>") ? changed.replace("</sale>", "</Sale>") : changed;

        Answer answer = Answer.of(shop.post(Shop.BANK + Shop.PATH, Shop.FORM, Shop.form(changed)));

        assertThat(answer.get("respCode")).isEqualTo("0002");
        assertThat(answer.get("respText"))
                .startsWith("XNIException: :::::1:-1:cvc-")
                .contains(complaint);
        assertThat(answer.text()).doesNotContain("yourIP", Message.CARD);
    }

    @Test
    void anOperationIsNeeded() throws IOException {
        String without = sale.xml().replaceFirst("<sale>.*</sale>", "");

        assertThat(Answer.of(shop.post(Shop.BANK + Shop.PATH, Shop.FORM, Shop.form(without)))
                        .get("respText"))
                .contains("2.4.b: 'posnetRequest'");
    }

    @Test
    void aMailOrderIsASaleOnly() {
        assertThat(shop.outcome(sale.as("auth").with("mailorderflag", "Y"))).contains("'mailorderflag' öğesiyle");
    }

    @Test
    void theOrderWithinAnOperationIsFree() {
        assertThat(shop.outcome(sale.without("amount").with("amount", "100"))).isEqualTo("1");
    }

    @Test
    void anotherRootIsRefused() throws IOException {
        String xml = sale.xml().replace("posnetRequest", "PosnetRequest");

        assertThat(Answer.of(shop.post(Shop.BANK + Shop.PATH, Shop.FORM, Shop.form(xml)))
                        .outcome())
                .contains("cvc-elt.1: 'PosnetRequest'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xmldata=",
                "DATA=%3Ca%2F%3E",
                "xmldata=%3Ca%2F%3E&xmldata=%3Ca%2F%3E",
                "xmldata=%3Ca%2F%3E&more=1",
                "xmldata=%3Ca%3E",
                "xmldata=+%3C%3Fxml+version%3D%221.0%22%3F%3E%3Ca%2F%3E",
                "xmldata=%EF%BB%BF%3Ca%2F%3E",
                "xmldata=%3Ca%3E%FD%3C%2Fa%3E",
                "xmldata=%3C%21DOCTYPE+a%3E%3Ca%2F%3E",
                "xmldata=%zz"
            })
    void aBodyWithoutUsableXmlIsRefused(String body) throws IOException {
        assertThat(Answer.of(shop.post(Shop.BANK + Shop.PATH, Shop.FORM, body)).get("respText"))
                .startsWith("XNIException: :::::1:-1:İstek okunamadı");
    }

    @Test
    void theMessageIsTakenFromAFormsBodyOnly() throws IOException {
        String form = Shop.form(sale.xml());
        String query = Shop.BANK + Shop.PATH + "?" + form;

        assertThat(Answer.of(shop.post(query, Shop.FORM, "")).get("respCode")).isEqualTo("0002");
        assertThat(Answer.of(shop.post(Shop.BANK + Shop.PATH, "text/xml", sale.xml()))
                        .get("respCode"))
                .isEqualTo("0002");
        assertThat(Answer.of(shop.post(Shop.BANK + Shop.PATH, null, form)).get("respCode"))
                .isEqualTo("0002");
    }

    @Test
    void aDeclarationIsNotNeededAndRawXmlIsTaken() throws IOException {
        String bare = sale.xml().replaceFirst("<\\?xml.*\\?>", "");

        assertThat(Answer.of(shop.post(Shop.BANK + Shop.PATH, Shop.FORM, "xmldata=" + bare))
                        .outcome())
                .isEqualTo("1");
    }

    @Test
    void turkishLettersAreReadAsUtf8WhateverTheXmlDeclares() throws IOException {
        String xml = sale.with("currencyCode", "ŞI").xml();

        assertThat(Answer.of(shop.post(
                                Shop.BANK + Shop.PATH,
                                Shop.FORM,
                                "xmldata=" + URLEncoder.encode(xml, StandardCharsets.UTF_8)))
                        .outcome())
                .isEqualTo("0 E190 CURRENCYCODE HATALI");
        assertThat(Answer.of(shop.post(
                                Shop.BANK + Shop.PATH,
                                Shop.FORM,
                                "xmldata=" + URLEncoder.encode(xml, Charset.forName("ISO-8859-9"))))
                        .outcome())
                .contains("İstek okunamadı");
    }

    @Test
    void aBankOfAnotherDialectHasNoSuchService() throws IOException {
        String form = Shop.form(sale.xml());

        assertThat(shop.post("halkbank" + Shop.PATH, Shop.FORM, form).statusCode())
                .isEqualTo(404);
        assertThat(shop.post("nowhere" + Shop.PATH, Shop.FORM, form).statusCode())
                .isEqualTo(404);
    }
}
