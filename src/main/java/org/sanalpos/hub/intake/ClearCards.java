package org.sanalpos.hub.intake;

/** Whether files and queues of a company may carry card numbers in clear. */
@FunctionalInterface
public interface ClearCards {
    /** @param company code of a company that exists */
    boolean allowed(String company);
}
