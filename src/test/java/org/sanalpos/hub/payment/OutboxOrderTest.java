package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.sandbox.MutableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What waits for a payment goes out in the order in which it happened, whatever the clocks say. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxOrderTest {
    private static final Duration HOURS = Duration.ofHours(3);

    @Parameter
    TestDatabase kind;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-05-04T07:20:30Z"));
    private DataSource source;
    private TestLedger node;

    @BeforeEach
    void start() {
        source = kind.shared();
        node = new TestLedger(source, clock);
    }

    private List<String> waiting(Operation sale, String destination) {
        return JdbcClient.create(source)
                .sql("select payload from outbox where payment_id = ? and destination = ? order by id")
                .params(sale.paymentId(), destination)
                .query(String.class)
                .list()
                .stream()
                .map(event -> new JsonMapper().readTree(event).path("operation"))
                .map(operation -> operation.path("type").asString() + " "
                        + operation.path("outcome").asString())
                .toList();
    }

    private void refund(TestLedger by, Operation sale) {
        Payment captured = by.ledger.find(sale.paymentId()).orElseThrow();
        Operation refund = Sample.operation(by.ids.next(), captured, OperationType.REFUND, 100);
        by.ledger.beginFollowUp(captured, refund, null);
        by.close(refund, Outcome.APPROVED);
    }

    @Test
    void aRefundIsToldAfterItsSaleThoughTheClockWasSetBackBetweenThem() {
        Operation sale = node.begin();
        node.close(sale, Outcome.APPROVED);

        clock.set(clock.instant().minus(HOURS));
        refund(node, sale);

        assertThat(waiting(sale, "results")).containsExactly("sale approved", "refund approved");
        assertThat(waiting(sale, "erp")).containsExactly("sale approved", "refund approved");
        assertThat(waiting(sale, "log")).containsExactly("sale approved", "refund approved");
    }

    @Test
    void aRefundByAnotherNodeIsToldAfterTheSaleThoughItsClockIsBehind() {
        Operation sale = node.begin();
        node.close(sale, Outcome.APPROVED);
        TestLedger behind = new TestLedger(source, Clock.offset(clock, HOURS.negated()));

        refund(behind, sale);

        assertThat(waiting(sale, "results")).containsExactly("sale approved", "refund approved");
        assertThat(waiting(sale, "log")).containsExactly("sale approved", "refund approved");
    }

    @Test
    void anAnswerThatCameAfterAllIsToldAfterTheSilence() {
        Operation sale = node.begin();
        node.close(sale, Outcome.UNKNOWN);
        TestLedger behind = new TestLedger(source, Clock.offset(clock, HOURS.negated()));

        behind.close(sale, Outcome.APPROVED);

        assertThat(waiting(sale, "log")).containsExactly("sale unknown", "sale approved");
    }
}
