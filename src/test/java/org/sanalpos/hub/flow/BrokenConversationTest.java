package org.sanalpos.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.intake.JsonRequests;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Origin;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.routing.PosChooser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The hub itself fails in the middle of its conversation with a bank. */
@HubTest
class BrokenConversationTest {
    private static final Exception FAILURE = new IllegalStateException("made by the test");

    @Autowired
    JsonRequests json;

    @Autowired
    PosChooser chooser;

    @Autowired
    Acceptance acceptance;

    @Autowired
    BankConversation conversation;

    @Autowired
    Closing closing;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPaymentIsWrittenDownTogetherWithTheMessageThatIsAboutToGoOut() {
        BankTask task = begun();

        assertThat(task.isReady()).isTrue();
        assertThat(jdbc.sql("select count(*) from bank_call where operation_id = ? and transport is null")
                        .param(task.operation().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatMayHaveGoneOutIsNotCalledUnsent() {
        assertThat(closed(conversation.broken(begun(), FAILURE)).status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void whatWasNotEvenMadeIsCalledUnsent() {
        BankTask task = begun();
        BankTask unmade = BankTask.begin(task.payment(), task.operation(), task.account(), task.card())
                .of(1);

        assertThat(closed(conversation.broken(unmade, FAILURE)).status()).isEqualTo(PaymentStatus.FAILED);
    }

    private BankTask begun() {
        byte[] body = JsonMapper.shared().writeValueAsString(sale("halkbank")).getBytes(StandardCharsets.UTF_8);
        Command.Pay command = new Command.Pay(
                new Origin("DEMO", "rest", "broken-" + UUID.randomUUID(), false, null),
                json.readPayment(body).request());
        return (BankTask) acceptance.open(chooser.choose(command));
    }

    private Payment closed(BankTask broken) {
        Answer answer = (Answer) closing.close(broken);
        return ledger.find(answer.paymentId()).orElseThrow();
    }
}
