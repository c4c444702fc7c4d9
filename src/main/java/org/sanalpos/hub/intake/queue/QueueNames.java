package org.sanalpos.hub.intake.queue;

/** Names that the queue channel shares with its users. */
final class QueueNames {
    static final String REQUESTS = "sanalpos.requests";
    static final String RESULTS = "sanalpos.results";
    static final String DEAD = "sanalpos.dead";

    /** Before a company's code: lasting queues for its answers. */
    static final String REPLIES = "sanalpos.replies";

    /** Before a node's id: the queue at which it is asked for pages that it holds. */
    static final String PAGES = "sanalpos.three-d";

    /** Everything that is the hub's begins so. */
    static final String PREFIX = "sanalpos.";

    /** Property: the body was encrypted when it came into the embedded broker. */
    static final String SEALED = "sanalposSealed";

    /** Property: the scopes of the sender's API key, told by the embedded broker. */
    static final String SCOPES = "sanalposScopes";

    /** Property: whose part of the room the request takes, told by the embedded broker. */
    static final String OWNER = "sanalposOwner";

    /** Property: bytes of the room that the request takes, told by the embedded broker. */
    static final String BYTES = "sanalposBytes";

    /** Validated user of the hub's own connection. No company has such a code. */
    static final String HUB_USER = ":hub";

    /** Validated user of an operator's key. */
    static final String OPERATOR_USER = ":operator";

    private QueueNames() {}
}
