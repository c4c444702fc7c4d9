package org.sanalpos.hub.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.clock.ElapsedTime;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.LeftToPeople;
import org.sanalpos.hub.payment.Recoveries;
import org.sanalpos.hub.payment.Recovery;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is claimed while the hub's database goes away. The database is another one than that of the hub which lends its parts. */
@HubTest
class UnknownPaymentsTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @Autowired
    HubSettings settings;

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

    @Test
    void whatWasClaimedBeforeTheDatabaseWentIsAskedAndTheRestWhenItIsBack() throws Exception {
        try (TestDatabase.Running database = TestDatabase.H2.start()) {
            Leaving leaving = new Leaving(database.migrated());
            UnknownPayments unknown = new UnknownPayments(
                    new Recoveries(JdbcClient.create(leaving), settings),
                    ledger,
                    people,
                    catalogue,
                    mappings,
                    CLOCK,
                    elapsed);
            assertThat(unknown.due()).isEmpty();
            twoBanksHaveOneEach(JdbcClient.create(database.dataSource()));
            // The banks that have something due, the first one's rows and its claim.
            leaving.after(3);

            assertThat(unknown.due()).extracting(Recovery::bank).containsExactly("akbank");

            leaving.after(0);
            assertThat(unknown.due()).isEmpty();
            leaving.after(Integer.MAX_VALUE);
            assertThat(unknown.due()).extracting(Recovery::bank).containsExactly("garanti");
        }
    }

    private static void twoBanksHaveOneEach(JdbcClient jdbc) {
        Timestamp now = Timestamp.from(Instant.now().minusSeconds(60));
        for (String bank : List.of("akbank", "garanti")) {
            jdbc.sql("""
                            insert into payment (id, company, virtual_pos, bank, operation, secure, status, version,
                                transaction_code, amount, captured_amount, refunded_amount, currency, installments, channel,
                                metadata, created_at)
                            values (:bank, 'DEMO', 'POS', :bank, 'sale', 'none', 'unknown', 1, :bank, 100, 0, 0, 'TRY', 1, 'moto',
                                '{}', :now)
                            """).param("bank", bank).param("now", now).update();
            jdbc.sql("insert into recovery (payment_id, company, bank, goal, since, due_at, attempts)"
                            + " values (:bank, 'DEMO', :bank, 'settle', :now, :now, 0)")
                    .param("bank", bank)
                    .param("now", now)
                    .update();
        }
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
