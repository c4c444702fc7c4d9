package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Writer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON: an array, or an object on each line, as the input was. */
final class JsonResults implements ResultWriter {
    private final Writer out;
    private final boolean array;
    private final JsonMapper json;
    private boolean first = true;

    JsonResults(Writer out, boolean array, JsonMapper json) throws IOException {
        this.out = out;
        this.array = array;
        this.json = json;
        if (array) {
            out.write("[");
        }
    }

    @Override
    public void write(LineResult result) throws IOException {
        ObjectNode node = json.createObjectNode();
        node.put("line", result.line());
        node.put("requestId", result.requestId());
        if (result.answer() == null) {
            node.set("error", json.valueToTree(result.problem()));
        } else {
            node.put("replayed", result.answer().replayed());
            node.set("answer", json.readTree(result.answer().body()));
        }
        if (array) {
            out.write(first ? "\n" : ",\n");
        }
        first = false;
        out.write(json.writeValueAsString(node));
        if (!array) {
            out.write("\n");
        }
    }

    @Override
    public void close() throws IOException {
        if (array) {
            out.write("\n]\n");
        }
        out.close();
    }
}
