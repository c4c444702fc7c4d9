package org.sanalpos.hub.sandbox;

/** Whether an order id can be used again when all payments of the order were declined. */
public enum OrderIds {
    FREE_AFTER_DECLINE,
    USED_ONCE
}
