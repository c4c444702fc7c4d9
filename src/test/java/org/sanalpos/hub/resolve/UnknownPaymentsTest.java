package org.sanalpos.hub.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.clock.ElapsedTime;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.LeftToPeople;
import org.sanalpos.hub.payment.Recoveries;
import org.sanalpos.hub.payment.Recovery;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is claimed while the hub's database goes away. The rows are due long after those of the hub beside the test. */
@HubTest
class UnknownPaymentsTest {
    private static final Duration AHEAD = Duration.ofDays(400);

    @Autowired
    HubSettings settings;

    @Autowired
    DataSource database;

    @Autowired
    Ledger ledger;

    @Autowired
    LeftToPeople people;

    @Autowired
    BankCatalogue catalogue;

    @Autowired
    BankMappings mappings;

    @Autowired
    ElapsedTime elapsed;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Recoveries recoveries;

    @LocalServerPort
    int port;

    private final List<String> payments = new ArrayList<>();
    private final Clock clock = Clock.offset(Clock.systemUTC(), AHEAD);

    private void twoBanksHaveOneEach() {
        for (String bank : List.of("akbank", "garanti")) {
            Instant due = clock.instant().minusSeconds(60);
            String payment = expect(
                            ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY)
                                    .post("/payments", sale(bank))
                                    .body(),
                            "captured")
                    .path("id")
                    .asString();
            payments.add(payment);
            jdbc.sql("insert into recovery (payment_id, company, bank, goal, since, due_at, attempts) "
                            + "values (?, 'DEMO', ?, 'settle', ?, ?, 0)")
                    .params(payment, bank, Timestamp.from(due), Timestamp.from(due))
                    .update();
        }
    }

    @AfterEach
    void clean() {
        payments.forEach(recoveries::drop);
    }

    @Test
    void whatWasClaimedBeforeTheDatabaseWentIsAskedAndTheRestWhenItIsBack() {
        Leaving leaving = new Leaving(database);
        UnknownPayments unknown = new UnknownPayments(
                new Recoveries(JdbcClient.create(leaving), settings),
                ledger,
                people,
                catalogue,
                mappings,
                clock,
                elapsed);
        assertThat(unknown.due()).isEmpty();
        twoBanksHaveOneEach();
        // The banks that have something due, the first one's rows and its claim.
        leaving.after(3);

        assertThat(unknown.due()).extracting(Recovery::bank).containsExactly("akbank");

        leaving.after(0);
        assertThat(unknown.due()).isEmpty();
        leaving.after(Integer.MAX_VALUE);
        assertThat(unknown.due()).extracting(Recovery::bank).containsExactly("garanti");
    }

    /** A database that is away after so many uses. */
    private static final class Leaving extends DelegatingDataSource {
        private int uses = Integer.MAX_VALUE;

        private Leaving(DataSource target) {
            super(target);
        }

        private void after(int some) {
            uses = some;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (uses-- <= 0) {
                throw new SQLException("away", "08001");
            }
            return super.getConnection();
        }
    }
}
