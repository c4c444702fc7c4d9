package org.sanalpos.hub.mapping;

/** Which messages of a payment's bank are meant. */
public enum Stage {
    /** The operation itself, without 3-D Secure or long after it. */
    OPERATION,
    /** Before the browser is sent to the bank. */
    START,
    /** After the browser came back: whether what it brought is true. Nothing is charged by it. */
    VERIFY,
    /** The authenticated operation itself, or where the bank has charged already, its confirmation. */
    COMPLETE
}
