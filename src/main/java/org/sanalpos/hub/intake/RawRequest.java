package org.sanalpos.hub.intake;

import java.util.List;
import org.sanalpos.hub.problem.FieldError;

/**
 * What a reader of one format made of one request.
 *
 * @param body what was written in the fields that are known
 * @param errors what was wrong with the form: unknown or repeated fields, values of the wrong kind
 */
public record RawRequest(RequestBody body, List<FieldError> errors) {
    public RawRequest {
        errors = List.copyOf(errors);
    }
}
