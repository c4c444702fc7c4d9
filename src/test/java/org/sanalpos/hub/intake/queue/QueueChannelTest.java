package org.sanalpos.hub.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.cardkeys.CardKeys;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Scope;
import org.sanalpos.hub.virtualpos.CompanySettings;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueChannelTest {
    private static final String CARD = "4155650100416111";
    private static final String PAYMENT = """
            {"requestId":"%s","operation":"sale","secure":"none","channel":"moto","amount":"129.90","currency":"TRY",
             "card":{"number":"4155650100416111","expiry":"12/28","cvv":"123","holder":"AYŞE YILMAZ"}}""";

    @TempDir
    static Path home;

    private final List<Command> taken = new CopyOnWriteArrayList<>();
    private QueueHub hub;
    private QueueClient acme;
    private QueueClient operator;

    @BeforeAll
    void start() {
        hub = QueueHub.start(home);
        hub.company("ACME", CompanySettings.DEFAULTS);
        hub.company("BETA", CompanySettings.DEFAULTS);
        AddressSettings settings =
                hub.broker().getActiveMQServer().getAddressSettingsRepository().getMatch("sanalpos.requests");
        assertThat(settings.getRedeliveryDelay()).isEqualTo(1000);
        settings.setRedeliveryDelay(10).setMaxRedeliveryDelay(20);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @BeforeEach
    void connect() throws JMSException {
        taken.clear();
        hub.onSubmit(command -> {
            taken.add(command);
            return new Answer(201, "PAY1", "{\"id\":\"PAY1\",\"status\":\"captured\"}", false);
        });
        acme = new QueueClient(hub.connect("ACME", hub.key("ACME")));
        operator = new QueueClient(hub.connect("anyone", hub.key(null)));
    }

    @AfterEach
    void disconnect() throws JMSException {
        acme.close();
        operator.close();
    }

    @Test
    void aJsonRequestIsAnsweredWithItsCorrelation() throws JMSException {
        TextMessage request = acme.text(PAYMENT.formatted("r-1"));
        request.setJMSCorrelationID("my-1");
        TextMessage answer = acme.ask(request);

        assertThat(answer.getText()).isEqualTo("{\"id\":\"PAY1\",\"status\":\"captured\"}");
        assertThat(answer.getJMSCorrelationID()).isEqualTo("my-1");
        assertThat(answer.getStringProperty("status")).isEqualTo("captured");
        assertThat(answer.getStringProperty("paymentId")).isEqualTo("PAY1");
        assertThat(answer.getIntProperty("httpStatus")).isEqualTo(201);
        Command.Pay pay = (Command.Pay) taken.get(0);
        assertThat(pay.origin().company()).isEqualTo("ACME");
        assertThat(pay.origin().source()).isEqualTo("queue");
        assertThat(pay.origin().requestKey()).isEqualTo("r-1");
        assertThat(pay.origin().waitForFirst()).isTrue();
        assertThat(pay.request().card().number()).isEqualTo(CARD);
        assertThat(pay.request().card().holder()).isEqualTo("AYŞE YILMAZ");
    }

    @Test
    void anXmlRequestInBytesWithoutAnIdIsKnownByItsMessageId() throws JMSException {
        var request = acme.bytes("""
                <?xml version="1.0" encoding="UTF-8"?>
                <followUp xmlns="urn:sanalpos:hub:1"><operation>refund</operation><transactionCode>TX-1</transactionCode><amount>10.00</amount></followUp>
                """);
        TextMessage answer = acme.ask(request);
        assertThat(answer.getStringProperty("status")).isEqualTo("captured");
        assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        Command.FollowUp followUp = (Command.FollowUp) taken.get(0);
        assertThat(followUp.origin().requestKey()).isEqualTo(request.getJMSMessageID());
        assertThat(followUp.request().transactionCode()).isEqualTo("TX-1");
    }

    @Test
    void anXmlTextMayDeclareAnyEncoding() throws JMSException {
        TextMessage answer = acme.ask(acme.text(
                "<?xml version=\"1.0\" encoding=\"windows-1254\"?><followUp xmlns=\"urn:sanalpos:hub:1\"><operation>void</operation>"
                        + "<transactionCode>TX-Ş</transactionCode></followUp>"));
        assertThat(answer.getStringProperty("contentType")).as(answer.getText()).isEqualTo("application/json");
        assertThat(((Command.FollowUp) taken.get(0)).request().transactionCode())
                .isEqualTo("TX-Ş");
    }

    @Test
    void anErrorBringsTheSameRequestBackUntilItIsTaken() throws JMSException {
        hub.onSubmit(command -> {
            taken.add(command);
            if (taken.size() < 4) {
                throw new IllegalStateException("database away");
            }
            return new Answer(201, "PAY1", "{\"status\":\"declined\"}", false);
        });
        TextMessage request = acme.text(PAYMENT.replace("\"requestId\":\"%s\",", ""));
        assertThat(acme.ask(request).getStringProperty("status")).isEqualTo("declined");
        assertThat(taken).hasSize(4);
        assertThat(taken.stream().map(command -> command.origin().requestKey()).distinct())
                .containsExactly(request.getJMSMessageID());
    }

    @Test
    void aRequestThatAlwaysFailsIsGivenUpWithItsReason() throws JMSException {
        hub.onSubmit(command -> {
            taken.add(command);
            throw new IllegalStateException("disk full at card " + CARD);
        });
        TextMessage answer = acme.ask(acme.text(PAYMENT.formatted("r-2")));
        assertThat(answer.getStringProperty("contentType")).isEqualTo("application/problem+json");
        assertThat(answer.getStringProperty("status")).isEqualTo("failed");
        assertThat(taken).hasSize(10);

        TextMessage dead = operator.take("sanalpos.dead");
        assertThat(dead.getStringProperty("reason"))
                .isEqualTo("failed 10 times, last: IllegalStateException: disk full at card 415565******6111");
        assertThat(dead.getText())
                .contains("\"415565******6111\"", "\"cvv\":null")
                .doesNotContain(CARD, "123");
        assertThat(dead.getStringProperty("user")).isEqualTo("ACME");
    }

    @Test
    void anInvalidRequestIsAnsweredWithItsProblemAndKeptMasked() throws JMSException {
        TextMessage request = acme.text(PAYMENT.formatted("r-3").replace("129.90", "129,9x"));
        request.setJMSCorrelationID("my-3");
        TextMessage answer = acme.ask(request);
        assertThat(answer.getStringProperty("contentType")).isEqualTo("application/problem+json");
        assertThat(answer.getStringProperty("status")).isEqualTo("refused");
        assertThat(answer.getText()).contains("\"status\":400", "\"field\":\"amount\"");
        assertThat(taken).isEmpty();

        TextMessage dead = operator.take("sanalpos.dead");
        assertThat(dead.getStringProperty("reason")).startsWith("amount: ");
        assertThat(dead.getJMSCorrelationID()).isEqualTo("my-3");
        assertThat(dead.getStringProperty("originalMessageId")).isEqualTo(request.getJMSMessageID());
        assertThat(dead.getText())
                .contains("\"415565******6111\"", "\"cvv\":null")
                .doesNotContain(CARD, "123");
    }

    @Test
    void aBodyThatIsNoRequestAtAllIsDead() throws JMSException {
        acme.send(acme.text("amount=1 card=4155 6501 0041 6112 cvv=123"));
        assertThat(acme.answer().getText()).contains("\"field\":\"body\"");
        assertThat(operator.take("sanalpos.dead").getText()).isEqualTo("amount=1 card=415565******6112 cvv=\"\"");
    }

    @Test
    void anEncryptedCardIsNotKeptWithADeadRequest() throws JMSException {
        String jwe = CardJwe.of(
                hub.bean(CardKeys.class).usable().get(0).publicKey(),
                "{\"number\":\"4155650100416111\",\"expiry\":\"12/28\",\"cvv\":\"123\"}");
        String key = jwe.split("\\.")[1].substring(0, 40);
        for (String body : List.of(
                "{\"amount\":\"x\",\"currency\":\"TRY\",\"cardJwe\":\"%s\"}",
                "{\"amount\":\"1.00\",\"currency\":\"TRY\",\"card\":\"%s\"}",
                "{\"amount\":\"1.00\",\"kart_jwe\":\"%s",
                "<payment xmlns='urn:sanalpos:hub:1'><amount>x</amount><currency>TRY</currency><cardJwe>%s</cardJwe></payment>")) {
            assertThat(acme.ask(acme.text(body.formatted(jwe))).getText())
                    .contains("\"status\":400")
                    .doesNotContain(key, CARD);
            assertThat(operator.take("sanalpos.dead").getText())
                    .contains("amount")
                    .doesNotContain(key);
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void aRefusalGoesToTheSenderAlone() throws JMSException {
        hub.onSubmit(command -> {
            throw ProblemException.conflict("The payment is voided");
        });
        assertThat(acme.ask(acme.text(PAYMENT.formatted("r-4"))).getText()).contains("\"status\":409");

        TextMessage silent = acme.text(PAYMENT.formatted("r-5"));
        silent.setJMSReplyTo(null);
        acme.send(silent);
        TextMessage dead = operator.take("sanalpos.dead");
        assertThat(dead.getText()).contains("r-5");
        assertThat(dead.getStringProperty("reason")).isEqualTo("The payment is voided");
    }

    @Test
    void aCompanyCannotSpeakForAnother() throws JMSException {
        TextMessage request = acme.text(PAYMENT.formatted("r-6"));
        request.setStringProperty("company", "BETA");
        TextMessage answer = acme.ask(request);
        assertThat(answer.getText()).contains("\"status\":404", "There is no company 'BETA'");
        assertThat(operator.take("sanalpos.dead").getStringProperty("reason")).contains("no company 'BETA'");

        assertThat(acme.ask(acme.text(PAYMENT.formatted("r-7").replaceFirst("\\{", "{\"company\":\"BETA\",")))
                        .getText())
                .contains("\"field\":\"company\"");
        operator.take("sanalpos.dead");
        assertThat(taken).isEmpty();
    }

    @Test
    void anOperatorNamesTheCompany() throws JMSException {
        TextMessage request = operator.text(PAYMENT.formatted("r-8"));
        request.setStringProperty("company", "BETA");
        assertThat(operator.ask(request).getStringProperty("status")).isEqualTo("captured");
        assertThat(taken.get(0).origin().company()).isEqualTo("BETA");

        TextMessage inBody = operator.text(PAYMENT.formatted("r-9").replaceFirst("\\{", "{\"company\":\"BETA\","));
        assertThat(operator.ask(inBody).getStringProperty("status")).isEqualTo("captured");

        TextMessage nobody = operator.text(PAYMENT.formatted("r-10"));
        nobody.setStringProperty("company", "NOBODY");
        assertThat(operator.ask(nobody).getText()).contains("\"status\":404");
        operator.take("sanalpos.dead");
    }

    @Test
    void aKeyDoesWhatItsScopesAllow() throws JMSException {
        try (QueueClient seller = new QueueClient(hub.connect("ACME", hub.key("ACME", Scope.PAYMENTS_WRITE)))) {
            TextMessage answer =
                    seller.ask(seller.text("{\"operation\":\"refund\",\"paymentId\":\"01JD0000000000000000000000\"}"));
            assertThat(answer.getText()).contains("refunds:write");
            assertThat(seller.ask(seller.text(PAYMENT.formatted("r-11"))).getStringProperty("status"))
                    .isEqualTo("captured");
        }
    }

    @Test
    void propertiesOfASenderSteerNothing() throws JMSException {
        TextMessage request = acme.text(PAYMENT.formatted("r-12"));
        request.setStringProperty("CamelJmsDestinationName", "sanalpos.dead");
        request.setStringProperty("CamelFileName", "../../evil");
        request.setStringProperty("CamelBeanMethodName", "toString");
        request.setStringProperty("status", "evil");
        request.setStringProperty("sanalposScopes", "");
        TextMessage answer = acme.ask(request);
        assertThat(answer.getStringProperty("status")).isEqualTo("captured");
        assertThat(Stream.of("CamelJmsDestinationName", "CamelFileName", "CamelBeanMethodName")
                        .map(name -> property(answer, name))
                        .filter(Objects::nonNull))
                .isEmpty();
    }

    @Test
    void anAnswerNeverLandsInTheQueueOfAnother() throws JMSException {
        try (QueueClient beta = new QueueClient(hub.connect("BETA", hub.key("BETA")));
                var replies = beta.session().createConsumer(beta.session().createQueue("sanalpos.replies.BETA"));
                var results = beta.session().createConsumer(beta.session().createQueue("sanalpos.results.BETA"))) {
            for (String foreign :
                    new String[] {"sanalpos.replies.BETA", "sanalpos.results.BETA", "sanalpos.requests"}) {
                TextMessage request = acme.text(PAYMENT.formatted("r-13"));
                request.setJMSReplyTo(acme.session().createQueue(foreign));
                acme.send(request);
            }
            acme.ask(acme.text(PAYMENT.formatted("r-14")));
            assertThat(taken).hasSizeGreaterThanOrEqualTo(1);
            assertThat(replies.receiveNoWait()).isNull();
            assertThat(results.receiveNoWait()).isNull();

            TextMessage own = beta.text(PAYMENT.formatted("r-15"));
            own.setJMSReplyTo(beta.session().createQueue("sanalpos.replies.BETA"));
            beta.send(own);
            assertThat(replies.receive(20_000)).isNotNull();
        }
    }

    @Test
    void aMessageAboveTheLimitIsRefused() throws JMSException {
        String blanks = " ".repeat(66_000);
        assertThat(acme.ask(acme.bytes(PAYMENT.formatted("r-16") + blanks)).getText())
                .contains("at most 65536 are taken");
        assertThat(operator.take("sanalpos.dead").getStringProperty("reason")).contains("at most 65536");
        assertThatThrownBy(() -> acme.send(acme.text(blanks))).hasMessageContaining("at most 65536 bytes");
        assertThatThrownBy(() -> acme.send(acme.session().createObjectMessage("x")))
                .hasMessageContaining("a text message or a bytes message");
        assertThat(taken).isEmpty();
    }

    @Test
    void noPropertyHoldsACardNumberForTheBrokerKeepsItAsItIs() throws JMSException {
        TextMessage correlated = acme.text(PAYMENT.formatted("r-17"));
        correlated.setJMSCorrelationID("5555-5555-5555-4444");
        TextMessage counted = acme.text(PAYMENT.formatted("r-18"));
        counted.setLongProperty("card", 5555555555554444L);

        assertThatThrownBy(() -> acme.send(correlated))
                .hasMessageContaining("JMSCorrelationID must not hold a card number")
                .hasMessageNotContaining("4444");
        assertThatThrownBy(() -> acme.send(counted)).hasMessageContaining("card must not hold a card number");
        assertThat(taken).isEmpty();
    }

    @Test
    void aMessageThatNamesNoQueueIsRefused() throws Exception {
        try (ServerLocator locator =
                        ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + hub.port() + "?producerWindowSize=-1");
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession("ACME", hub.key("ACME"), false, true, true, false, 0);
                ClientProducer producer = session.createProducer()) {
            producer.send("sanalpos.requests", request(session, "r-19"));

            assertThatThrownBy(() -> producer.send(request(session, "r-20")))
                    .hasMessageContaining("has to name its queue");
        }
    }

    private static ClientMessage request(ClientSession session, String id) {
        ClientMessage request = session.createMessage(Message.BYTES_TYPE, true);
        request.putStringProperty("sanalposScopes", "payments:write");
        request.getBodyBuffer().writeBytes(PAYMENT.formatted(id).getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static String property(TextMessage message, String name) {
        try {
            return message.getStringProperty(name);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
