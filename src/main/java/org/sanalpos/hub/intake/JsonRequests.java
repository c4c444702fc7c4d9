package org.sanalpos.hub.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Requests written as JSON, one in a body. */
@Component
public class JsonRequests {
    /** For bodies and files: nothing in a request is deep or long. */
    public static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(10_000)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private static final RequestBody EMPTY = new RequestBody(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    private final RequestValidator validator;
    private final Commands commands;

    public JsonRequests(RequestValidator validator, Commands commands) {
        this.validator = validator;
        this.commands = commands;
    }

    /** A payment with what its body says of the call itself. Both others may be null. */
    public record PaymentBody(PaymentRequest request, String requestId, String company) {}

    /** What the body of a follow-up says. The texts may be null. */
    public record AmountBody(String amount, boolean auto, String requestId) {}

    /**
     * Reads the body of a payment, or of a follow-up that names its payment by {@code paymentId} or {@code transactionCode}.
     *
     * @param company whose queue user or folder it is; null when only the body tells
     * @param source {@code file} or {@code queue}
     * @param fallbackKey request key for a body that has no {@code requestId}; may be null
     * @throws ProblemException when it is not JSON, or for all fields that are wrong, or when the company allows no clear card
     */
    public Command read(byte[] body, String company, String source, String fallbackKey, boolean waitForFirst) {
        return commands.command(parse(body), UnaryOperator.identity(), company, source, fallbackKey, waitForFirst);
    }

    /**
     * Reads the body of a payment from REST, where clear cards are allowed and the caller's key tells the company.
     *
     * @throws ProblemException when it is not JSON, or for all fields that are wrong
     */
    public PaymentBody readPayment(byte[] body) {
        RawRequest raw = parse(body);
        PaymentRequest request = validator.payment(raw, UnaryOperator.identity());
        return new PaymentBody(request, raw.body().requestId(), raw.body().company());
    }

    /**
     * Reads the body of a follow-up whose payment and operation are in the path; it may be empty.
     *
     * @param operation what the path says
     * @throws ProblemException when it is not JSON, or for all fields that are wrong
     */
    public AmountBody readAmount(byte[] body, OperationType operation) {
        RawRequest raw = body.length == 0 ? new RawRequest(EMPTY, List.of()) : parse(body);
        boolean auto = validator.amountOnly(raw, operation);
        return new AmountBody(raw.body().amount(), auto, raw.body().requestId());
    }

    private static RawRequest parse(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ProblemException.invalid("body", "expected a JSON object");
            }
            RawRequest raw = JsonBodies.read(parser);
            if (parser.nextToken() != null) {
                throw ProblemException.invalid("body", "expected one JSON object and nothing after it");
            }
            return raw;
        } catch (JacksonException e) {
            throw ProblemException.invalid("body", fault(e));
        }
    }

    /** What is wrong with a text as JSON, and where. Jackson's own messages repeat the text, so they are not used. */
    public static String fault(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String what = e instanceof StreamConstraintsException ? "is too deep or too long" : "is not valid JSON";
        return place == null || place.getLineNr() < 1
                ? what
                : what + " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "is not valid UTF-8");
        }
    }
}
