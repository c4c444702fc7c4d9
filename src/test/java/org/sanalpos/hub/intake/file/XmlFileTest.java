package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.CardJwe;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class XmlFileTest {
    private static final String CARD = "4155650100416111";
    private static final String ROOT = "<requests xmlns=\"urn:sanalpos:hub:1\">\n";

    @TempDir
    Path home;

    private final Answers answers = new Answers();
    private FileHub hub;

    @BeforeEach
    void start() {
        hub = FileHub.start(home, answers);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    @Test
    void eachElementHasItsResultByTheSchema() throws Exception {
        hub.drop(
                "ACME",
                "orders.xml",
                ROOT + payment("r1") + payment("r2").replace("129.90", "x") + "<order/>\n"
                        + "<followUp><requestId>r3</requestId><operation>refund</operation><transactionCode>T-r1</transactionCode></followUp>\n"
                        + "</requests>");

        String text = hub.text("outbox", "ACME", "orders.result.xml");

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("/schema/sanalpos-hub-1.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(text)));
        Document results = document(text);
        assertThat(xpath("count(/*/*)", results)).isEqualTo("4");
        assertThat(xpath("/*/*[1]/@line", results)).isEqualTo("2");
        assertThat(xpath("/*/*[1]/@requestId", results)).isEqualTo("r1");
        assertThat(xpath("/*/*[1]/*[local-name()='answer']/*[local-name()='status']", results))
                .isEqualTo("captured");
        assertThat(xpath("//*[local-name()='entry'][@key='a b']", results)).isEqualTo("<c>");
        assertThat(xpath("/*/*[2]//*[local-name()='field']/@name", results)).isEqualTo("amount");
        assertThat(xpath("/*/*[3]/@line", results)).isEqualTo("4");
        assertThat(xpath("/*/*[3]//*[local-name()='detail']", results)).contains("unknown element");
        assertThat(answers.charged()).isEqualTo(2);
    }

    @Test
    void aSinglePaymentIsAFileToo() {
        hub.drop("ACME", "one.xml", payment("r1").replace("<payment>", "<payment xmlns='urn:sanalpos:hub:1'>"));

        assertThat(hub.text("outbox", "ACME", "one.result.xml")).contains("<status>captured</status>");
    }

    @Test
    void anEncryptedCardIsTakenAndNotKept() {
        String jwe = encryptedCard();
        String request = "<payment><cardJwe>\n  " + jwe
                + "\n</cardJwe><requestId>r1</requestId><amount>1.00</amount><currency>TRY</currency></payment>";
        hub.drop(
                "CAREFUL",
                "orders.xml",
                ROOT + request + "<!-- " + jwe + " --><payment><x>" + jwe + "</x></payment>" + jwe);
        hub.awaitDone("CAREFUL", "orders.xml");

        String result = hub.text("outbox", "CAREFUL", "orders.result.xml");
        String archive = hub.text("archive", "CAREFUL", "orders.xml");
        assertThat(result).contains("<status>captured</status>");
        assertThat(archive).contains("<cardJwe></cardJwe><requestId>r1</requestId>");
        assertThat(result + archive).doesNotContain(jwe.split("\\.")[1].substring(0, 40), jwe.split("\\.")[3], CARD);
    }

    /** Base64url may have two hyphens in a row, a comment of XML may not. */
    private String encryptedCard() {
        String jwe = "--";
        while (jwe.contains("--")) {
            jwe = CardJwe.of(
                    hub.cardKeys().usable().get(0).publicKey(),
                    "{\"number\":\"" + CARD + "\",\"expiry\":\"12/40\",\"cvv\":\"987\"}");
        }
        return jwe;
    }

    @Test
    void theDeclaredEncodingIsUsedAndKept() {
        Charset turkish = Charset.forName("ISO-8859-9");
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?>\n" + ROOT + payment("r1") + "</requests>";

        hub.drop("ACME", "orders.xml", text.getBytes(turkish));
        hub.awaitDone("ACME", "orders.xml");

        assertThat(hub.path("archive", "ACME", "orders.xml"))
                .content(turkish)
                .startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?>")
                .contains("<holder>ŞEYMA ÖZ</holder>");
    }

    @Test
    void whatCameBeforeABreakIsDone() {
        hub.drop(
                "ACME",
                "orders.xml",
                ROOT + payment("r1") + payment("r2") + "<payment><card><cvv>987</card>\n<number>" + CARD);

        String results = hub.text("outbox", "ACME", "orders.result.xml");

        assertThat(answers.charged()).isEqualTo(2);
        assertThat(results).contains("line=\"4\"", "nothing behind it was read");
        hub.awaitDone("ACME", "orders.xml");
        assertThat(hub.text("archive", "ACME", "orders.xml"))
                .contains("<requestId>r2</requestId>", "<number>****************")
                .doesNotContain(CARD, "987");
    }

    @Test
    void theArchiveIsTheFileWithoutItsSecrets() {
        String text = ROOT
                + payment("r1")
                        .replace("<number>4", "<number>&#52;")
                        .replace("<cvv>987", "<cvv><![CDATA[98]]>7")
                        .replace(
                                "</payment>",
                                "<description>card " + CARD + "</description><guvenlik>987</guvenlik></payment>")
                + "<!-- " + CARD + " 987 --></requests>";

        hub.drop("ACME", "orders.xml", text);
        hub.awaitDone("ACME", "orders.xml");

        assertThat(hub.text("archive", "ACME", "orders.xml"))
                .contains("<number>415565******6111</number><expiry>12/40</expiry><cvv></cvv>")
                .contains("<description>card 415565******6111</description><guvenlik>***</guvenlik>")
                .contains("xmlns=\"urn:sanalpos:hub:1\"")
                .doesNotContain(CARD, "987");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not xml " + CARD,
                "<orders/>",
                "<requests/>",
                "<!DOCTYPE requests [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + ROOT + "&x;</requests>",
                "<!DOCTYPE requests [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + ROOT
                        + "&b;</requests>",
                ROOT + "<payment><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>"
            })
    void whatCannotBeReadIsRejected(String text) {
        hub.drop("ACME", "orders.xml", text);

        assertThat(hub.text("rejected", "ACME", "orders.error.json"))
                .contains("\"reason\"")
                .doesNotContain(CARD);
        assertThat(hub.text("rejected", "ACME", "orders.xml")).doesNotContain(CARD, "localhost");
        assertThat(answers.charged()).isZero();
    }

    private static String payment(String key) {
        return "<payment><requestId>" + key + "</requestId><amount>129.90</amount><currency>TRY</currency>"
                + "<card><number>" + CARD
                + "</number><expiry>12/40</expiry><cvv>987</cvv><holder>ŞEYMA ÖZ</holder></card></payment>\n";
    }

    private static Document document(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static String xpath(String path, Document document) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }
}
