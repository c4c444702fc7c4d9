package org.sanalpos.hub.problem;

import java.util.List;

/** Ends the handling of a request with a {@link Problem} for its caller. The message is the problem's detail. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(String type, String title, int status, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.problem = new Problem("/problems/" + type, title, status, detail, errors);
    }

    public Problem problem() {
        return problem;
    }

    /** The request cannot be read, or fields have values that they cannot have (400). */
    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).field() + ": " + errors.get(0).message()
                : errors.size() + " fields are wrong; see errors";
        return new ProblemException("invalid-request", "The request is not valid", 400, detail, errors);
    }

    /** As {@link #invalid(List)} for one field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** The thing does not exist, or belongs to another company: both are told alike (404). */
    public static ProblemException notFound(String field, String detail) {
        return new ProblemException("not-found", "Not found", 404, detail, List.of(new FieldError(field, detail)));
    }

    /** The state of the payment, or of the thing named, does not allow it now (409). */
    public static ProblemException conflict(String detail) {
        return new ProblemException("conflict", "Not possible in this state", 409, detail, List.of());
    }

    /** The first call with this request key has not ended yet (409). */
    public static ProblemException stillRunning(String requestKey) {
        return new ProblemException(
                "request-in-progress",
                "The first call is still running",
                409,
                "The first call with request id '" + requestKey + "' has not ended yet; ask again later",
                List.of());
    }

    /** The request key was used before, for another request (422). */
    public static ProblemException keyReused(String requestKey) {
        return new ProblemException(
                "request-id-reused",
                "The request id belongs to another request",
                422,
                "Request id '" + requestKey + "' was used before with another body",
                List.of(new FieldError("requestId", "was used before with another body")));
    }

    /** Well formed, but against a rule of the definition or the bank; refused before the bank is called (422). */
    public static ProblemException refused(String field, String reason) {
        return new ProblemException(
                "refused", "Refused before the bank", 422, reason, List.of(new FieldError(field, reason)));
    }

    /** Something that the request needs is away for now (503). */
    public static ProblemException unavailable(String detail) {
        return new ProblemException("unavailable", "Not available now", 503, detail, List.of());
    }

    /** The hub itself failed; the caller learns no details (500). */
    public static ProblemException internal() {
        return new ProblemException(
                "internal",
                "The hub failed",
                500,
                "The request could not be handled; read the payment before you repeat it",
                List.of());
    }
}
