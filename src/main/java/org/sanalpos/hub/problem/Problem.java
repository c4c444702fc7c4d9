package org.sanalpos.hub.problem;

import java.util.List;

/**
 * A request that the hub does not carry out, told as RFC 9457 does: the same in REST, in a file's result and in a queue's answer.
 *
 * @param type a relative reference that names the kind of problem ({@code /problems/invalid-request}), stable for programs
 * @param title the kind in a few words, the same for every occurrence
 * @param status the HTTP status that fits (4xx or 5xx)
 * @param detail what happened this time
 * @param errors the fields that were wrong; empty when the problem is not about fields
 */
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }
}
