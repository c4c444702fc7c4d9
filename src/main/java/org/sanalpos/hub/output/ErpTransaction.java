package org.sanalpos.hub.output;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the steps of a route one transaction of the ERP's database, which takes nothing of them if one fails. */
@Component("erpTransaction")
public class ErpTransaction implements Policy {
    private final TransactionTemplate transaction;

    ErpTransaction(@Qualifier("erpDataSource") ErpDatabase erp) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(erp));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return exchange -> transaction.executeWithoutResult(status -> {
            run(steps, exchange);
            if (exchange.isFailed()) {
                status.setRollbackOnly();
            }
        });
    }

    private static void run(Processor steps, Exchange exchange) {
        try {
            steps.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }
}
