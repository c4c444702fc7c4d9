package org.sanalpos.hub.intake.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Metric {@code sanalpos.queue.depth} of the embedded broker; an outside broker has its own. */
@Component
@ConditionalOnProperty(name = "spring.artemis.mode", havingValue = "embedded", matchIfMissing = true)
public class QueueGauges implements MeterBinder {
    private final EmbeddedActiveMQ broker;

    public QueueGauges(EmbeddedActiveMQ broker) {
        this.broker = broker;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String queue : List.of(QueueNames.REQUESTS, QueueNames.RESULTS, QueueNames.DEAD)) {
            Gauge.builder("sanalpos.queue.depth", () -> depth(queue))
                    .description("Messages that wait in the queue")
                    .tag("queue", queue)
                    .register(registry);
        }
    }

    private double depth(String name) {
        Queue queue = broker.getActiveMQServer().locateQueue(SimpleString.of(name));
        return queue == null ? Double.NaN : queue.getMessageCount();
    }
}
