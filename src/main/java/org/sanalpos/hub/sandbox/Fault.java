package org.sanalpos.hub.sandbox;

/** What goes wrong on the way of an answer. Each is asked for by a card or an amount; the number is part of both. */
public enum Fault {
    NONE(0, true),
    /** The answer is late; the books change only then. */
    SLOW(1, true),
    /** Booked, then the connection is closed with no answer. */
    LOST(2, true),
    /** The connection is closed before anything is booked. */
    RESET(3, false),
    /** Booked, then silence until the limit. */
    HANG(4, true),
    /** Booked, then the answer breaks off in its middle. */
    HALF(5, true),
    /** Booked, answered by bytes that are no answer. */
    GARBAGE(6, true),
    /** Not booked; a maintenance page with status 200. */
    HTML_PAGE(7, false),
    /** Booked, answered by status 500 and a page. */
    SERVER_ERROR(8, true),
    /** Booked, answered by what belongs to another order. */
    OTHER_ORDER(9, true),
    /** As LOST, and queries do not find the order for some seconds. */
    LATE_BOOKS(10, true),
    /** Booked, then the answer comes byte by byte, too slowly ever to end. */
    DRIP(11, true);

    private final int number;
    private final boolean booked;

    Fault(int number, boolean booked) {
        this.number = number;
        this.booked = booked;
    }

    /** Tells whether the bank does what it was asked for in spite of the fault. */
    public boolean booked() {
        return booked;
    }

    /** Returns the fault of a number, NONE if there is none. */
    static Fault numbered(int number) {
        for (Fault fault : values()) {
            if (fault.number == number) {
                return fault;
            }
        }
        return NONE;
    }
}
