package org.sanalpos.hub.intake.queue;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.RequestRates;

/**
 * Keeps one sender from taking the queue of requests from all others: a key has its rate, and a company its share of the room. Comes behind whatever else
 * may refuse a message, as what is taken here is given back when the message goes.
 */
final class SharesPlugin implements ActiveMQServerMessagePlugin {
    private static final int MB = 1024 * 1024;

    private final RequestRates rates;
    private final WaitingRequests waiting;
    private final Refusals refusals;

    SharesPlugin(RequestRates rates, WaitingRequests waiting, Refusals refusals) {
        this.rates = rates;
        this.waiting = waiting;
        this.refusals = refusals;
    }

    /** Counts what waits since before the broker was started, before anybody sends to it. */
    void count(Queue requests) {
        try (LinkedListIterator<MessageReference> all = requests.browserIterator()) {
            while (all.hasNext()) {
                add(all.next().getMessage());
            }
        }
        requests.getScheduledMessages().forEach(each -> add(each.getMessage()));
    }

    private void add(Message message) {
        waiting.add(owner(message), bytes(message));
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (!isRequest(message)) {
            return;
        }
        Caller caller = BrokerSecurity.caller(session.getRemotingConnection()).orElse(null);
        long pause = caller == null ? 0 : rates.messagePause(caller.keyId());
        if (pause > 0) {
            throw refusals.because(
                    "the API key has sent too many requests; try again in " + pause + " seconds", session);
        }
        String owner =
                caller == null ? QueueNames.HUB_USER : caller.operator() ? QueueNames.OPERATOR_USER : caller.company();
        int bytes = message.getEncodeSize();
        if (!waiting.take(owner, bytes)) {
            throw refusals.because(
                    "as many requests of this sender wait as may, " + waiting.of(owner) / MB
                            + " MB; send more when some of them are done",
                    session);
        }
        message.putStringProperty(QueueNames.OWNER, owner);
        message.putIntProperty(QueueNames.BYTES, bytes);
        message.reencode();
    }

    @Override
    public void onSendException(
            ServerSession session,
            Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue,
            Exception failure) {
        giveBack(message);
    }

    /** @param transaction null where the message does not wait for a commit */
    @Override
    public void afterSend(
            ServerSession session,
            Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue,
            RoutingStatus result) {
        if (result != RoutingStatus.OK) {
            giveBack(message);
        } else if (transaction != null && isRequest(message)) {
            transaction.addOperation(new TransactionOperationAbstract() {
                @Override
                public void afterRollback(Transaction rolledBack) {
                    giveBack(message);
                }
            });
        }
    }

    /** However a message leaves the queue. */
    @Override
    public void messageAcknowledged(
            Transaction transaction, MessageReference reference, AckReason reason, ServerConsumer consumer) {
        if (!QueueNames.REQUESTS.equals(reference.getQueue().getName().toString())) {
            return;
        }
        Message message = reference.getMessage();
        if (transaction == null) {
            giveBack(message);
        } else {
            transaction.addOperation(TransactionOperationAbstract.afterCommit(() -> giveBack(message)));
        }
    }

    private void giveBack(Message message) {
        if (isRequest(message)) {
            waiting.giveBack(owner(message), bytes(message));
        }
    }

    private static boolean isRequest(Message message) {
        return QueueNames.REQUESTS.equals(CompositeAddress.extractAddressName(message.getAddress()));
    }

    private static String owner(Message message) {
        return String.valueOf(message.getStringProperty(QueueNames.OWNER));
    }

    private static long bytes(Message message) {
        return message.containsProperty(SimpleString.of(QueueNames.BYTES))
                ? message.getIntProperty(SimpleString.of(QueueNames.BYTES))
                : 0;
    }
}
