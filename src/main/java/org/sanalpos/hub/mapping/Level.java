package org.sanalpos.hub.mapping;

/** How far a cardholder was authenticated, by the bank's own scale. */
public enum Level {
    FULL,
    /** An attempt, or a card or issuer that takes no part: the bank lets it go on, a company may not. */
    HALF,
    NONE
}
