package org.sanalpos.hub.intake.file;

import java.util.ArrayList;
import java.util.List;
import org.sanalpos.hub.intake.RawRequest;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.ProblemException;

/**
 * One request of a file, or the place of one that cannot be read.
 *
 * @param line where it begins, from 1
 * @param request null when there is a fault
 * @param fault null when there is a request
 */
record FileRecord(long line, RawRequest request, ProblemException fault) {
    static FileRecord of(long line, RawRequest request) {
        return new FileRecord(line, request, null);
    }

    static FileRecord unreadable(long line, String reason) {
        return new FileRecord(line, null, ProblemException.invalid("line", reason));
    }

    /** The same request with one thing more that is wrong with it. */
    FileRecord withFault(String field, String message) {
        List<FieldError> errors = new ArrayList<>(request.errors());
        errors.add(new FieldError(field, message));
        return of(line, new RawRequest(request.body(), errors));
    }

    /** As it was written, or null. */
    String requestId() {
        return request == null ? null : request.body().requestId();
    }
}
