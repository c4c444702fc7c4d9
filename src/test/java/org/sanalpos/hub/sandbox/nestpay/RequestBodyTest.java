package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RequestBodyTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Sandbox sandbox;
    private final Shop shop;

    RequestBodyTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox, "halkbank");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"text/xml", "application/xml", "text/xml; charset=ISO-8859-9"})
    void bareXmlIsTaken(String contentType) throws IOException {
        byte[] xml = shop.sale(Shop.newOrderId(), "1.00").xml().getBytes(StandardCharsets.US_ASCII);

        assertThat(Answer.of(shop.post(contentType, xml)).outcome()).isEqualTo("Approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-9", "UTF-16"})
    void bareXmlIsReadByItsEncodingDeclaration(String charset) throws IOException {
        // 64 letters are the longest e-mail: letters read in a wrong encoding would be more
        Message sale = shop.sale(Shop.newOrderId(), "1.00").with("Email", "ş".repeat(64));
        byte[] xml = sale.xml().replace("ISO-8859-9", charset).getBytes(Charset.forName(charset));

        assertThat(Answer.of(shop.post("text/xml", xml)).outcome()).isEqualTo("Approved");
    }

    @Test
    void theFormFieldIsReadAsUtf8WhateverTheXmlDeclares() {
        Message sale = shop.sale(Shop.newOrderId(), "1.00");

        assertThat(shop.send(sale.with("Email", "ş".repeat(64))).outcome()).isEqualTo("Approved");
        assertThat(shop.send(sale.with("Email", "ş".repeat(65))).outcome()).isEqualTo("Error CORE-2005");
    }

    @Test
    void numericReferencesAreLetters() throws IOException {
        String xml = shop.sale(Shop.newOrderId(), "1.00")
                .with("BillTo/Name", "AY#E")
                .xml()
                .replace("#", "&#350;");
        byte[] form = ("DATA=" + URLEncoder.encode(xml, StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);

        assertThat(Answer.of(shop.post(FORM, form)).outcome()).isEqualTo("Approved");
    }

    @Test
    void otherFormFieldsBesideDataAreLeftAlone() throws IOException {
        String xml = shop.sale(Shop.newOrderId(), "1.00").xml();
        byte[] form = ("x=1&DATA=" + URLEncoder.encode(xml, StandardCharsets.UTF_8) + "&y=")
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(Answer.of(shop.post(FORM + "; charset=UTF-8", form)).outcome())
                .isEqualTo("Approved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "XML=%3CCC5Request/%3E",
                "data=%3CCC5Request/%3E",
                "DATA=",
                "DATA=%3CCC5Request%3E",
                "DATA=%3CCC5Response/%3E",
                "DATA=%3Ccc5request/%3E",
                "DATA=%ZZ",
                "DATA=%3CCC5Request%3E%FE%3C/CC5Request%3E",
                "DATA=%3CCC5Request/%3E&DATA=%3CCC5Request/%3E"
            })
    void aFormWithNoUsableXmlIsRefused(String form) throws IOException {
        assertThat(Answer.of(shop.post(FORM, form.getBytes(StandardCharsets.US_ASCII)))
                        .outcome())
                .isEqualTo("Error CORE-1001");
    }

    @Test
    void bareXmlUnderAFormsContentTypeIsRefused() throws IOException {
        byte[] xml = shop.sale(Shop.newOrderId(), "1.00").xml().getBytes(StandardCharsets.US_ASCII);

        assertThat(Answer.of(shop.post(FORM, xml)).outcome()).isEqualTo("Error CORE-1001");
        assertThat(Answer.of(shop.post("application/json", xml)).outcome()).isEqualTo("Error CORE-1001");
    }

    @Test
    void aPlusThatWasNotEncodedIsABlank() throws IOException {
        String xml =
                shop.sale(Shop.newOrderId(), "1.00").with("IPAddress", "1+1").xml();

        assertThat(Answer.of(shop.post(FORM, ("DATA=" + xml).getBytes(StandardCharsets.US_ASCII)))
                        .get("ErrMsg"))
                .startsWith("IP adresi");
    }

    @Test
    void aDocumentTypeIsRefused() throws IOException {
        String entity = "<!DOCTYPE CC5Request [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<CC5Request><Name>&x;</Name></CC5Request>";

        assertThat(Answer.of(shop.post("text/xml", entity.getBytes(StandardCharsets.US_ASCII)))
                        .outcome())
                .isEqualTo("Error CORE-1001");
    }

    @Test
    void aRepeatedElementIsRefused() throws IOException {
        String xml = shop.sale(Shop.newOrderId(), "1.00").xml().replace("<Total>", "<Total>9.00</Total><Total>");

        assertThat(Answer.of(shop.post("text/xml", xml.getBytes(StandardCharsets.US_ASCII)))
                        .outcome())
                .isEqualTo("Error CORE-1001");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws IOException {
        byte[] xml = shop.sale(Shop.newOrderId(), "1.00")
                .with("Email", "x".repeat(70_000))
                .xml()
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(Answer.of(shop.post("text/xml", xml)).outcome()).isEqualTo("Error CORE-1001");
    }

    @Test
    void aBankThatSpeaksNoNestPayIsNotFound() throws IOException {
        Shop nowhere = Shop.at(sandbox, "nowhere");

        assertThat(nowhere.exchange(shop.sale("A1", "1.00")).statusCode()).isEqualTo(404);
    }
}
