package org.sanalpos.hub.threeds;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.sanalpos.hub.settings.HubNode;
import org.springframework.stereotype.Component;

/** Lets routes name the queue of this node: {@code {{hub.node}}}. */
@Component
class NodeProperty implements CamelContextConfiguration {
    private final HubNode node;

    NodeProperty(HubNode node) {
        this.node = node;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        context.getPropertiesComponent().addInitialProperty("hub.node", node.id());
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // Nothing is left to do.
    }
}
