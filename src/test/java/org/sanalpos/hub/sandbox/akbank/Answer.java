package org.sanalpos.hub.sandbox.akbank;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bank's answer, read by the names of its members. */
record Answer(int status, JsonNode json, String body) {

    static Answer of(HttpResponse<byte[]> response) {
        JsonNode json = JsonMapper.shared().readTree(response.body());
        return new Answer(response.statusCode(), json, new String(response.body(), StandardCharsets.UTF_8));
    }

    /** Returns a member by its path as a text, null if it is absent. */
    String get(String path) {
        JsonNode found = json.at("/" + path.replace('.', '/'));
        return found.isMissingNode() ? null : found.asString();
    }

    /** Returns the response code and, if there is one, the host's. */
    String outcome() {
        if (status != 200) {
            return "HTTP " + status;
        }
        return get("responseCode") + (get("hostResponseCode") == null ? "" : " " + get("hostResponseCode"));
    }

    /** Returns the names of its members, or of a section's, sorted. */
    List<String> names(String section) {
        JsonNode parent = section.isEmpty() ? json : json.path(section);
        return parent.propertyNames().stream().sorted().toList();
    }

    /** Returns the history as {@code txnCode responseCode txnStatus amount}, in its order. */
    List<String> rows() {
        return json.path("txnDetailList")
                .valueStream()
                .map(row -> row.path("txnCode").asString() + " "
                        + row.path("responseCode").asString() + " "
                        + row.path("txnStatus").asString() + " " + row.path("amount"))
                .toList();
    }

    JsonNode row(int index) {
        return json.path("txnDetailList").path(index);
    }
}
