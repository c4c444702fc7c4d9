package org.sanalpos.hub.intake.queue;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerSessionPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;

/**
 * What senders hear whose message the embedded broker does not take. Whoever sends in a transaction does not wait for the answer to each message: there the
 * transaction fails, and its commit says why.
 */
final class Refusals implements ActiveMQServerSessionPlugin {
    private final int largest;
    private final Set<String> transacted = ConcurrentHashMap.newKeySet();

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
            transacted.add(name);
        }
    }

    @Override
    public void afterCloseSession(ServerSession session, boolean failed) {
        transacted.remove(session.getName());
    }

    ActiveMQException because(String why, ServerSession session) {
        ActiveMQException refusal = new ActiveMQException(why, null, ActiveMQExceptionType.ILLEGAL_STATE);
        if (transacted.contains(session.getName())) {
            session.markTXFailed(refusal);
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
