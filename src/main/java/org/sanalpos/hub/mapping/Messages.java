package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Renders one step of an operation into the request that goes on the wire. */
final class Messages {
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

    private final TemplateFunctions functions;

    Messages(TemplateFunctions functions) {
        this.functions = functions;
    }

    BankRequest render(MessageContext context, BankMapping mapping, Dialect.Step step, String url)
            throws TemplateException {
        TemplateFunctions.Moment moment = functions.moment();
        Map<String, Object> model = model(context, mapping, moment, false);
        byte[] body = onTheWire(step.wire(), document(step, model));
        Map<String, String> headers = new TreeMap<>();
        if (!step.wire().headers().isEmpty()) {
            Map<String, Object> withBody = new HashMap<>(model);
            withBody.put("body", new TemplateFunctions.Bytes(body, step.wire().charset()));
            for (Map.Entry<String, Template> header : step.wire().headers().entrySet()) {
                String value = header(header.getValue(), withBody);
                if (!value.isEmpty()) {
                    headers.put(header.getKey(), value);
                }
            }
        }
        String shown = document(step, model(context, mapping, moment.again(), true));
        return new BankRequest(
                mapping.bank().code(),
                step.message(),
                url,
                context.account().companyEndpoints().contains(step.endpoint()),
                step.wire().contentType(),
                headers,
                body,
                shown,
                mapping.bank().timeouts());
    }

    /**
     * The fields of a form that the browser sends.
     *
     * @param masked whether they are to be shown to people
     */
    List<Map.Entry<String, String>> fields(
            MessageContext context,
            BankMapping mapping,
            Dialect.Step step,
            TemplateFunctions.Moment moment,
            boolean masked)
            throws TemplateException {
        String document = document(step, model(context, mapping, moment, masked));
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String field : document.split("&")) {
            int at = field.indexOf('=');
            if (at < 1) {
                throw new TemplateException("expected a field and its value in each line", null);
            }
            fields.add(Map.entry(decoded(field.substring(0, at)), decoded(field.substring(at + 1))));
        }
        return fields;
    }

    TemplateFunctions.Moment moment() {
        return functions.moment();
    }

    /** What a small template gives. */
    String text(Template template, MessageContext context, BankMapping mapping) throws TemplateException {
        return process(template, model(context, mapping, functions.moment(), false))
                .strip();
    }

    /** Whether an expression holds; one that is not there does. */
    boolean holds(Template expression, MessageContext context, BankMapping mapping) throws TemplateException {
        return expression == null
                || process(expression, model(context, mapping, functions.moment(), true))
                        .equals("true");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * What a value of an answer must be.
     *
     * @param values the answer's values, which the template knows as {@code answer}
     * @param body the answer as it came, which it knows as {@code body}
     */
    String expected(
            Template template, MessageContext context, BankMapping mapping, Map<String, String> values, byte[] body)
            throws TemplateException {
        Map<String, Object> model = model(context, mapping, functions.moment(), false);
        model.put("answer", values);
        model.put("body", new TemplateFunctions.Bytes(body, StandardCharsets.UTF_8));
        return process(template, model).strip();
    }

    /** Whether an operation has a step, as far as its payment's history tells. */
    boolean has(Dialect.Step step, MessageContext context, BankMapping mapping) throws TemplateException {
        return holds(step.when(), context, mapping);
    }

    private Map<String, Object> model(
            MessageContext context, BankMapping mapping, TemplateFunctions.Moment moment, boolean masked) {
        return MessageModel.of(context, mapping, functions.in(mapping.dialect().zone(), moment, masked), masked);
    }

    private static String document(Dialect.Step step, Map<String, Object> model) throws TemplateException {
        String text = process(step.template(), model);
        return switch (step.format()) {
            case FORM ->
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("&"));
            case XML ->
                escaped(text.strip(), step.wire().charset(), character -> "&#" + character.codePointAt(0) + ";");
            case JSON -> escaped(text.strip(), step.wire().charset(), Messages::jsonEscape);
        };
    }

    private static byte[] onTheWire(Dialect.Wire wire, String document) {
        String body =
                wire.field() == null ? document : wire.field() + "=" + URLEncoder.encode(document, wire.charset());
        return body.getBytes(wire.charset());
    }

    /** Writes the characters that the charset cannot carry as the format's own references. */
    private static String escaped(String document, Charset charset, UnaryOperator<String> reference) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(document)) {
            return document;
        }
        StringBuilder out = new StringBuilder(document.length() + 64);
        document.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            out.append(encoder.canEncode(character) ? character : reference.apply(character));
        });
        return out.toString();
    }

    private static String jsonEscape(String character) {
        return character
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                .collect(Collectors.joining());
    }

    private static String header(Template template, Map<String, Object> model) throws TemplateException {
        String value = process(template, model).strip();
        if (!PRINTABLE.matcher(value).matches()) {
            throw new UnfitHeader(template.getName());
        }
        return value;
    }

    /** A header's value is more than one line of ASCII: it would be another header, or other letters, on the wire. */
    static final class UnfitHeader extends IllegalStateException {
        static final String REASON = "expected printable ASCII characters";

        private static final long serialVersionUID = 1L;
        private final String place;

        private UnfitHeader(String place) {
            super(place + ": " + REASON);
            this.place = place;
        }

        /** Where the dialect's file describes the header. */
        String place() {
            return place;
        }
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
