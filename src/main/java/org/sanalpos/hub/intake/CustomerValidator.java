package org.sanalpos.hub.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Browser;
import org.sanalpos.hub.payment.Customer;

/** Checks what is told of the one who pays. */
final class CustomerValidator {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@.\\p{Cntrl}]+(\\.[^\\s@.\\p{Cntrl}]+)*");
    private static final Pattern LANGUAGE = Pattern.compile("(?=.{2,35}$)[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    Customer check(RequestBody.CustomerBody body, FieldErrors errors) {
        if (body == null) {
            return Customer.UNKNOWN;
        }
        if (body.ip() != null && !isAddress(body.ip())) {
            errors.add("customer.ip", "expected an IPv4 or IPv6 address");
        }
        if (body.email() != null
                && (body.email().length() > 254 || !EMAIL.matcher(body.email()).matches())) {
            errors.add("customer.email", "expected an e-mail address");
        }
        if (body.phone() != null && !PHONE.matcher(body.phone()).matches()) {
            errors.add("customer.phone", "expected a number in E.164 form, such as +905551112233");
        }
        Texts.line("customer.name", body.name(), 200, errors);
        return new Customer(body.ip(), body.email(), body.name(), body.phone(), browser(body.browser(), errors));
    }

    private static Browser browser(RequestBody.BrowserBody body, FieldErrors errors) {
        if (body == null) {
            return Browser.UNKNOWN;
        }
        Texts.line("customer.browser.accept", body.accept(), 2048, errors);
        Texts.line("customer.browser.userAgent", body.userAgent(), 2048, errors);
        if (body.language() != null && !LANGUAGE.matcher(body.language()).matches()) {
            errors.add("customer.browser.language", "expected a language tag such as tr-TR, of at most 35 characters");
        }
        return new Browser(
                body.accept(),
                body.userAgent(),
                body.language(),
                number("screenWidth", body.screenWidth(), 1, 99_999, errors),
                number("screenHeight", body.screenHeight(), 1, 99_999, errors),
                number("colorDepth", body.colorDepth(), 1, 48, errors),
                number("timeZoneOffset", body.timeZoneOffset(), -840, 840, errors));
    }

    private static Integer number(String name, String text, int least, int most, FieldErrors errors) {
        if (text == null) {
            return null;
        }
        if (NUMBER.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        errors.add("customer.browser." + name, "expected a whole number from " + least + " to " + most);
        return null;
    }

    private static boolean isAddress(String text) {
        if (text.length() > 45) {
            return false;
        }
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        if (!IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            // a text with a colon is never looked up as a name
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
