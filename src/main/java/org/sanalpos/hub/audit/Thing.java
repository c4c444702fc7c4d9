package org.sanalpos.hub.audit;

/**
 * What an entry is about.
 *
 * @param company code of the company that it belongs to; null where it belongs to none
 * @param code what it is known by among its kind: a definition's or company's code, a key's or payment's id
 */
public record Thing(Kind kind, String company, String code) {
    /** The chain of what belongs to no company. No company has this code, for theirs are upper-case. */
    static final String HUB_CHAIN = "hub";

    /** The chain that entries about it belong to, or null where they are not chained. */
    String chain() {
        if (!kind.chained()) {
            return null;
        }
        return company == null ? HUB_CHAIN : company;
    }
}
