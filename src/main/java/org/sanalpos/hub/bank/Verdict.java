package org.sanalpos.hub.bank;

import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.Reading;

/** What the end of one call says about the bank. */
enum Verdict {
    /** It answered properly, whatever it answered. */
    WELL,
    /** It could not be reached, did not answer in time, or said nothing that can be believed. */
    UNWELL,
    /** Nothing: the hub itself was in the way. */
    NONE;

    private static final int SERVER_ERRORS = 500;

    static Verdict of(BankReply reply, Reading reading) {
        if (reply instanceof BankReply.Answered answered) {
            return answered.httpStatus() < SERVER_ERRORS && reading.believed() ? WELL : UNWELL;
        }
        if (reply instanceof BankReply.Lost lost) {
            return lost.cut() ? NONE : UNWELL;
        }
        return switch (((BankReply.NotSent) reply).obstacle()) {
            case ADDRESS, REFUSED, CONNECTION, TLS -> UNWELL;
            case BREAKER, LIMIT, HUB -> NONE;
        };
    }
}
