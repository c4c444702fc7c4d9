package org.sanalpos.hub.sandbox.akbank;

import org.sanalpos.hub.sandbox.Fault;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer and what goes wrong with it on its way.
 *
 * @param answer null if the fault lets nothing of it through
 */
record JsonReply(ObjectNode answer, Fault fault) {

    static JsonReply of(ObjectNode answer) {
        return new JsonReply(answer, Fault.NONE);
    }
}
