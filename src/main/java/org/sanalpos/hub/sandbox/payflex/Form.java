package org.sanalpos.hub.sandbox.payflex;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Reads the XML out of an HTTP request, the form field prmstr or the bare body, and checks the shape of it. */
final class Form {

    private static final Set<String> ATTRIBUTES = Set.of("CustomItems/Item@name", "CustomItems/Item@value");

    private Form() {}

    /**
     * Returns the message of a request.
     *
     * @throws Problem.Refusal if there is none with this root element
     */
    static XmlMessage read(HttpServletRequest request, String root) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            throw Problem.NOT_A_POST.refusal();
        }
        try {
            byte[] body = RequestText.body(request);
            XmlMessage message = XmlMessage.read(
                    switch (RequestText.type(request)) {
                        case "application/x-www-form-urlencoded" -> prmstr(body);
                        case "application/xml", "text/xml" -> RequestText.utf8(body);
                        default -> throw Problem.NO_PRMSTR.refusal();
                    });
            if (!message.root().equals(root)) {
                throw Problem.UNREADABLE.refusal(message.root());
            }
            return message;
        } catch (RequestText.Unreadable e) {
            throw Problem.UNREADABLE.refusal();
        }
    }

    /**
     * Checks that no element comes twice and none has attributes that it must not have.
     *
     * @throws Problem.Refusal naming the first that does not fit
     */
    static void checkShape(XmlMessage message) {
        message.repeated().stream()
                .filter(path -> !path.equals("CustomItems/Item"))
                .findFirst()
                .ifPresent(path -> {
                    throw Problem.UNREADABLE.refusal(path);
                });
        message.attributes().keySet().stream()
                .filter(name -> !ATTRIBUTES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.UNREADABLE.refusal(name);
                });
    }

    /**
     * Checks that the message has none but these elements.
     *
     * @throws Problem.Refusal naming the first other one
     */
    static void checkElements(XmlMessage message, Set<String> elements) {
        message.paths().stream()
                .filter(path -> !elements.contains(path))
                .findFirst()
                .ifPresent(path -> {
                    throw Problem.INVALID_REQUEST.refusal(path);
                });
    }

    private static String prmstr(byte[] body) throws RequestText.Unreadable {
        List<String> values = RequestText.form(body).getOrDefault("prmstr", List.of());
        if (values.isEmpty() || values.get(0).isBlank()) {
            throw Problem.NO_PRMSTR.refusal();
        }
        if (values.size() > 1) {
            throw Problem.UNREADABLE.refusal("prmstr");
        }
        return values.get(0);
    }
}
