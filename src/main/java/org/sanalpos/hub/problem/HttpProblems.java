package org.sanalpos.hub.problem;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Problems of HTTP itself, before a request reaches the thing that it is about. */
public final class HttpProblems {
    private HttpProblems() {}

    /** The problem of an HTTP status that needs no more words than its own and {@code detail}. */
    public static Problem of(HttpStatusCode code, String detail) {
        HttpStatus status = HttpStatus.resolve(code.value());
        if (status == null) {
            return problem("http-" + code.value(), "The request failed", code.value(), detail);
        }
        return switch (status) {
            case BAD_REQUEST -> problem("invalid-request", "The request is not valid", 400, detail);
            case UNAUTHORIZED -> problem("unauthorized", "A valid API key is needed", 401, detail);
            case FORBIDDEN -> problem("forbidden", "The API key does not allow this", 403, detail);
            case NOT_FOUND -> problem("not-found", "Not found", 404, detail);
            case METHOD_NOT_ALLOWED -> problem("method-not-allowed", "Method not allowed", 405, detail);
            case NOT_ACCEPTABLE -> problem("not-acceptable", "No such representation", 406, detail);
            case REQUEST_TIMEOUT -> problem("too-slow", "The request was sent too slowly", 408, detail);
            case CONTENT_TOO_LARGE -> problem("too-large", "The request is too large", 413, detail);
            case UNSUPPORTED_MEDIA_TYPE -> problem("unsupported-media-type", "Media type not supported", 415, detail);
            case TOO_MANY_REQUESTS -> problem("too-many-requests", "Too many requests", 429, detail);
            case INTERNAL_SERVER_ERROR -> problem("internal", "The hub failed", 500, detail);
            case SERVICE_UNAVAILABLE -> problem("unavailable", "Not available now", 503, detail);
            default -> problem("http-" + status.value(), status.getReasonPhrase(), status.value(), detail);
        };
    }

    /** The request's body has more bytes than {@code limit} (413). */
    public static Problem tooLarge(int limit) {
        return of(HttpStatus.CONTENT_TOO_LARGE, "A request has at most " + limit + " bytes");
    }

    private static Problem problem(String type, String title, int status, String detail) {
        return new Problem("/problems/" + type, title, status, detail, List.of());
    }
}
