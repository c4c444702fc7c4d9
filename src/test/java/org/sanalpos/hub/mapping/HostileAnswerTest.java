package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.ResultCode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.helpers.DefaultHandler;

/** Whatever comes back, reading it does not fail, and nothing but a whole approval of this order approves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAnswerTest {
    private static final Charset LATIN_5 = Charset.forName("ISO-8859-9");
    private static final String APPROVAL = """
            <CC5Response><OrderId>HUB7K2M9QX4TB8VN3RZ5</OrderId><Response>Approved</Response>
            <ProcReturnCode>00</ProcReturnCode><ErrMsg>%s</ErrMsg></CC5Response>""";

    private BankMappings mappings;
    private DocumentBuilder dom;

    @BeforeAll
    void load() throws Exception {
        mappings = Mappings.madeUp();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        dom = factory.newDocumentBuilder();
        dom.setErrorHandler(new DefaultHandler());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "OK",
                "Approved",
                "\0",
                "<",
                "<CC5Response/>",
                "<CC5Response>",
                "<html><body><h1>502 Bad Gateway</h1></body></html>",
                "<!doctype html><html><br>Response: Approved</html>",
                "{\"Response\": \"Approved\", \"ProcReturnCode\": \"00\"}",
                "Response=Approved&ProcReturnCode=00",
                "<CC5Response><Extra><Response>Approved</Response><ProcReturnCode>00</ProcReturnCode></Extra></CC5Response>",
                "<a><CC5Response><Response>Approved</Response><ProcReturnCode>00</ProcReturnCode></CC5Response></a>",
                "<CC5Response><Response>Approved<b/></Response><ProcReturnCode>00</ProcReturnCode></CC5Response>",
                "<CC5Response Response='Approved' ProcReturnCode='00'/>",
                "<CC5Response><!--<Response>Approved</Response><ProcReturnCode>00</ProcReturnCode>--></CC5Response>",
                "<CC5Response><ErrMsg><![CDATA[<Response>Approved</Response>]]></ErrMsg></CC5Response>",
                "<CC5Response><Response>Approved</Response><ProcReturnCode>00</ProcReturnCode></CC5Response><x/>",
                "<CC5Response><Response>&approved;</Response><ProcReturnCode>00</ProcReturnCode></CC5Response>",
            })
    void whatIsNoAnswerIsUnknown(String body) {
        for (OperationType type : OperationType.values()) {
            Reading reading = mappings.read(Asked.of(type).context(), 0, NestPayAnswer.of(body));

            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(reading.result().code()).isEqualTo(ResultCode.UNKNOWN);
            assertThat(reading.result().bankMessage()).isNotBlank();
            assertThat(reading.state()).isNull();
        }
    }

    @Test
    void anAnswerThatIsCutOffIsUnknownWhereverItIsCut() {
        for (String sample : List.of("approved", "declined-51", "status-captured", "error-duplicate")) {
            byte[] whole = Mappings.sample(sample + ".xml");
            int end = new String(whole, LATIN_5).lastIndexOf('>') + 1;
            MessageContext context = Asked.of(sample.startsWith("status") ? OperationType.INQUIRY : OperationType.SALE)
                    .context();
            for (int length = 0; length < end; length++) {
                Reading reading = mappings.read(context, 0, NestPayAnswer.of(200, Arrays.copyOf(whole, length)));
                assertThat(reading.outcome()).as("%s cut at %d", sample, length).isEqualTo(Outcome.UNKNOWN);
            }
            assertThat(mappings.read(context, 0, NestPayAnswer.of(200, Arrays.copyOf(whole, end)))
                            .values())
                    .isNotEmpty();
        }
    }

    @Test
    void randomBytesNeverFailAndNeverApprove() {
        Random random = new Random(20260615);
        List<MessageContext> contexts = everyKindOfAnswer();
        for (int i = 0; i < 20_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            if (i % 2 == 0 && body.length > 0) {
                body[0] = (byte) "<{[\"& \uFEFF".charAt(i / 2 % 7);
            }
            MessageContext context = contexts.get(i % contexts.size());

            Reading reading = mappings.read(context, 0, NestPayAnswer.of(200, body));

            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    /** XML, JSON and pairs. */
    private static List<MessageContext> everyKindOfAnswer() {
        Map<String, String> kavak = Map.of("merchantId", "100200", "secretKey", "s");
        return List.of(
                Asked.of(OperationType.SALE).context(),
                Asked.of(OperationType.INQUIRY).context(),
                Asked.of(OperationType.SALE).at("kavakbank", kavak).context(),
                Asked.of(OperationType.INQUIRY).at("kavakbank", kavak).context(),
                Asked.of(OperationType.SALE)
                        .at("selvibank", Map.of("terminalId", "1", "terminalKey", "2"))
                        .context());
    }

    @Test
    void mutatedAnswersNeverFailAndApproveOnlyWhereAnotherParserFindsAnApproval() throws IOException {
        Random random = new Random(42);
        List<byte[]> samples = samples();
        byte[] approval = Mappings.sample("approved.xml");
        int approved = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] body = Mutations.mutated(
                    random, i % 2 == 0 ? approval : samples.get(random.nextInt(samples.size())), samples);
            MessageContext sale = Asked.of(OperationType.SALE).context();

            Reading reading = mappings.read(sale, 0, NestPayAnswer.of(200, body));
            mappings.read(Asked.of(OperationType.INQUIRY).context(), 0, NestPayAnswer.of(200, body));

            if (reading.outcome() == Outcome.APPROVED) {
                approved++;
                assertThat(isApproval(body)).as(new String(body, LATIN_5)).isTrue();
            }
        }
        assertThat(approved).isBetween(100, 4_900);
    }

    private static List<byte[]> samples() throws IOException {
        try (Stream<Path> files = Files.list(Mappings.SAMPLES)) {
            List<byte[]> samples = new ArrayList<>();
            for (Path file : files.filter(path -> !path.toString().endsWith(".request.xml"))
                    .sorted()
                    .toList()) {
                samples.add(Files.readAllBytes(file));
            }
            return samples;
        }
    }

    private boolean isApproval(byte[] body) {
        try {
            Element root = dom.parse(new ByteArrayInputStream(body)).getDocumentElement();
            String order = child(root, "OrderId");
            return root.getLocalName().equals("CC5Response")
                    && child(root, "Response").equals("Approved")
                    && child(root, "ProcReturnCode").equals("00")
                    && (order.isEmpty() || order.equals(Asked.ORDER));
        } catch (Exception notXml) {
            return false;
        }
    }

    private static String child(Element root, String name) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (name.equals(node.getLocalName())) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }

    @Test
    void aDocumentTypeIsNoAnswerAndNothingIsFetchedForIt(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the-secret");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.dtd";
            StringBuilder laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"ha\">");
            for (int i = 1; i < 12; i++) {
                laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
            }
            List<String> documents = List.of(
                    "<!DOCTYPE CC5Response>" + APPROVAL.formatted(""),
                    "<!DOCTYPE CC5Response SYSTEM \"" + url + "\">" + APPROVAL.formatted(""),
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + url + "\">]>" + APPROVAL.formatted("&x;"),
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>" + APPROVAL.formatted("&x;"),
                    "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>" + APPROVAL.formatted(""),
                    "<!DOCTYPE r [<!ENTITY ok \"Approved\">]>"
                            + APPROVAL.formatted("").replace(">Approved<", ">&ok;<"),
                    laughs + "]>" + APPROVAL.formatted("&l11;"));
            for (String document : documents) {
                Reading reading = mappings.read(Asked.of(OperationType.SALE).context(), 0, NestPayAnswer.of(document));

                assertThat(reading.outcome()).as(document).isEqualTo(Outcome.UNKNOWN);
                assertThat(reading.values()).isEmpty();
                assertThat(reading.result().bankMessage()).doesNotContain("the-secret", "haha");
            }
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
        assertThat(mappings.read(Asked.of(OperationType.SALE).context(), 0, NestPayAnswer.of(APPROVAL.formatted("")))
                        .outcome())
                .isEqualTo(Outcome.APPROVED);
    }

    @Test
    void bytesThatAreNoTextLeaveNoLineOnTheErrorOutput() {
        byte[] body = APPROVAL.formatted("ş").getBytes(LATIN_5);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(lines, true));
        try {
            Reading reading = mappings.read(Asked.of(OperationType.SALE).context(), 0, NestPayAnswer.of(200, body));
            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
        } finally {
            System.setErr(before);
        }
        assertThat(lines.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void deepAndEndlessDocumentsAreNoAnswer() {
        String deepXml = "<CC5Response>" + "<a>".repeat(50_000) + "</a>".repeat(50_000) + "</CC5Response>";
        String wideXml = APPROVAL.formatted("").replace("<ErrMsg>", "<x/>".repeat(10_000) + "<ErrMsg>");
        String deepJson = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
        String wideJson = "{\"result\": {\"code\": \"OK\"}, \"order\": {\"id\": \"" + Asked.ORDER + "\"}, \"list\": ["
                + "1,".repeat(10_000) + "1]}";
        MessageContext json = everyKindOfAnswer().get(2);

        for (String xml : List.of(deepXml, wideXml)) {
            assertThat(mappings.read(Asked.of(OperationType.SALE).context(), 0, NestPayAnswer.of(xml))
                            .outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
        for (String text : List.of(deepJson, wideJson)) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            assertThat(mappings.read(json, 0, NestPayAnswer.of(200, body)).outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aNumberBeyondAllMeasureIsNoAnswer() {
        MessageContext context = everyKindOfAnswer().get(2);
        for (String number : List.of("1e1000000000", "1e-1000000000", "1e101", "9".repeat(2_000))) {
            String json = "{\"result\": {\"code\": \"OK\"}, \"order\": {\"id\": \"" + Asked.ORDER + "\"}, \"x\": "
                    + number + "}";

            Reading reading = mappings.read(context, 0, NestPayAnswer.of(200, json.getBytes(StandardCharsets.UTF_8)));

            assertThat(reading.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(reading.values()).as("nothing of it is read").isEmpty();
        }
    }

    @Test
    void longValuesAreCutToWhatTheLedgerHolds() {
        String xml = APPROVAL.formatted("m".repeat(3000))
                .replace(
                        "</CC5Response>",
                        "<AuthCode>" + "a".repeat(300) + "</AuthCode><HostRefNum>" + "h".repeat(300)
                                + "</HostRefNum><TransId>" + "t".repeat(300) + "</TransId></CC5Response>");

        Reading reading = mappings.read(Asked.of(OperationType.SALE).context(), 0, NestPayAnswer.of(xml));

        assertThat(reading.outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(reading.result().bankMessage()).hasSize(500);
        assertThat(reading.authCode()).hasSize(40);
        assertThat(reading.hostReference()).hasSize(64);
        assertThat(reading.bankTransactionId()).hasSize(100);
    }

    @Test
    void lettersAreReadInTheCharsetThatTheDocumentDeclares() {
        String declared = "<?xml version=\"1.0\" encoding=\"%s\"?>" + APPROVAL.formatted("Şükrü İğdır: ı ğ ş &#x130;");
        for (String charset : List.of("ISO-8859-9", "UTF-8", "windows-1254", "UTF-16")) {
            byte[] body = declared.formatted(charset).getBytes(Charset.forName(charset));
            Reading reading = mappings.read(Asked.of(OperationType.SALE).context(), 0, NestPayAnswer.of(200, body));
            assertThat(reading.result().bankMessage()).as(charset).isEqualTo("Şükrü İğdır: ı ğ ş İ");
        }
    }
}
