package org.sanalpos.hub.sandbox.payfor;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.XmlMessage;

/** A PayforRequest as it came. */
record ApiRequest(XmlMessage message) {

    /**
     * Reads a request.
     *
     * @throws GateError.Refusal if it is no PayforRequest in UTF-8
     */
    static ApiRequest read(HttpServletRequest request) throws IOException {
        try {
            byte[] body = RequestText.body(request);
            if (body.length == 0) {
                throw GateError.BODY_EMPTY.refusal();
            }
            // decoded here, so that a declaration of another charset does not change the text
            XmlMessage message = XmlMessage.read(RequestText.utf8(body));
            if (!RequestText.type(request).equals("text/xml")
                    || !isUtf8(request.getContentType())
                    || !message.root().equals("PayforRequest")) {
                throw GateError.SYSTEM_ERROR.refusal();
            }
            return new ApiRequest(message);
        } catch (RequestText.Unreadable e) {
            throw GateError.SYSTEM_ERROR.refusal();
        }
    }

    /** Returns the text of a field; absent and empty are the same. */
    String value(String field) {
        return message.text(field);
    }

    boolean has(String field) {
        return message.has(field);
    }

    boolean present(String field) {
        return message.present(field);
    }

    /** Returns the merchant number, under either of its names. */
    String merchantId() {
        return has("MerchantId") ? value("MerchantId") : value("MerchantID");
    }

    /** Returns the id of the order that is meant, new or old; empty if none is named. */
    String orderId() {
        return has("OrgOrderId") ? value("OrgOrderId") : value("OrderId");
    }

    /**
     * Checks that there is no other field than these, and none twice.
     *
     * @throws GateError.Refusal otherwise
     */
    void checkFields(Set<String> known) {
        if (!known.containsAll(message.paths())
                || !message.groups().isEmpty()
                || !message.repeated().isEmpty()
                || present("MerchantId") && present("MerchantID")) {
            throw GateError.VALUE_WRONG.refusal();
        }
    }

    private static boolean isUtf8(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT).replace("\"", "");
        return !lower.contains("charset=") || lower.contains("charset=utf-8");
    }
}
