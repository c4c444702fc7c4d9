package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders one step of an operation into the request that goes on the wire. */
final class Messages {
    private final TemplateFunctions functions;

    Messages(TemplateFunctions functions) {
        this.functions = functions;
    }

    BankRequest render(MessageContext context, BankMapping mapping, Dialect.Step step, String url)
            throws TemplateException {
        Map<String, Object> names = functions.in(mapping.dialect().zone());
        Map<String, Object> model = MessageModel.of(context, mapping, names, false);
        String document = document(step, model);
        Map<String, String> headers = new TreeMap<>();
        if (!step.wire().headers().isEmpty()) {
            Map<String, Object> withBody = new HashMap<>(model);
            withBody.put("body", document);
            for (Map.Entry<String, Template> header : step.wire().headers().entrySet()) {
                headers.put(
                        header.getKey(), process(header.getValue(), withBody).strip());
            }
        }
        String shown = document(step, MessageModel.of(context, mapping, names, true));
        return new BankRequest(
                mapping.bank().code(),
                step.message(),
                url,
                step.wire().contentType(),
                headers,
                onTheWire(step.wire(), document),
                shown,
                mapping.bank().timeouts());
    }

    private static String document(Dialect.Step step, Map<String, Object> model) throws TemplateException {
        String text = process(step.template(), model);
        return switch (step.format()) {
            case FORM ->
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("&"));
            case XML -> asReferences(text.strip(), step.wire().charset());
            case JSON -> text.strip();
        };
    }

    private static byte[] onTheWire(Dialect.Wire wire, String document) {
        String body =
                wire.field() == null ? document : wire.field() + "=" + URLEncoder.encode(document, wire.charset());
        return body.getBytes(wire.charset());
    }

    /** Writes what the charset cannot carry as numeric character references. */
    private static String asReferences(String xml, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(xml)) {
            return xml;
        }
        StringBuilder out = new StringBuilder(xml.length() + 64);
        xml.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            out.append(encoder.canEncode(character) ? character : "&#" + codePoint + ";");
        });
        return out.toString();
    }

    private static String process(Template template, Map<String, Object> model) throws TemplateException {
        StringWriter out = new StringWriter(1024);
        try {
            template.process(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
