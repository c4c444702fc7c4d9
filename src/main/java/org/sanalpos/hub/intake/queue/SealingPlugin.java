package org.sanalpos.hub.intake.queue;

import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.Scope;

/** Seals every request before the broker writes it down, and notes what the key of its sender may do. */
final class SealingPlugin implements ActiveMQServerMessagePlugin {
    private final Seal seal;
    private final int largest;

    /** @param largest bytes that a request may have */
    SealingPlugin(Seal seal, int largest) {
        this.seal = seal;
        this.largest = largest;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (!QueueNames.REQUESTS.equals(CompositeAddress.extractAddressName(message.getAddress()))) {
            return;
        }
        if (message.isLargeMessage()) {
            // Its parts are on disk already, and unsealed; they go when the send fails.
            throw refused("a request has at most " + largest
                    + " bytes and is not sent in parts: see the client's minLargeMessageSize");
        }
        ICoreMessage core = message.toCore();
        switch (core.getType()) {
            case Message.TEXT_TYPE -> sealText(core);
            case Message.BYTES_TYPE -> sealBytes(core);
            default -> throw refused("a request is a text message or a bytes message");
        }
        core.putBooleanProperty(QueueNames.SEALED, true);
        core.putStringProperty(QueueNames.SCOPES, scopes(session));
        message.reencode();
    }

    private void sealText(ICoreMessage message) {
        SimpleString text = message.getReadOnlyBodyBuffer().readNullableSimpleString();
        ActiveMQBuffer body = message.getBodyBuffer();
        body.clear();
        body.writeNullableSimpleString(SimpleString.of(seal.seal(text == null ? "" : text.toString())));
    }

    private void sealBytes(ICoreMessage message) {
        ActiveMQBuffer before = message.getReadOnlyBodyBuffer();
        byte[] bytes = new byte[before.readableBytes()];
        before.readBytes(bytes);
        ActiveMQBuffer body = message.getBodyBuffer();
        body.clear();
        body.writeBytes(seal.seal(bytes));
    }

    private static String scopes(ServerSession session) {
        return session.getRemotingConnection().getSubject().getPrincipals(BrokerSecurity.KeyHolder.class).stream()
                .map(BrokerSecurity.KeyHolder::caller)
                .map(Caller::scopes)
                .findFirst()
                .map(scopes -> scopes.stream().sorted().map(Scope::code).collect(Collectors.joining(" ")))
                .orElseGet(() -> String.join(" ", Scope.codes()));
    }

    private static ActiveMQException refused(String why) {
        return new ActiveMQException(why, null, ActiveMQExceptionType.ILLEGAL_STATE);
    }
}
