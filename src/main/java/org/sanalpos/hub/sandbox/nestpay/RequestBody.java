package org.sanalpos.hub.sandbox.nestpay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Reads the CC5Request out of an HTTP request: the form field DATA, or the bare body. */
final class RequestBody {

    private RequestBody() {}

    /**
     * Returns the message.
     *
     * @throws CoreError.Refusal if there is no well-formed CC5Request
     */
    static XmlMessage read(HttpServletRequest request) throws IOException {
        try {
            byte[] body = RequestText.body(request);
            String type = RequestText.type(request);
            XmlMessage message =
                    switch (type) {
                        case "application/x-www-form-urlencoded" -> XmlMessage.read(RequestText.field(body, "DATA"));
                        case "", "text/xml", "application/xml" -> XmlMessage.read(body);
                        default -> throw new RequestText.Unreadable(type);
                    };
            if (!message.root().equals("CC5Request")) {
                throw new RequestText.Unreadable(message.root());
            }
            return message;
        } catch (RequestText.Unreadable e) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(" + e.getMessage() + ")");
        }
    }
}
