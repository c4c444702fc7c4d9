package org.sanalpos.hub.intake.queue;

import org.sanalpos.hub.intake.JsonRequests;
import org.sanalpos.hub.intake.XmlRequests;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Scope;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.stereotype.Component;

/** Makes commands of messages: settles whose they are, and reads them as JSON or XML. */
@Component
public class QueueRequests {
    private static final String SOURCE = "queue";

    private final JsonRequests json;
    private final XmlRequests xml;
    private final Companies companies;

    public QueueRequests(JsonRequests json, XmlRequests xml, Companies companies) {
        this.json = json;
        this.xml = xml;
        this.companies = companies;
    }

    /** @throws ProblemException when the message can never be processed */
    public Command command(QueueMessage message) {
        String company = company(message);
        if (message.body() == null) {
            throw ProblemException.invalid("body", message.unreadable());
        }
        // The message's id stands in for a request id, so that a redelivery is the same request.
        Command command = isXml(message)
                ? xml.read(message.body(), company, SOURCE, message.id(), true)
                : json.read(message.body(), company, SOURCE, message.id(), true);
        if (company == null) {
            checkExists(command.origin().company());
        }
        checkScope(message, command);
        return command;
    }

    /** The company that the message says it is for, or null when only its body tells. */
    private String company(QueueMessage message) {
        String user = message.user();
        boolean ofCompany =
                user != null && !user.startsWith(":") && companies.find(user).isPresent();
        String named = message.company() == null || message.company().isBlank() ? null : message.company();
        if (!ofCompany) {
            if (named != null) {
                checkExists(named);
            }
            return named;
        }
        if (named != null && !named.equals(user)) {
            throw unknown(named);
        }
        return user;
    }

    private void checkExists(String company) {
        if (companies.find(company).isEmpty()) {
            throw unknown(company);
        }
    }

    private static ProblemException unknown(String company) {
        return ProblemException.notFound("company", "There is no company '" + company + "'");
    }

    private static void checkScope(QueueMessage message, Command command) {
        if (message.scopes() == null || !(command instanceof Command.FollowUp followUp)) {
            return;
        }
        OperationType operation = followUp.request().operation();
        Scope needed =
                switch (operation) {
                    case VOID, REFUND -> Scope.REFUNDS_WRITE;
                    case INQUIRY -> Scope.PAYMENTS_READ;
                    default -> Scope.PAYMENTS_WRITE;
                };
        if (!message.scopes().contains(needed.code())) {
            throw ProblemException.refused(
                    "operation",
                    "The key of the queue user has no scope " + needed.code() + " for a " + operation.code());
        }
    }

    private static boolean isXml(QueueMessage message) {
        if (message.form() != null) {
            return message.form().equals("xml");
        }
        for (byte b : message.body()) {
            // Blanks, and what marks an encoding or belongs to one of two bytes a character.
            boolean skip = b == ' ' || b == '\t' || b == '\r' || b == '\n' || b <= 0;
            if (!skip) {
                return b == '<';
            }
        }
        return false;
    }
}
