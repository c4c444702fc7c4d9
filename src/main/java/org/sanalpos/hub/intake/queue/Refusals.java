package org.sanalpos.hub.intake.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerSessionPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What senders hear whose message the embedded broker does not take. Whoever sends in a transaction does not wait for the answer to each message: there the
 * transaction fails, and its commit says why.
 */
final class Refusals implements ActiveMQServerSessionPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final int largest;

    /** Sessions that send in transactions, and whether the log has a refusal of theirs. */
    private final Map<String, Boolean> transacted = new ConcurrentHashMap<>();

    /** @param largest bytes that a request may have */
    Refusals(int largest) {
        this.largest = largest;
    }

    @Override
    public void beforeCreateSession(
            String name,
            String username,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes) {
        if (!autoCommitSends || xa) {
            transacted.put(name, false);
        }
    }

    @Override
    public void afterCloseSession(ServerSession session, boolean failed) {
        transacted.remove(session.getName());
    }

    ActiveMQException because(String why, ServerSession session) {
        RefusedMessage refusal = new RefusedMessage(why);
        Boolean told = transacted.replace(session.getName(), true);
        if (told != null) {
            session.markTXFailed(refusal);
            if (!told) {
                LOG.warn(
                        "A transaction of {} from {} at the queue of requests fails, and so may others of this session: {}",
                        session.getUsername(),
                        session.getRemotingConnection().getRemoteAddress(),
                        why);
            }
        }
        return refusal;
    }

    ActiveMQException tooLarge(ServerSession session) {
        return because(
                "a request has at most " + largest
                        + " bytes and is not sent in parts: see the client's minLargeMessageSize",
                session);
    }
}
