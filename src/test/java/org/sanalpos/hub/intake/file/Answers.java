package org.sanalpos.hub.intake.file;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.problem.ProblemException;

/** A flow of payments that approves each request once, keeps its answer, and refuses a key that comes with another request. */
final class Answers implements Function<Command, Answer> {
    private final Map<String, Command> requests = new ConcurrentHashMap<>();
    private final AtomicInteger charged = new AtomicInteger();

    int charged() {
        return charged.get();
    }

    Command request(String key) {
        return requests.get(key);
    }

    @Override
    public Answer apply(Command command) {
        String key = command.origin().requestKey();
        Command first = requests.putIfAbsent(key, command);
        if (first != null && !first.equals(command)) {
            throw ProblemException.keyReused(key);
        }
        if (first == null) {
            charged.incrementAndGet();
        }
        return new Answer(201, "01JD0000000000000000000000", body(command), first != null);
    }

    private static String body(Command command) {
        String amount =
                command instanceof Command.Pay pay ? pay.request().amount().decimal() : "10.00";
        String masked = command instanceof Command.Pay pay && pay.request().card() != null
                ? pay.request().card().masked()
                : "415565******6111";
        return """
                {"id":"01JD0000000000000000000000","status":"captured","transactionCode":"T-%s","orderNo":null,"amount":"%s",
                 "capturedAmount":"%s","refundedAmount":"0.00","currency":"TRY","card":{"masked":"%s","brand":"visa"},"authCode":"123456",
                 "hostReference":"000000123456","result":{"code":"approved","bankCode":"00","bankMessage":"=Onaylandı"},
                 "metadata":{"a b":"<c>"},"operations":[{"type":"sale"},{"type":"refund"}],"nextAction":null}
                """.formatted(command.origin().requestKey(), amount, amount, masked);
    }
}
