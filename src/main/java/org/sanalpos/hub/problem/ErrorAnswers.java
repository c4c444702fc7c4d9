package org.sanalpos.hub.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the servlet container answers when a request ended outside of every controller and route. */
@RestController
class ErrorAnswers implements ErrorController {

    @RequestMapping("${spring.web.error.path:${server.error.path:/error}}")
    ResponseEntity<Problem> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        SafeHeaders.complete(response);
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatusCode status = code instanceof Integer known ? HttpStatusCode.valueOf(known) : HttpStatus.NOT_FOUND;
        String detail = detail(status);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(HttpProblems.of(status, detail));
    }

    static String detail(HttpStatusCode status) {
        return status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? "The hub failed; its log says why"
                : "The request was refused before it reached anything";
    }
}
