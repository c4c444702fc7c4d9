package org.sanalpos.hub.threeds;

import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.sanalpos.hub.mapping.BrowserPage;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of all nodes. What another node holds comes from it through the broker when it is needed: in a message that is kept nowhere, lives
 * for seconds, and is encrypted under the master key.
 */
@Component("heldPages")
public class HeldPages {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPages.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DESTINATION = "CamelJmsDestinationName";

    /** The queue of a node, by its id. */
    private static final String QUEUE = "sanalpos.three-d.";

    private static final String PAGE = "page";
    private static final String CARD = "card";

    private final SealedPages own;
    private final HubNode node;
    private final Vault vault;
    private final ProducerTemplate flow;

    HeldPages(SealedPages own, HubNode node, Vault vault, ProducerTemplate flow) {
        this.own = own;
        this.node = node;
        this.vault = vault;
        this.flow = flow;
    }

    /** Takes the page of a session, once. A card that the bank wants again stays where it is. */
    Optional<BrowserPage> page(ThreeDSession session) {
        return (isHere(session) ? ownPage(session.id()) : ofAnother(session, PAGE)).map(Sealed::page);
    }

    /** Takes the card of a session, if it was kept. */
    Optional<Card> card(ThreeDSession session) {
        return (isHere(session) ? own.take(session.id()) : ofAnother(session, CARD)).map(Sealed::card);
    }

    /** Gives another node what it asks for, encrypted; empty if it is not here. */
    public String hand(String wish) {
        String[] parts = wish == null ? new String[0] : wish.split(":", 2);
        if (parts.length < 2 || !parts[0].equals(PAGE) && !parts[0].equals(CARD)) {
            return "";
        }
        Optional<Sealed> sealed = parts[0].equals(PAGE) ? ownPage(parts[1]) : own.take(parts[1]);
        return sealed.map(found -> vault.encrypt(JSON.writeValueAsString(found), place(parts[1])))
                .orElse("");
    }

    private boolean isHere(ThreeDSession session) {
        return session.node().equals(node.id());
    }

    private Optional<Sealed> ownPage(String session) {
        return own.takePage(session);
    }

    private Optional<Sealed> ofAnother(ThreeDSession session, String what) {
        try {
            String text = flow.requestBodyAndHeader(
                    "direct:three-d-page",
                    what + ":" + session.id(),
                    DESTINATION,
                    QUEUE + session.node(),
                    String.class);
            return text == null || text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.readValue(vault.decrypt(text, place(session.id())), Sealed.class));
        } catch (CamelExecutionException e) {
            LOG.warn(
                    "Node {} does not answer for a 3-D Secure page: {}",
                    session.node(),
                    e.getCause() == null
                            ? e.getMessage()
                            : e.getCause().getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static String place(String session) {
        return "three_d/" + session;
    }
}
