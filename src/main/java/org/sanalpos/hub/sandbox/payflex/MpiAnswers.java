package org.sanalpos.hub.sandbox.payflex;

import java.util.Map;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.Participation;

/** Writes IPaySecure, the MPI's answer. */
final class MpiAnswers {

    private static final String ROOT = "IPaySecure";
    private static final String VERSION = "1.0.2";
    private static final String NO_ERROR = "200";
    private static final Map<String, String> BRANDS =
            Map.of("VISA", "Visa", "MASTERCARD", "Mastercard", "MAESTRO", "Mastercard", "TROY", "Troy", "AMEX", "Amex");

    private MpiAnswers() {}

    /** Sends the browser on its way. */
    static byte[] of(Enrollment enrollment, BrowserStep step) {
        Xml xml = verified(enrollment.md(), Participation.ENROLLED)
                .element("PaReq", step.paReq())
                .element("ACSUrl", step.acsUrl());
        if (!step.termUrl().isEmpty()) {
            xml.element("TermUrl", step.termUrl());
        }
        xml.element("MD", enrollment.md())
                .element(
                        "ACTUALBRAND",
                        BRANDS.get(TestCards.brand(enrollment.pan()).orElseThrow()));
        return end(xml, enrollment.requestId(), NO_ERROR, "");
    }

    /** Answers that the card cannot be authenticated. */
    static byte[] of(Enrollment enrollment, Participation participation) {
        Xml xml = verified(enrollment.md(), participation);
        return switch (participation) {
            case NOT_ENROLLED -> end(xml, enrollment.requestId(), MpiProblem.NOT_ENROLLED);
            case FAILED -> end(xml, enrollment.requestId(), MpiProblem.DIRECTORY_ERROR);
            default -> end(xml, enrollment.requestId(), NO_ERROR, "");
        };
    }

    /** Answers that the request was refused. */
    static byte[] of(String md, String requestId, Problem.Refusal refusal) {
        return end(message(md).element("Status", "E"), requestId, refusal.code(), refusal.getMessage());
    }

    private static Xml verified(String md, Participation participation) {
        return message(md).element("Version", VERSION).element("Status", participation.status());
    }

    private static Xml message(String md) {
        return new Xml().open(ROOT).open("Message ID=\"" + md + "\"").open("VERes");
    }

    private static byte[] end(Xml xml, String requestId, MpiProblem problem) {
        return end(xml, requestId, problem.code(), problem.text());
    }

    private static byte[] end(Xml xml, String requestId, String code, String text) {
        return xml.close("VERes")
                .close("Message")
                .element("VerifyEnrollmentRequestId", requestId)
                .element("MessageErrorCode", code)
                .element("ErrorMessage", text)
                .close(ROOT)
                .bytes();
    }
}
