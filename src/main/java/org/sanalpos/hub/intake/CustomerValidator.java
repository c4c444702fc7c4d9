package org.sanalpos.hub.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Customer;

/** Checks what is told of the one who pays. */
final class CustomerValidator {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@.\\p{Cntrl}]+(\\.[^\\s@.\\p{Cntrl}]+)*");
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
        return new Customer(body.ip(), body.email(), body.name(), body.phone());
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
