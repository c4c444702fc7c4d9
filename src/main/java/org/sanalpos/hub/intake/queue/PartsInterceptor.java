package org.sanalpos.hub.intake.queue;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.protocol.core.Channel;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.ServerSessionPacketHandler;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ActiveMQExceptionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ActiveMQExceptionMessage_V2;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendContinuationMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendLargeMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendMessage;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Refuses, before the broker sees it, what it would write into files of its own before it asks anybody: messages that come in parts, from the first part
 * on, and such as it would cut into parts itself. Only the hub sends large ones.
 */
final class PartsInterceptor implements Interceptor {
    /** More than what the broker adds to a message before it compares. */
    private static final int ADDED = 1024;

    private final StorageManager storage;
    private final Refusals refusals;

    PartsInterceptor(StorageManager storage, Refusals refusals) {
        this.storage = storage;
        this.refusals = refusals;
    }

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        boolean part = packet instanceof SessionSendLargeMessage || packet instanceof SessionSendContinuationMessage;
        boolean tooLarge = packet instanceof SessionSendMessage whole
                && whole.getMessage().getEncodeSize() + ADDED > storage.getMaxRecordSize();
        if (!part && !tooLarge || BrokerSecurity.isHub(connection)) {
            return true;
        }
        Channel channel = ((CoreRemotingConnection) connection).getChannel(packet.getChannelID(), -1);
        if (channel.getHandler() instanceof ServerSessionPacketHandler handler) {
            ActiveMQException refusal = refusals.tooLarge(handler.getSession());
            if (isAwaited(packet)) {
                channel.send(
                        packet.isResponseAsync()
                                ? new ActiveMQExceptionMessage_V2(packet.getCorrelationID(), refusal)
                                : new ActiveMQExceptionMessage(refusal));
            }
        }
        return false;
    }

    /** Whether the sender waits for an answer: of parts, to the last one. */
    private static boolean isAwaited(Packet packet) {
        return packet instanceof SessionSendContinuationMessage part && part.isRequiresResponse()
                || packet instanceof SessionSendMessage whole && whole.isRequiresResponse();
    }
}
