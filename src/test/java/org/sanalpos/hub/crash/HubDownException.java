package org.sanalpos.hub.crash;

/** The hub died before it answered: nobody outside can know what became of the request. */
final class HubDownException extends Exception {
    private static final long serialVersionUID = 1L;

    HubDownException(Throwable cause) {
        super(cause);
    }
}
