package org.sanalpos.hub.security;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * Writes a log event in the chosen form and masks the whole of it, stack trace included, as the last step before it is written: so
 * nothing that anybody logs goes by it.
 */
public final class MaskingEncoder extends EncoderBase<ILoggingEvent> {
    private String pattern;
    private String format;
    private Charset charset = StandardCharsets.UTF_8;
    private Encoder<ILoggingEvent> form;

    /** @param pattern the form of a line of text, used when there is no other {@link #setFormat format} */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    /** @param format a structured form that Spring Boot knows, such as {@code ecs}; empty for text */
    public void setFormat(String format) {
        this.format = format;
    }

    public void setCharset(Charset charset) {
        this.charset = charset;
    }

    @Override
    public void start() {
        form = format == null || format.isBlank() ? text() : structured();
        form.setContext(getContext());
        form.start();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        if (form != null) {
            form.stop();
        }
    }

    @Override
    public byte[] headerBytes() {
        return form.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] bytes = form.encode(event);
        String plain = new String(bytes, charset);
        String masked = LogMask.mask(plain);
        return masked.equals(plain) ? bytes : masked.getBytes(charset);
    }

    @Override
    public byte[] footerBytes() {
        return form.footerBytes();
    }

    private Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(pattern);
        encoder.setCharset(charset);
        return encoder;
    }

    private Encoder<ILoggingEvent> structured() {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setFormat(format);
        encoder.setCharset(charset);
        return encoder;
    }
}
