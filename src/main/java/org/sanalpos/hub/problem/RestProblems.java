package org.sanalpos.hub.problem;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever ends a request of a controller into {@code application/problem+json}. */
@RestControllerAdvice
class RestProblems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RestProblems.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException refused) {
        return answer(refused.problem(), new HttpHeaders());
    }

    /** Left to the container, which cuts the connection. */
    @ExceptionHandler
    void cut(CutAnswerException cut) {
        throw cut;
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class})
    ResponseEntity<Object> databaseAway(Exception away) {
        LOG.error("The database did not answer", away);
        return answer(
                HttpProblems.of(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; try again later"),
                new HttpHeaders());
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> failed(Exception failed) {
        LOG.error("A request failed", failed);
        return answer(
                HttpProblems.of(HttpStatus.INTERNAL_SERVER_ERROR, "The hub failed; its log says why"),
                new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                ProblemException.invalid(List.of(JsonErrors.error(unreadable.getCause())))
                        .problem(),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failed, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = body instanceof ProblemDetail known ? known.getDetail() : null;
        return answer(HttpProblems.of(status, detail), headers);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
