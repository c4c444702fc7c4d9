package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PaymentRequest;

class XmlRequestsTest {
    private static final String PAYMENT = """
            <payment xmlns="urn:sanalpos:hub:1">
              <!-- any order -->
              <currency>TRY</currency>
              <amount> 129.90 </amount>
              <requestId>r-1</requestId>
              <card><number>4155650100416111</number><expiry>12/28</expiry><cvv>123</cvv><holder>ŞEYMA ÖZ</holder></card>
              <customer><email>a@example.com</email></customer>
              <metadata><entry key="k">v</entry></metadata>
            </payment>
            """;

    private final XmlRequests requests = Intake.xml();

    @Test
    void aPaymentBecomesTheSameModelAsInJson() {
        String json = """
                {"currency":"TRY","amount":"129.90","requestId":"r-1","metadata":{"k":"v"},"customer":{"email":"a@example.com"},
                 "card":{"number":"4155650100416111","expiry":"12/28","cvv":"123","holder":"ŞEYMA ÖZ"}}
                """;

        assertThat(read(PAYMENT))
                .isEqualTo(
                        Intake.json().read(json.getBytes(StandardCharsets.UTF_8), "CLEAR", "queue", "fallback", true));
    }

    @Test
    void aFollowUpIsRead() {
        Command command = read(
                "<f:followUp xmlns:f='urn:sanalpos:hub:1'><f:operation>void</f:operation><f:transactionCode>T1</f:transactionCode></f:followUp>");

        assertThat(command).isInstanceOfSatisfying(Command.FollowUp.class, followUp -> {
            assertThat(followUp.request().operation()).isEqualTo(OperationType.VOID);
            assertThat(followUp.origin().requestKey()).isEqualTo("fallback");
        });
    }

    @Test
    void theDeclaredEncodingIsUsed() {
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?>" + PAYMENT;

        Command command = requests.read(text.getBytes(Charset.forName("ISO-8859-9")), "CLEAR", "queue", null, true);

        assertThat(request(command).card().holder()).isEqualTo("ŞEYMA ÖZ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount | <amount> 129.90 </amount> | <amount>129,90</amount>",
                "amount | <amount> 129.90 </amount> | ''",
                "amount | <amount> 129.90 </amount> | <amount>1</amount><amount>2</amount>",
                "cardJwe | <customer> | <cardJwe>x</cardJwe><customer>",
                "customer.gsm | <customer> | <customer><gsm>1</gsm>",
                "card.expiry | 12/28 | 12-28",
                "card.number | 4155650100416111 | 4155650100416112",
                "card.cvv | <cvv>123</cvv> | ''",
                "operation | <customer> | <operation>refund</operation><customer>",
                "paymentId | <customer> | <paymentId>01JD0000000000000000000000</paymentId><customer>",
                "body | <customer> | stray text<customer>",
                "metadata.entry | key=\"k\" | name=\"k\""
            })
    void aWrongElementIsNamedAndNoCardIsRepeated(String field, String right, String wrong) {
        var problem = Intake.problem(() -> read(PAYMENT.replace(right, wrong)));

        assertThat(problem.problem().errors()).extracting("field").contains(field);
        assertThat(problem.problem().toString()).doesNotContain("415565010041611");
    }

    @Test
    void severalFaultsAreToldAtOnce() {
        String body = PAYMENT.replace("TRY", "lira").replace("12/28", "0").replace("<metadata>", "<note/><metadata>");

        assertThat(Intake.fields(() -> read(body))).containsExactlyInAnyOrder("currency", "card.expiry", "note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<payment/>",
                "<requests xmlns='urn:sanalpos:hub:1'/>",
                "<payment xmlns='urn:sanalpos:hub:1'><amount>1</payment>",
                "<payment xmlns='urn:sanalpos:hub:1'>4155650100416111</pay>",
                "<?xml version='1.0' encoding='no-such'?><payment xmlns='urn:sanalpos:hub:1'/>"
            })
    void whatIsNotARequestIsRefused(String body) {
        var problem = Intake.problem(() -> read(body));

        assertThat(problem.problem().status()).isEqualTo(400);
        assertThat(problem.problem().toString()).doesNotContain("4155650100416111");
    }

    @Test
    void outsideEntitiesAreRefused() {
        String body =
                "<!DOCTYPE payment [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + PAYMENT.replace("ŞEYMA ÖZ", "&x;");

        assertThat(Intake.problem(() -> read(body))).hasMessageContaining("document type");
    }

    @Test
    void entitiesThatExplodeAreRefused() {
        StringBuilder type = new StringBuilder("<!DOCTYPE payment [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            type.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
        }
        String body = type + "]>" + PAYMENT.replace("ŞEYMA ÖZ", "&a29;");

        assertThat(Intake.problem(() -> read(body))).hasMessageContaining("document type");
    }

    @Test
    void depthIsBounded() {
        String body = "<payment xmlns='urn:sanalpos:hub:1'>" + "<a>".repeat(1000) + "</a>".repeat(1000) + "</payment>";

        assertThat(Intake.problem(() -> read(body))).hasMessageContaining("deep");
    }

    private static PaymentRequest request(Command command) {
        return ((Command.Pay) command).request();
    }

    private Command read(String body) {
        return requests.read(body.getBytes(StandardCharsets.UTF_8), "CLEAR", "queue", "fallback", true);
    }
}
