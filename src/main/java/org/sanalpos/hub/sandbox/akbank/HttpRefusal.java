package org.sanalpos.hub.sandbox.akbank;

/** Ends a request that is answered by an HTTP error and not by a response code. */
final class HttpRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private HttpRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The signature, the terminal or the sub merchant is not the store's. */
    static HttpRefusal unauthorized() {
        return new HttpRefusal(401, "Yetkisiz istek.");
    }

    /** The body is not built as it must be. */
    static HttpRefusal badRequest(String what) {
        return new HttpRefusal(400, what);
    }

    int status() {
        return status;
    }
}
