package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "application/xml; charset=UTF-8, UTF-8",
        "application/xml;charset=\"utf-8\", UTF-8",
        "application/xml, UTF-8",
        "text/xml, UTF-8",
        "text/xml, ISO-8859-9",
        "application/xml; charset=ISO-8859-9, ISO-8859-9",
        FORM + ", UTF-8",
        FORM + "; charset=UTF-8, UTF-8"
    })
    void aBareDocumentIsTakenInTheCharsetThatItDeclares(String contentType, String charset) throws IOException {
        String xml = sale().with("Customer/EmailAddress", "şeker@example.com").xml(charset);

        Answer answer = Answer.of(shop.post(contentType, xml.getBytes(Charset.forName(charset))));

        assertThat(answer.outcome()).isEqualTo("00");
        assertThat(answer.get("Customer/EmailAddress")).isEqualTo("şeker@example.com");
    }

    @Test
    void aFormHasTheDocumentInItsFieldData() throws IOException {
        assertThat(post(FORM, "data=" + URLEncoder.encode(sale().xml(), StandardCharsets.UTF_8)))
                .isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data; boundary=x"})
    void anotherContentTypeIsRefused(String contentType) throws IOException {
        assertThat(post(contentType, sale().xml())).isEqualTo("92/0001");
    }

    @Test
    void noContentTypeIsRefused() throws IOException {
        assertThat(post(null, sale().xml())).isEqualTo("92/0001");
    }

    @Test
    void headerDeclarationAndBytesMustAgree() throws IOException {
        Message sale = sale().with("Order/Description", "şeker");

        assertThat(post("application/xml; charset=UTF-8", sale.xml("ISO-8859-9")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml; charset=ISO-8859-9", sale.xml())).isEqualTo("92/0001");
        assertThat(Answer.of(shop.post("application/xml", sale.xml().getBytes(Charset.forName("ISO-8859-9"))))
                        .outcome())
                .isEqualTo("92/0001");
    }

    @Test
    void whatIsNoRequestIsRefusedInTheBanksShapeUnsigned() throws IOException {
        String good = sale().xml();
        for (String body : new String[] {
            "",
            "hello",
            good.substring(0, good.length() - 5),
            good.replace("GVPSRequest", "GVPSResponse"),
            good.replace("?><GVPS", "?><!DOCTYPE x [<!ENTITY a \"b\">]><GVPS")
        }) {
            HttpResponse<byte[]> response = shop.post("application/xml", body.getBytes(StandardCharsets.UTF_8));
            Answer answer = Answer.of(response);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(answer.outcome()).as(body).isEqualTo("92/0001");
            assertThat(answer.get("Transaction/HashData")).isEmpty();
        }
        for (String body : new String[] {"", "DATA=" + encoded(good), "data=a&data=b", "data=%zz", "data=%FE"}) {
            assertThat(post(FORM, body)).as(body).isEqualTo("92/0001");
        }
        assertThat(post("application/xml", "<GVPSRequest>" + " ".repeat(70_000) + "</GVPSRequest>"))
                .isEqualTo("92/0001");
    }

    @Test
    void aDoubledOrNestedElementIsRefusedUnlessItIsTheEntryOfAList() throws IOException {
        String good = sale().with("Order/CommentList/Comment/Text", "a").xml();

        assertThat(post("application/xml", good.replace("<Mode>", "<Mode>TEST</Mode><Mode>")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml", good.replace("<Customer>", "<Customer></Customer><Customer>")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml", good.replace("</CVV2>", "</CVV2><CVV2>123</CVV2>")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml", good.replace("<Mode>TEST</Mode>", "<Mode><A>TEST</A></Mode>")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml", good.replace("</Comment>", "</Comment><Comment><Text>b</Text></Comment>")))
                .isEqualTo("00");
    }

    @Test
    void attributesAndNamespacesAreRefused() throws IOException {
        String good = sale().xml();

        assertThat(post("application/xml", good.replace("<GVPSRequest>", "<GVPSRequest xmlns=\"urn:gvps\">")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml", good.replace("<Order>", "<Order Type=\"S\">")))
                .isEqualTo("92/0001");
        assertThat(post("application/xml", good)).isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank", "nobank"})
    void anotherBankDoesNotSpeakIt(String bank) throws IOException {
        Shop lost = Shop.at(sandbox, bank);

        assertThat(lost.exchange(lost.sale(Shop.newOrderId(), "100")).statusCode())
                .isEqualTo(404);
    }

    private Message sale() {
        return shop.sale(Shop.newOrderId(), "12990");
    }

    private String post(String contentType, String body) throws IOException {
        return Answer.of(shop.post(contentType, body.getBytes(StandardCharsets.UTF_8)))
                .outcome();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
