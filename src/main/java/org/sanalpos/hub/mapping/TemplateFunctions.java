package org.sanalpos.hub.mapping;

import freemarker.template.AdapterTemplateModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The general functions with which templates sign and format; no bank's own. Digests give bytes, which only {@code hex},
 * {@code hexUpper} and {@code base64} turn into text; text becomes bytes as UTF-8.
 */
final class TemplateFunctions {
    private static final HexFormat HEX = HexFormat.of();

    private final Clock clock;
    private final SecureRandom random;

    TemplateFunctions(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** The time and the random values of one message: the same in its body, its headers and the text that is kept of it. */
    static final class Moment {
        private final Instant at;
        private final List<byte[]> drawn;
        private int used;

        private Moment(Instant at, List<byte[]> drawn) {
            this.at = at;
            this.drawn = drawn;
        }

        /** The same moment for another rendering from the beginning. */
        Moment again() {
            return new Moment(at, drawn);
        }

        private byte[] random(SecureRandom random, int length) {
            if (used == drawn.size()) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                drawn.add(bytes);
            }
            return Arrays.copyOf(drawn.get(used++), length);
        }
    }

    Moment moment() {
        return new Moment(clock.instant(), new ArrayList<>());
    }

    /** All functions by the names that templates use, for what goes to the bank. */
    Map<String, Object> in(ZoneId zone, Moment moment) {
        return in(zone, moment, false);
    }

    /** @param masked whether secrets are masked, for the text that is kept */
    Map<String, Object> in(ZoneId zone, Moment moment, boolean masked) {
        Map<String, Object> functions = new HashMap<>();
        for (String digest : List.of("SHA-1", "SHA-256", "SHA-512")) {
            functions.put(digest.toLowerCase(Locale.ROOT).replace("-", ""), function(1, arguments -> {
                return new Bytes(digest(digest, bytes(arguments, 0)), null);
            }));
        }
        for (String mac : List.of("HmacSHA1", "HmacSHA256", "HmacSHA512")) {
            functions.put("hmacSha" + mac.substring(7), function(2, arguments -> {
                return new Bytes(mac(mac, bytes(arguments, 0), bytes(arguments, 1)), null);
            }));
        }
        functions.put("bytes", function(2, arguments -> {
            return new Bytes(text(arguments, 0).getBytes(Charset.forName(text(arguments, 1))), null);
        }));
        functions.put("hex", function(1, arguments -> HEX.formatHex(bytes(arguments, 0))));
        functions.put("hexUpper", function(1, arguments -> HEX.formatHex(bytes(arguments, 0))
                .toUpperCase(Locale.ROOT)));
        functions.put("base64", function(1, arguments -> Base64.getEncoder().encodeToString(bytes(arguments, 0))));
        functions.put("padLeft", function(3, arguments -> {
            String value = text(arguments, 0);
            int missing = Integer.parseInt(text(arguments, 1)) - value.length();
            return text(arguments, 2).repeat(Math.max(0, missing)) + value;
        }));
        functions.put("upper", function(1, arguments -> text(arguments, 0).toUpperCase(Locale.ROOT)));
        functions.put("lower", function(1, arguments -> text(arguments, 0).toLowerCase(Locale.ROOT)));
        functions.put("secret", function(1, arguments -> masked ? MessageModel.MASK : text(arguments, 0)));
        functions.put("byName", function(2, arguments -> byName(arguments.get(0), arguments.get(1))));
        functions.put("fromBase64", function(1, arguments -> fromBase64(text(arguments, 0))));
        functions.put("now", function(1, arguments -> DateTimeFormatter.ofPattern(text(arguments, 0), Locale.ROOT)
                .format(moment.at.atZone(zone))));
        functions.put("randomHex", function(1, arguments -> {
            int digits = Integer.parseInt(text(arguments, 0));
            return HEX.formatHex(moment.random(random, (digits + 1) / 2)).substring(0, digits);
        }));
        return functions;
    }

    /** The values of fields in the order of their names in capital letters, without some of them. */
    private static List<String> byName(Object fields, Object without) throws TemplateModelException {
        if (!(fields instanceof TemplateHashModelEx hash)) {
            throw new TemplateModelException("argument 1: expected fields by their names");
        }
        if (!(without instanceof TemplateSequenceModel names)) {
            throw new TemplateModelException("argument 2: expected a list of names");
        }
        Set<String> left = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            left.add(scalar(names.get(i)).toUpperCase(Locale.ROOT));
        }
        Map<String, String> sorted = new TreeMap<>();
        TemplateModelIterator keys = hash.keys().iterator();
        while (keys.hasNext()) {
            String name = scalar(keys.next());
            String upper = name.toUpperCase(Locale.ROOT);
            if (!left.contains(upper)) {
                TemplateModel value = hash.get(name);
                sorted.put(upper, value == null ? "" : scalar(value));
            }
        }
        return List.copyOf(sorted.values());
    }

    private static String scalar(TemplateModel model) throws TemplateModelException {
        if (model instanceof TemplateScalarModel scalar) {
            return scalar.getAsString();
        }
        throw new TemplateModelException("expected texts");
    }

    /** The text that base64 stands for; empty for what is no base64 of a text. */
    private static String fromBase64(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return "";
        }
    }

    private interface Body {
        Object apply(List<?> arguments) throws TemplateModelException, GeneralSecurityException;
    }

    private static TemplateMethodModelEx function(int arity, Body body) {
        return arguments -> {
            if (arguments.size() != arity) {
                throw new TemplateModelException("expected " + arity + " argument(s), found " + arguments.size());
            }
            try {
                return body.apply(arguments);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new TemplateModelException(e.getMessage(), e);
            }
        };
    }

    /**
     * Bytes on their way to an encoding. Those of a digest have no charset, so that a template cannot print them by accident; those of
     * a body are a text too.
     */
    record Bytes(byte[] content, Charset charset) implements AdapterTemplateModel, TemplateScalarModel {
        @Override
        public Object getAdaptedObject(Class<?> hint) {
            return content;
        }

        @Override
        public String getAsString() throws TemplateModelException {
            if (charset == null) {
                throw new TemplateModelException("a digest is bytes: put it through hex, hexUpper or base64");
            }
            return new String(content, charset);
        }
    }

    private static byte[] bytes(List<?> arguments, int index) throws TemplateModelException {
        Object argument = arguments.get(index);
        return argument instanceof Bytes bytes
                ? bytes.content()
                : text(arguments, index).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(List<?> arguments, int index) throws TemplateModelException {
        Object argument = arguments.get(index);
        if (argument instanceof TemplateScalarModel scalar) {
            return scalar.getAsString();
        }
        if (argument instanceof freemarker.template.TemplateNumberModel number) {
            return number.getAsNumber().toString();
        }
        throw new TemplateModelException("argument " + (index + 1)
                + (argument == null ? " is not known, or not always there" : ": expected a text"));
    }

    private static byte[] digest(String algorithm, byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(data);
    }

    private static byte[] mac(String algorithm, byte[] data, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(data);
    }
}
