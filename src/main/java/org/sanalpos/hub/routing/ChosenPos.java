package org.sanalpos.hub.routing;

import java.util.Set;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.virtualpos.VirtualPos;

/**
 * A payment that is wished for, with the virtual POS that it will go through and its 3-D Secure model.
 *
 * @param tried codes of the virtual POSes through which it could not be sent
 */
public record ChosenPos(Command.Pay command, VirtualPos pos, Secure secure, Set<String> tried) {
    public ChosenPos {
        tried = Set.copyOf(tried);
    }
}
