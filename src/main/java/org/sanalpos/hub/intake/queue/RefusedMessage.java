package org.sanalpos.hub.intake.queue;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;

/** A message that the embedded broker does not take. It is the sender's affair: where in the hub it was noticed says nothing. */
final class RefusedMessage extends ActiveMQException {
    private static final long serialVersionUID = 1L;

    RefusedMessage(String why) {
        super(why, null, ActiveMQExceptionType.ILLEGAL_STATE);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
