package org.sanalpos.hub.output;

import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where results go: {@code sanalpos.results} always, and the company's own queue once the company has listened to it. */
@Component
public class ResultQueues {
    private static final String ALL = "sanalpos.results";

    private final ObjectProvider<EmbeddedActiveMQ> embedded;

    public ResultQueues(ObjectProvider<EmbeddedActiveMQ> embedded) {
        this.embedded = embedded;
    }

    /** Rows of which the broker has certainly nothing: they can be sent in one transaction, which a repeated message would make fail as a whole. */
    public List<OutboxRow> fresh(List<OutboxRow> claimed) {
        return claimed.stream().filter(row -> !row.maybeDelivered()).toList();
    }

    /** Rows that the broker may have already. */
    public List<OutboxRow> again(List<OutboxRow> claimed) {
        return claimed.stream().filter(OutboxRow::maybeDelivered).toList();
    }

    /** Camel endpoints for a result. */
    public List<String> endpoints(OutboxRow row) {
        String own = ALL + "." + row.company();
        EmbeddedActiveMQ broker = embedded.getIfAvailable();
        boolean listens = broker != null && broker.getActiveMQServer().locateQueue(SimpleString.of(own)) != null;
        return listens ? List.of(endpoint(ALL), endpoint(own)) : List.of(endpoint(ALL));
    }

    private static String endpoint(String queue) {
        return "jms:queue:" + queue + "?jmsMessageType=Text";
    }
}
