package org.sanalpos.hub.sandbox.garanti;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Takes the GVPSRequest out of an HTTP request: bare, under a form's content type too, or as the form field data. */
final class RequestBody {

    private static final Pattern DECLARED = Pattern.compile("<\\?xml[^>]*\\bencoding=[\"']([^\"']+)[\"']");
    private static final Pattern HEADER = Pattern.compile("(?i);\\s*charset=\"?([^\";\\s]+)");

    private RequestBody() {}

    static XmlMessage read(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        byte[] body = RequestText.body(request);
        XmlMessage message =
                switch (RequestText.type(request)) {
                    case "application/xml", "text/xml" -> bare(request, body);
                    case "application/x-www-form-urlencoded" ->
                        body.length > 0 && body[0] == '<'
                                ? bare(request, body)
                                : XmlMessage.read(RequestText.field(body, "data"));
                    default -> throw new RequestText.Unreadable("Content-Type");
                };
        if (!message.root().equals("GVPSRequest")) {
            throw new RequestText.Unreadable("GVPSRequest");
        }
        return message;
    }

    private static XmlMessage bare(HttpServletRequest request, byte[] body) throws RequestText.Unreadable {
        Matcher header = HEADER.matcher(request.getContentType());
        if (header.find() && !header.group(1).equalsIgnoreCase(declared(body))) {
            throw new RequestText.Unreadable("charset");
        }
        return XmlMessage.read(body);
    }

    private static String declared(byte[] body) {
        int head = Math.min(body.length, 200);
        Matcher declaration = DECLARED.matcher(new String(body, 0, head, StandardCharsets.ISO_8859_1));
        return declaration.lookingAt() ? declaration.group(1) : "UTF-8";
    }
}
