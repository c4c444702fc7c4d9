package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RequestFormTest {

    private static final String UNREADABLE = "6000";

    private final Sandbox sandbox;
    private final Shop shop;

    RequestFormTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/xml; charset=utf-8"})
    void bareXmlIsTaken(String contentType) throws IOException {
        String xml = shop.sale("1.00").with("OrderDescription", "Çiçek").xml();

        assertThat(code("Vposreq", contentType, xml)).isEqualTo("0000");
        assertThat(code("Vposreq", contentType, "\uFEFF" + xml)).isEqualTo(UNREADABLE);
    }

    @Test
    void theDeclarationIsOptionalAndTheOrderOfElementsFree() throws IOException {
        Message sale = shop.sale("1.00");
        String password = sale.values().get("Password");
        String xml = sale.without("Password").with("Password", password).xml();

        assertThat(code("Vposreq", Shop.FORM, Shop.form(xml.substring(xml.indexOf("?>") + 2))))
                .isEqualTo("0000");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 6003",
        "prmstr=, 6003",
        "prmstr=+%0A, 6003",
        "data=%3CVposRequest/%3E, 6003",
        "PRMSTR=%3CVposRequest/%3E, 6003",
        "prmstr=%3CVposRequest%3E, 6000",
        "prmstr=%3CSearchRequest/%3E, 6000",
        "prmstr=%3CvposRequest/%3E, 6000",
        "prmstr=%ZZ, 6000",
        "prmstr=%3CVposRequest%3E%FE%3C/VposRequest%3E, 6000",
        "prmstr=%3CVposRequest/%3E&prmstr=%3CVposRequest/%3E, 6000",
        "prmstr=%3CVposRequest/%3E, 9039"
    })
    void aFormWithNoUsableXmlIsRefused(String form, String code) throws IOException {
        assertThat(code("Vposreq", Shop.FORM, form)).isEqualTo(code);
    }

    @Test
    void anUnencodedFormBreaksAtItsFirstAmpersand() throws IOException {
        String xml = shop.sale("1.00").xml();

        assertThat(xml).contains("&amp;");
        assertThat(code("Vposreq", Shop.FORM, "prmstr=" + xml)).isEqualTo(UNREADABLE);
    }

    @Test
    void anotherContentTypeCarriesNoMessage() throws IOException {
        String xml = shop.sale("1.00").xml();

        assertThat(code("Vposreq", "application/json", xml)).isEqualTo("6003");
        assertThat(code("Vposreq", null, xml)).isEqualTo("6003");
    }

    @ParameterizedTest
    @CsvSource({
        "<VposRequest>, <VposRequest xmlns=\"urn:x\">",
        "<Cvv>, <Cvv type=\"x\">",
        "<Cvv>, <Cvv>000</Cvv><Cvv>",
        "<Pan>, <MerchantId>000000000120001</MerchantId><Pan>",
        "?>, ?><!DOCTYPE VposRequest>",
        "</VposRequest>, </VposRequest><VposRequest/>"
    })
    void xmlThatTheBankDoesNotReadIsRefused(String part, String replacement) throws IOException {
        String xml = shop.sale("1.00").xml();

        assertThat(xml).contains(part);
        assertThat(code("Vposreq", Shop.FORM, Shop.form(xml.replace(part, replacement))))
                .isEqualTo(UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "<Item name=\"basket\" value=\"42\"/><Item name=\"b\" value=\"x\"/>, 0000",
        "<Item name=\"basket\"/>, 1131",
        "<Item/>, 1131",
        "<Item key=\"basket\" value=\"42\"/>, 6000",
        "<Entry/>, 6019"
    })
    void customItemsAreNamedValues(String items, String code) throws IOException {
        assertThat(withItems(items)).isEqualTo(code);
    }

    @Test
    void aCustomItemIsNoLongerThanAHundredCharacters() throws IOException {
        assertThat(withItems("<Item name=\"a\" value=\"" + "x".repeat(100) + "\"/>"))
                .isEqualTo("0000");
        assertThat(withItems("<Item name=\"a\" value=\"" + "x".repeat(101) + "\"/>"))
                .isEqualTo("1131");
    }

    @Test
    void onlyAPostIsRead() throws IOException {
        assertThat(Answer.of(shop.get("Vposreq")).code()).isEqualTo("6001");
        assertThat(Answer.of(shop.get("Search")).get("ResponseCode")).isEqualTo("6001");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws IOException {
        assertThat(code("Vposreq", "text/xml", shop.sale("1.00").xml() + " ".repeat(70_000)))
                .isEqualTo(UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank", "nowhere"})
    void aBankThatDoesNotSpeakItIsNotFound(String bank) throws IOException {
        assertThat(Shop.at(sandbox, bank).exchange(shop.sale("1.00")).statusCode())
                .isEqualTo(404);
    }

    private String withItems(String items) throws IOException {
        String xml = shop.sale("1.00").with("CustomItems", "-").xml().replace(">-<", ">" + items + "<");
        return code("Vposreq", Shop.FORM, Shop.form(xml));
    }

    private String code(String service, String contentType, String body) throws IOException {
        return Answer.of(shop.post(service, contentType, body)).code();
    }
}
