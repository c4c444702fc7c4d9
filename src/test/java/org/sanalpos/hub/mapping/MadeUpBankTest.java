package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.ResultCode;

/** Banks and dialects that exist only as files beside this test: the hub takes them with no Java. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MadeUpBankTest {
    private static final String SECRET = "gizli-anahtar-1";
    private static final String TERMINAL_KEY = "K3y|ğ";

    private BankMappings mappings;

    @BeforeAll
    void load() {
        mappings = Mappings.madeUp();
    }

    static Asked kavakSale() {
        return Asked.of(OperationType.SALE).at("kavakbank", Map.of("merchantId", "100200", "secretKey", SECRET));
    }

    private static Asked selviSale() {
        return Asked.of(OperationType.SALE).at("selvibank", Map.of("terminalId", "T&1", "terminalKey", TERMINAL_KEY));
    }

    @Test
    void aBankOfAKnownDialectIsOneFile() {
        Bank bank = mappings.catalogue().find("vadibank").orElseThrow();

        assertThat(bank.name()).isEqualTo("Vadi Bankası");
        assertThat(bank.dialect()).isEqualTo("nestpay");
        assertThat(bank.currencies()).containsExactly("TRY", "USD");
        assertThat(bank.operations())
                .containsExactly(OperationType.SALE, OperationType.VOID, OperationType.REFUND, OperationType.INQUIRY);
        assertThat(bank.installments()).isEqualTo(9);
        assertThat(bank.timeouts())
                .isEqualTo(new Bank.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(40)));
        assertThat(bank.credentials())
                .extracting(CredentialField::name)
                .containsExactly("clientId", "username", "password", "storeKey", "hostedModel");
        assertThat(bank.endpoints().get("sandbox"))
                .isEqualTo(Map.of("api", "/sandbox/vadibank/fim/api", "threeDGate", "/sandbox/vadibank/fim/est3Dgate"));

        Map<String, String> credentials = Map.of("clientId", "1", "username", "U", "password", "P");
        BankRequest request = mappings.request(
                Asked.of(OperationType.SALE).at("vadibank", credentials).context(), 0, "");
        assertThat(request.url()).isEqualTo("https://vpos.vadibank.example/fim/api");
        assertThat(request.shown()).contains("<Mode>T</Mode>", "<Name>U</Name>");
        assertThat(request.timeouts()).isEqualTo(bank.timeouts());
    }

    @Test
    void anXmlDocumentIsAsciiWhateverTheLetters() {
        Map<String, String> credentials = Map.of("clientId", "1", "username", "U", "password", "P");
        Asked asked = Asked.of(OperationType.SALE)
                .at("vadibank", credentials)
                .holder("Ali & <Veli> \"A\" 'B' ]]> ÇŞİğı ßé 漢 \uD83D\uDE00");

        byte[] body = mappings.request(asked.context(), 0, "").body();

        String document = URLDecoder.decode(new String(body, StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        assertThat(document)
                .contains("<BillTo><Name>Ali &amp; &lt;Veli&gt; &quot;A&quot; &apos;B&apos; ]]&gt; "
                        + "&#199;&#350;&#304;&#287;&#305; &#223;&#233; &#28450; &#128512;</Name></BillTo>");
    }

    @Test
    void aJsonDocumentIsSignedOverExactlyTheBytesThatAreSent() throws GeneralSecurityException {
        Asked asked = kavakSale()
                .order("HUB7K2M9QX4TB8VN3RZ5ABCD")
                .amount("1234.05", "EUR")
                .installments(3)
                .holder("ŞÜKRÜ \"ÇAĞLAYAN\"\\İĞDIR")
                .description("satır 1\nsatır 2\tson\u0001 </script> 50%");

        BankRequest request = mappings.request(asked.context(), 0, "");

        String body = new String(request.body(), StandardCharsets.UTF_8);
        String nonce = body.replaceAll("(?s).*\"nonce\": \"([0-9a-f]{12})\".*", "$1");
        assertThat(nonce).matches("[0-9a-f]{12}");
        assertThat(body).isEqualTo("""
                        {
                          "merchant": "100200", "version": 2,
                          "at": "2026-06-15T14:05:09", "nonce": "%s",
                          "order": {"id": "HUB7K2M9QX4TB8VN3RZ5ABCD", "amount": 123405, "currency": "EU",
                            "installments": 3, "text": "satır 1\\nsatır 2\\tson\\u0001 </script> 50%%"},
                          "card": {"number": "4546711234567894", "expiry": "203012", "cvv": "000", "holder": "ŞÜKRÜ \\"ÇAĞLAYAN\\"\\\\İĞDIR"}
                        }""".formatted(nonce));
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        assertThat(request.headers())
                .isEqualTo(Map.of(
                        "X-Signature",
                        Base64.getEncoder().encodeToString(mac.doFinal(request.body())),
                        "X-Terminal",
                        "VP000042/100200"));
        assertThat(request.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(request.url()).isEqualTo("https://api.kavakbank.example/v1");
        assertThat(mappings.transactionCodeLength("kavakbank")).isEqualTo(24);
        // The text that is kept is the same message, its time and random values too.
        assertThat(request.shown())
                .isEqualTo(body.replace(Asked.PAN, "454671******7894").replace("\"cvv\": \"000\"", "\"cvv\": \"***\""));
    }

    @Test
    void aSignatureIsOverTheBytesOfTheDocumentsOwnCharset() throws GeneralSecurityException {
        Asked asked = Asked.of(OperationType.REFUND)
                .at("kavakbank", Map.of("merchantId", "100200", "secretKey", SECRET))
                .after(Asked.approved(OperationType.SALE, Map.of("batch", "77")))
                .part("29.90")
                .description("iade şğıİ € 漢");

        BankRequest request = mappings.request(asked.context(), 0, "");

        assertThat(new String(request.body(), Charset.forName("ISO-8859-9")))
                .isEqualTo("{\"order\": \"HUB7K2M9QX4TB8VN3RZ5\", \"payment\": \"26166JkSc17204\", \"batch\": \"77\", "
                        + "\"amount\": 2990, \"text\": \"iade şğıİ \\u20ac \\u6f22\"}");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(request.body());
        assertThat(request.headers())
                .isEqualTo(Map.of("X-Signature", HexFormat.of().withUpperCase().formatHex(digest)));
    }

    @Test
    void aHeaderThatAValueWouldBreakIsNotSent() {
        for (String merchant : List.of("100200\r\nHost: elsewhere", "100200\0", "yüz")) {
            Asked asked = kavakSale().at("kavakbank", Map.of("merchantId", merchant, "secretKey", SECRET));

            assertThatThrownBy(() -> mappings.request(asked.context(), 0, ""))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("request.headers.X-Terminal: expected printable ASCII characters");
        }
    }

    @Test
    void aHeaderWithNothingInItIsNotSent() {
        Map<String, String> credentials = Map.of("merchantId", "100200", "secretKey", SECRET);
        Asked unknown = Asked.of(OperationType.REFUND)
                .at("kavakbank", credentials)
                .after(Asked.approved(OperationType.SALE, Map.of("batch", "77")));

        assertThat(mappings.request(unknown.context(), 0, "").headers()).containsOnlyKeys("X-Signature");
        Asked known = unknown.customer(new Customer(null, "ayse@example.com", null, null));
        assertThat(mappings.request(known.context(), 0, "").headers()).containsEntry("X-Customer", "ayse@example.com");
    }

    @Test
    void theSecondRoundTripOfASaleUsesTheAnswerToTheFirst() throws GeneralSecurityException {
        Asked asked = selviSale()
                .amount("129.90", "TRY")
                .installments(6)
                .holder("ŞÜKRÜ ÇAĞLAYAN-İĞDIR")
                .description("a+b / c = d & e%20\"'<ı>");
        assertThat(mappings.steps(asked.context())).isEqualTo(2);

        BankRequest open = mappings.request(asked.context(), 0, "");
        assertThat(open.url()).isEqualTo("https://pos.selvibank.example/open");
        assertThat(text(open)).isEqualTo("TerminalId=T%261&Order=HUB7K2M9QX4TB8VN3RZ5&Time=20260615140509");

        Reading opened = mappings.read(asked.context(), 0, answered("Result=0;;Token=ab=c+1/2;;Text=Tamam"));
        assertThat(opened.outcome()).isEqualTo(Outcome.APPROVED);

        asked.answers(Map.of(open.message(), opened.values()));
        BankRequest pay = mappings.request(asked.context(), 1, "");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TERMINAL_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String hash = HexFormat.of()
                .formatHex(mac.doFinal("T&1HUB7K2M9QX4TB8VN3RZ512990ab=c+1/2".getBytes(StandardCharsets.UTF_8)));
        assertThat(pay.url()).isEqualTo("https://pos.selvibank.example/pay");
        assertThat(text(pay))
                .isEqualTo("TerminalId=T%261&Token=ab%3Dc%2B1%2F2&Order=HUB7K2M9QX4TB8VN3RZ5&Amount=129%2C90"
                        + "&Installments=06&Pan=4546711234567894&Expiry=1230&Cvv=000"
                        + "&Holder=%C5%9E%C3%9CKR%C3%9C+%C3%87A%C4%9ELAYAN-%C4%B0%C4%9EDIR"
                        + "&Text=a%2Bb+%2F+c+%3D+d+%26+e%2520%22%27%3C%C4%B1%3E&Hash=" + hash);
    }

    @Test
    void aSecondMessageWithoutWhatTheFirstAnswerMustHoldIsNotMade() {
        Asked asked = selviSale().answers(Map.of("open", Map.of("Result", "0")));

        assertThatThrownBy(() -> mappings.request(asked.context(), 1, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("selvi/pay: the message cannot be made, line 2");
    }

    @Test
    void pairsAreReadInTheCharsetOfTheAnswer() {
        MessageContext context = selviSale().context();
        String approval =
                "Result=0;;Auth=123456;;Order=HUB7K2M9QX4TB8VN3RZ5;;Amount=129.90;;Kurus=12990;;Text=Onaylandı, iyi günler: Şİğ";

        Reading reading = mappings.read(
                context,
                1,
                new BankReply.Answered(200, "text/plain", approval.getBytes(Charset.forName("windows-1254"))));

        assertThat(reading.outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(reading.authCode()).isEqualTo("123456");
        assertThat(reading.result().bankMessage()).isEqualTo("Onaylandı, iyi günler: Şİğ");
        assertThat(outcome(context, 1, approval.replace("129.90", "129.91"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 1, approval.replace("12990", "12991"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 1, approval.replace("Result=0", "Result=05")))
                .isEqualTo(Outcome.DECLINED);
        assertThat(outcome(context, 1, approval.replace("Result=0;;", ""))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 1, approval.replace("Result=0", "result=0")))
                .isEqualTo(Outcome.APPROVED);
        assertThat(outcome(context, 1, approval + ";;RESULT=5")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aRefusalTellsNothingThatOnlyAnApprovalTells() {
        String approval = "Result=0;;Auth=123456;;Text=Tamam";

        Reading approved = mappings.read(selviSale().context(), 1, answered(approval));
        Reading refused = mappings.read(selviSale().context(), 1, answered(approval.replace("Result=0", "Result=05")));

        assertThat(approved.authCode()).isEqualTo("123456");
        assertThat(refused.outcome()).isEqualTo(Outcome.DECLINED);
        assertThat(refused.authCode()).isNull();
        assertThat(refused.result().bankMessage()).isEqualTo("Tamam");
    }

    @Test
    void jsonAnswersAreApprovedPendingDeclinedOrForeign() {
        MessageContext context = kavakSale().context();
        String approval = """
                {"result": {"code": "OK", "text": "Onaylandı"}, "order": {"id": "HUB7K2M9QX4TB8VN3RZ5", "amount": 12990, "currency": "TL"},
                 "payment": {"id": 77001, "auth": "A1B2C3", "rrn": "616609481125", "batch": 12, "note": null, "lines": ["a", "b"]}}
                """;

        Reading approved = mappings.read(context, 0, answered(approval));
        assertThat(approved.outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(approved.authCode()).isEqualTo("A1B2C3");
        assertThat(approved.hostReference()).isEqualTo("616609481125");
        assertThat(approved.bankTransactionId()).isEqualTo("77001");
        assertThat(approved.kept()).isEqualTo(Map.of("batch", "12"));
        assertThat(approved.values()).containsEntry("payment/lines", "a").containsEntry("payment/lines[2]", "b");

        assertThat(outcome(context, 0, approval.replace("12990", "12991"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 0, approval.replace("\"TL\"", "\"EU\""))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 0, approval.replace("HUB7", "HUB8"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 0, approval.replace("\"OK\"", "\"WAIT\""))).isEqualTo(Outcome.PENDING);
        assertThat(outcome(context, 0, approval + "{}")).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome(context, 0, "[" + approval + "]")).isEqualTo(Outcome.UNKNOWN);
        // A document that says two things at once is not believed.
        assertThat(outcome(
                        context, 0, approval.replace("{\"code\": \"OK\"", "{\"code\": \"NOFUNDS\", \"code\": \"OK\"")))
                .isEqualTo(Outcome.UNKNOWN);

        Reading declined = mappings.read(context, 0, answered(approval.replace("\"OK\"", "\"NOFUNDS\"")));
        assertThat(declined.outcome()).isEqualTo(Outcome.DECLINED);
        assertThat(declined.result().code()).isEqualTo(ResultCode.INSUFFICIENT_FUNDS);
        assertThat(declined.result().messageTr()).startsWith("Kartınızın limiti");

        Reading late = mappings.read(context, 0, answered(approval.replace("\"OK\"", "\"LATE\"")));
        assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(late.result().code()).isEqualTo(ResultCode.ISSUER_UNAVAILABLE);
        assertThat(late.result().retryable()).isFalse();
        assertThat(late.result().messageTr()).isEqualTo("Sonuç henüz belli değil");
    }

    @Test
    void amountsInMajorUnitsAreCountedInMinorOnes() {
        MessageContext context = Asked.of(OperationType.INQUIRY)
                .at("kavakbank", Map.of("merchantId", "100200", "secretKey", SECRET))
                .context();

        assertThat(captured(context, "129.9")).isEqualTo(12990);
        assertThat(captured(context, "\"129.90\"")).isEqualTo(12990);
        assertThat(captured(context, "129")).isEqualTo(12900);
        for (String odd : new String[] {"129.999", "-1", "\"129,90\"", "\"12 990\"", "\"1e2147483647\"", "\"\""}) {
            assertThat(captured(context, odd)).as(odd).isNull();
        }
        Reading beyondMeasure = mappings.read(context, 0, answered("{\"state\": \"PAID\", \"paid\": 1e400}"));
        assertThat(beyondMeasure.state()).isNull();
    }

    @Test
    void anAmountIsReadOnlyWhereItsConditionHolds() {
        MessageContext context = Asked.of(OperationType.INQUIRY)
                .at("kavakbank", Map.of("merchantId", "100200", "secretKey", SECRET))
                .context();

        Reading reading = mappings.read(context, 0, answered("{\"state\": \"NONE\", \"paid\": 129.9}"));

        assertThat(reading.state()).isEqualTo(InquiredState.NOT_FOUND);
        assertThat(reading.capturedMinor()).isNull();
    }

    private Long captured(MessageContext context, String paid) {
        Reading reading = mappings.read(context, 0, answered("{\"state\": \"PAID\", \"paid\": " + paid + "}"));
        assertThat(reading.state()).isEqualTo(InquiredState.CAPTURED);
        return reading.capturedMinor();
    }

    private Outcome outcome(MessageContext context, int step, String answer) {
        return mappings.read(context, step, answered(answer)).outcome();
    }

    private static BankReply.Answered answered(String text) {
        return new BankReply.Answered(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(BankRequest request) {
        return new String(request.body(), StandardCharsets.US_ASCII);
    }
}
