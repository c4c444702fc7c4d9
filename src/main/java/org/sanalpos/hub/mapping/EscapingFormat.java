package org.sanalpos.hub.mapping;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.core.io.JsonStringEncoder;

/** What a template does with each value that it inserts, so that no value can break out of its place. */
final class EscapingFormat extends CommonMarkupOutputFormat<EscapingFormat.Markup> {
    /** Values stand between quotes that the template writes. */
    static final EscapingFormat JSON = new EscapingFormat(
            "hub-json",
            "application/json",
            text -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)));

    /** Values of {@code name=value} lines, percent-encoded as UTF-8. */
    static final EscapingFormat FORM = new EscapingFormat(
            "hub-form", "application/x-www-form-urlencoded", text -> URLEncoder.encode(text, StandardCharsets.UTF_8));

    private final String name;
    private final String mimeType;
    private final UnaryOperator<String> escape;

    private EscapingFormat(String name, String mimeType, UnaryOperator<String> escape) {
        this.name = name;
        this.mimeType = mimeType;
        this.escape = escape;
    }

    /** Text that is escaped already, or will be when it is written. */
    static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
        private final EscapingFormat format;

        private Markup(EscapingFormat format, String plain, String markup) {
            super(plain, markup);
            this.format = format;
        }

        @Override
        public EscapingFormat getOutputFormat() {
            return format;
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMimeType() {
        return mimeType;
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escape.apply(text));
    }

    @Override
    public String escapePlainText(String text) {
        return escape.apply(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Markup newTemplateMarkupOutputModel(String plain, String markup) {
        return new Markup(this, plain, markup);
    }
}
