package org.sanalpos.hub.intake.file;

import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.problem.Problem;

/**
 * What became of one request of a file. Exactly one of answer and problem is set.
 *
 * @param line where the request begins
 * @param requestId as it was written, safe to repeat; null when it could not be read
 * @param problem with the field names that the file's author wrote
 */
record LineResult(long line, String requestId, Answer answer, Problem problem) {}
