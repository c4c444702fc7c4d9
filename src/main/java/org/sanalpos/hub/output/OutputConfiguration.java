package org.sanalpos.hub.output;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.PackedFiles;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jms.connection.JmsTransactionManager;

@Configuration(proxyBeanMethods = false)
class OutputConfiguration {

    /** Injected by its name alone, so that the hub's own database stays the one that is migrated and written to. */
    @Bean(defaultCandidate = false)
    ErpDatabase erpDataSource(HubSettings settings, DataSource hub, PackedFiles files) {
        return ErpDatabase.of(settings.erp(), hub, files.resource("routes/sql/erp-schema.sql"));
    }

    @Bean
    ErpHealthIndicator erpHealthIndicator(
            @Qualifier("erpDataSource") ErpDatabase erp, OutboxGauges outbox, Outages outages) {
        return new ErpHealthIndicator(erp, outbox, outages);
    }

    @Bean
    ResultsHealthIndicator resultsHealthIndicator(OutboxGauges outbox, Outages outages) {
        return new ResultsHealthIndicator(outbox, outages);
    }

    @Bean
    StepsTransaction erpTransaction(@Qualifier("erpDataSource") ErpDatabase erp) {
        return new StepsTransaction(new JdbcTransactionManager(erp));
    }

    /** Each message that is sent for itself waits for the broker's disk. */
    @Bean
    StepsTransaction resultTransaction(ConnectionFactory broker) {
        return new StepsTransaction(new JmsTransactionManager(broker));
    }

    /** The statement by its file's name, as the route refers to it. */
    @Bean("erp-result.sql")
    String erpResult(PackedFiles files) throws IOException {
        return files.resource("routes/sql/erp-result.sql").getContentAsString(StandardCharsets.UTF_8);
    }

    /** What the list of collections is read from. */
    @Bean("collections.sql")
    String collections(PackedFiles files) throws IOException {
        return files.resource("routes/sql/collections.sql").getContentAsString(StandardCharsets.UTF_8);
    }
}
