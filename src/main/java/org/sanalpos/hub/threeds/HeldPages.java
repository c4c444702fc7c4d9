package org.sanalpos.hub.threeds;

import java.util.Optional;
import org.sanalpos.hub.mapping.BrowserPage;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.ThreeDSession;
import org.springframework.stereotype.Component;

/** The pages of all nodes: this one's, and those that another one holds. */
@Component
class HeldPages {
    private final SealedPages own;

    HeldPages(SealedPages own) {
        this.own = own;
    }

    /** Takes the page of a session; what the bank wants again of the card stays. */
    Optional<BrowserPage> page(ThreeDSession session) {
        Optional<Sealed> sealed = own.take(session.id());
        sealed.filter(found -> found.card() != null)
                .ifPresent(found -> own.put(session.id(), new Sealed(null, null, found.card()), session.expiresAt()));
        return sealed.map(Sealed::page);
    }

    /** Takes the card of a session, if it was kept. */
    Optional<Card> card(ThreeDSession session) {
        return own.take(session.id()).map(Sealed::card);
    }
}
