package org.sanalpos.hub.sandbox.akbank;

import org.sanalpos.hub.sandbox.Fault;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer and what goes wrong with it on its way.
 *
 * @param answer null if the fault lets nothing of it through
 */
record Reply(ObjectNode answer, Fault fault) {

    static Reply of(ObjectNode answer) {
        return new Reply(answer, Fault.NONE);
    }
}
