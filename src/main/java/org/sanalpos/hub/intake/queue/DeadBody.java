package org.sanalpos.hub.intake.queue;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.JweMask;

/**
 * The body of a message that was given up, fit to be kept: everything that could be a card number is masked, whether or not its check
 * digit is right, and security codes and encrypted cards are gone. It may be no JSON or XML at all, so it is treated as text.
 */
final class DeadBody {
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\u00([2-7][0-9a-fA-F])");
    private static final Pattern XML_ESCAPE = Pattern.compile("&#(x?)0*([0-9a-fA-F]{2,3});");
    private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ -]?[0-9]){12,}");
    private static final int LONGEST = 19;

    private static final String NAME = "[\\w:.-]*(?:cvv|cvc|card_?jwe|securitycode|security_code)[\\w-]*";
    private static final Pattern JSON_SECRET =
            Pattern.compile("(?i)([\"']" + NAME + "[\"']\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*(?:\"|$)|[^,}\\]\\s]+)");
    private static final Pattern XML_SECRET = Pattern.compile("(?i)(<(" + NAME + ")(?:\\s[^<>]*)?>)[^<]+");
    private static final Pattern ASSIGNED_SECRET =
            Pattern.compile("(?i)(\\b" + NAME + "\\s*=\\s*)(\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^\\s&,;>]+)");

    private DeadBody() {}

    /** The text of a body; only its size when it is no readable text, where nothing could be found. */
    static String of(byte[] body) {
        if (body == null) {
            return "";
        }
        String text = new String(body, StandardCharsets.UTF_8);
        boolean readable =
                text.codePoints().noneMatch(c -> c == 0xFFFD || c < 0x20 && c != '\t' && c != '\r' && c != '\n');
        return readable ? masked(text) : "(" + body.length + " bytes that are no text)";
    }

    static String masked(String text) {
        String plain = unescaped(JSON_ESCAPE, text, found -> character(found.group(1), 16));
        plain = unescaped(
                XML_ESCAPE,
                plain,
                found -> character(found.group(2), found.group(1).isEmpty() ? 10 : 16));
        plain = JSON_SECRET.matcher(plain).replaceAll("$1null");
        plain = XML_SECRET.matcher(plain).replaceAll("$1");
        plain = JweMask.mask(ASSIGNED_SECRET.matcher(plain).replaceAll("$1\"\""));
        return DIGITS.matcher(plain).replaceAll(found -> Matcher.quoteReplacement(mask(found.group())));
    }

    private static String mask(String run) {
        String digits = run.replaceAll("[ -]", "");
        return digits.length() <= LONGEST ? Card.mask(digits) : "*".repeat(digits.length());
    }

    // Digits and letters may hide behind escapes; other characters keep theirs, so that the text keeps its form.
    private static String unescaped(Pattern escape, String text, Function<MatchResult, String> character) {
        return escape.matcher(text).replaceAll(found -> {
            String plain = character.apply(found);
            boolean harmless = plain.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
            return Matcher.quoteReplacement(harmless ? plain : found.group());
        });
    }

    private static String character(String code, int radix) {
        try {
            return String.valueOf((char) Integer.parseInt(code, radix));
        } catch (NumberFormatException e) {
            return "&";
        }
    }
}
