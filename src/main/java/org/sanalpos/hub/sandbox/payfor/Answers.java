package org.sanalpos.hub.sandbox.payfor;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.XmlText;

/** Writes the short answers: payments, captures, voids, refunds and refusals. */
final class Answers {

    static final String CONTENT_TYPE = "text/xml; charset=utf-8";

    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    private Answers() {}

    /**
     * What the host, or the gateway on its way there, says to a request.
     *
     * @param cardHolder as the request named it
     */
    record HostAnswer(String authCode, String rrn, String code, String orderId, String text, String cardHolder) {

        static HostAnswer refused(GateError error, String authCode, String rrn, String orderId) {
            return new HostAnswer(authCode, rrn, error.code(), orderId, error.text(), "");
        }

        /** Returns this answer as another order might have got it. */
        HostAnswer about(String otherOrderId, String otherRrn) {
            return new HostAnswer(authCode, otherRrn, code, otherOrderId, text, cardHolder);
        }
    }

    /** Answers what the host said, or about another order if the fault is that. */
    static byte[] ofHost(SandboxBank bank, HostAnswer answer, Fault fault) {
        return ofHost(
                fault == Fault.OTHER_ORDER
                        ? answer.about("ORDER-" + References.guid(bank), References.rrn(bank))
                        : answer);
    }

    static byte[] ofHost(HostAnswer answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("AuthCode", answer.authCode());
        fields.put("HostRefNum", answer.rrn());
        fields.put("ProcReturnCode", answer.code());
        fields.put("TransId", answer.orderId());
        fields.put("ErrMsg", answer.text());
        fields.put("CardHolderName", answer.cardHolder());
        fields.put("ArtiTaksit", "0");
        fields.put("BankInternalResponseMessage", "");
        fields.put("PAYFORFROMXMLREQUEST", "1");
        fields.put("SESSION_SYSTEM_USER", "0");
        return write(fields);
    }

    /** Answers a request that was refused before anything of it was looked at: nothing names an order. */
    static byte[] ofUnprocessed(GateError error) {
        return ofHost(HostAnswer.refused(error, "", "", ""));
    }

    /** Writes a flat answer. */
    static byte[] write(Map<String, String> fields) {
        StringBuilder xml = new StringBuilder(DECLARATION).append("<PayforResponse>\n");
        fields.forEach((name, value) -> xml.append(XmlText.element(name, value)).append('\n'));
        return xml.append("</PayforResponse>").toString().getBytes(StandardCharsets.UTF_8);
    }
}
