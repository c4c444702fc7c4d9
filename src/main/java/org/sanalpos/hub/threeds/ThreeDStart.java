package org.sanalpos.hub.threeds;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.sanalpos.hub.flow.BankTask;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BrowserPage;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.settings.HubAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The end of the beginning: the page for the browser is made and the caller learns its address, or the bank would not begin. */
@Component("threeDStart")
public class ThreeDStart {
    private static final Logger LOG = LoggerFactory.getLogger(ThreeDStart.class);

    private final BankMappings mappings;
    private final SealedPages pages;
    private final Ledger ledger;
    private final HubAddress address;
    private final Verdicts verdicts;

    ThreeDStart(BankMappings mappings, SealedPages pages, Ledger ledger, HubAddress address, Verdicts verdicts) {
        this.mappings = mappings;
        this.pages = pages;
        this.ledger = ledger;
        this.address = address;
        this.verdicts = verdicts;
    }

    /**
     * Makes the page.
     *
     * @return the answer to the caller, or the task with the reason why there is none, to be closed
     */
    public Object offer(BankTask task) {
        Reading reading = task.reading();
        if (reading != null && reading.outcome() != Outcome.APPROVED) {
            return task.ended(verdicts.notBegun(reading));
        }
        ThreeDSession session = task.session();
        try {
            BankReply.Answered last = task.reply() instanceof BankReply.Answered answered ? answered : null;
            BrowserPage page = mappings.page(task.context(), address.publicUrl(), last);
            Card card = mappings.keepsCard(task.context()) ? task.card() : null;
            pages.put(session.id(), Sealed.of(page, card), Duration.between(session.createdAt(), session.expiresAt()));
        } catch (IllegalStateException unmade) {
            LOG.error(
                    "The 3-D Secure page of payment {} cannot be made: {}",
                    task.payment().id(),
                    unmade.getMessage());
            return task.ended(Reading.without(
                    Outcome.NOT_SENT,
                    mappings.result(ResultCode.BANK_SYSTEM_ERROR, "Not begun: " + unmade.getMessage())));
        }
        Map<String, String> kept = new HashMap<>(session.kept());
        if (reading != null) {
            kept.putAll(reading.kept());
        }
        return ledger.offer(session, task.operation(), kept);
    }
}
