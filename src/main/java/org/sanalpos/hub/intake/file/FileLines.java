package org.sanalpos.hub.intake.file;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.sanalpos.hub.intake.CardNumbers;
import org.sanalpos.hub.intake.Commands;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.Problem;
import org.sanalpos.hub.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands one request of a file to the flow of payments. It never throws: what goes wrong is that request's result. */
@Component
class FileLines {
    private static final Logger LOG = LoggerFactory.getLogger(FileLines.class);
    private static final String SUBMIT = "direct:submit";

    private final Commands commands;
    private final ProducerTemplate flow;

    FileLines(Commands commands, ProducerTemplate flow) {
        this.commands = commands;
        this.flow = flow;
    }

    /** @param names from the names of the JSON form to those of the file */
    LineResult handle(TakenFile file, FileRecord record, UnaryOperator<String> names) {
        try {
            Answer answer = submit(file, record, names);
            return new LineResult(record.line(), record.requestId(), answer, null);
        } catch (ProblemException e) {
            return refused(record, e.problem(), names);
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                return refused(record, problem.problem(), names);
            }
            return failed(file, record, e.getCause());
        } catch (RuntimeException e) {
            return failed(file, record, e);
        }
    }

    private Answer submit(TakenFile file, FileRecord record, UnaryOperator<String> names) {
        if (record.fault() != null) {
            throw record.fault();
        }
        if (record.requestId() == null) {
            record = record.withFault(names.apply("requestId"), "is required in files: it makes a repeat harmless");
        }
        Command command = commands.command(record.request(), names, file.company(), "file", null, true);
        return flow.requestBody(SUBMIT, command, Answer.class);
    }

    private static LineResult refused(FileRecord record, Problem problem, UnaryOperator<String> names) {
        List<FieldError> errors = problem.errors().stream()
                .map(error -> new FieldError(names.apply(error.field()), error.message()))
                .toList();
        return new LineResult(
                record.line(),
                shown(record),
                null,
                new Problem(problem.type(), problem.title(), problem.status(), problem.detail(), errors));
    }

    private static LineResult failed(TakenFile file, FileRecord record, Throwable cause) {
        LOG.error("File {}, line {} failed", file, record.line(), cause);
        Problem problem = new Problem(
                "/problems/internal",
                "Internal error",
                500,
                "The hub failed while it handled this request; send it again with the same request id to learn what became of it",
                List.of());
        return new LineResult(record.line(), shown(record), null, problem);
    }

    /** In a request that is wrong, a card number may stand in the place of the request id. */
    private static String shown(FileRecord record) {
        return record.requestId() == null ? null : CardNumbers.mask(record.requestId());
    }
}
