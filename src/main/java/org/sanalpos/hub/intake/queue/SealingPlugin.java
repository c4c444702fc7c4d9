package org.sanalpos.hub.intake.queue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.sanalpos.hub.intake.CardSearch;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.Scope;

/** Seals every request before the broker writes it down, and notes what the key of its sender may do. */
final class SealingPlugin implements ActiveMQServerMessagePlugin {
    private final Seal seal;
    private final Refusals refusals;

    SealingPlugin(Seal seal, Refusals refusals) {
        this.seal = seal;
        this.refusals = refusals;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (message.getAddress() == null) {
            // The broker would take the one of the session's first message, and nothing here would look at it.
            throw refusals.because("a message has to name its queue", session);
        }
        if (!QueueNames.REQUESTS.equals(CompositeAddress.extractAddressName(message.getAddress()))) {
            return;
        }
        if (message.isLargeMessage()) {
            // None comes as far as this; its parts would be on disk already, and unsealed.
            throw refusals.tooLarge(session);
        }
        ICoreMessage core = message.toCore();
        checkProperties(core, session);
        switch (core.getType()) {
            case Message.TEXT_TYPE -> sealText(core);
            case Message.BYTES_TYPE -> sealBytes(core);
            default -> throw refusals.because("a request is a text message or a bytes message", session);
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

    /** The broker writes them down as they are. */
    private void checkProperties(ICoreMessage message, ServerSession session) throws ActiveMQException {
        for (SimpleString name : message.getPropertyNames()) {
            Object value = message.getObjectProperty(name);
            String text = value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : String.valueOf(value);
            if (CardSearch.found(name.toString())) {
                throw refusals.because("the name of a property " + CardSearch.REFUSAL, session);
            }
            if (CardSearch.found(text)) {
                throw refusals.because("the property " + name + " " + CardSearch.REFUSAL, session);
            }
        }
    }

    private static String scopes(ServerSession session) {
        return BrokerSecurity.caller(session.getRemotingConnection())
                .map(Caller::scopes)
                .map(scopes -> scopes.stream().sorted().map(Scope::code).collect(Collectors.joining(" ")))
                .orElseGet(() -> String.join(" ", Scope.codes()));
    }
}
