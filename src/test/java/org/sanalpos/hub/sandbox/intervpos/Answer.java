package org.sanalpos.hub.sandbox.intervpos;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the bank: its line and the fields in it. */
record Answer(String line, Map<String, String> fields, HttpResponse<byte[]> http) {

    static Answer of(HttpResponse<byte[]> response) {
        String line = new String(response.body(), Charset.forName("windows-1254"));
        Map<String, String> fields = new LinkedHashMap<>();
        for (String piece : line.split(";{2,3}(?=[A-Za-z0-9_]+=)")) {
            int at = piece.indexOf('=');
            if (at < 1) {
                throw new AssertionError("No answer: " + line);
            }
            fields.put(piece.substring(0, at), piece.substring(at + 1).replaceFirst(";;$", ""));
        }
        return new Answer(line, fields, response);
    }

    String get(String name) {
        return fields.get(name);
    }

    /** Returns the response code, with the words and the error code if it is no approval. */
    String outcome() {
        String code = get("ProcReturnCode");
        return code.equals("00") ? code : code + " " + get("ErrorMessage") + " " + get("ErrorCode");
    }

    /** Returns how an inquired order stands: TxnStat, TxnStatus, ChargeTypeCd, amount and what of it was refunded. */
    String standing() {
        return String.join(
                " ",
                get("ProcReturnCode"),
                get("TxnStat"),
                get("TxnStatus"),
                get("ChargeTypeCd"),
                get("PurchAmount"),
                get("RefundedAmount"));
    }
}
