package org.sanalpos.hub.intake;

import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Refuses cards in the texts of a request that are kept as they are written: what is masked would be another order, or another key. */
final class KeptTexts {
    private static final int SHORTEST_NUMBER = 13;

    /** Of an encrypted card, the encrypted key is what no other text has. */
    private static final int SHORTEST_KEY = 40;

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");

    private final String number;
    private final String key;
    private final FieldErrors errors;

    private KeptTexts(String number, String key, FieldErrors errors) {
        this.number = number;
        this.key = key;
        this.errors = errors;
    }

    /**
     * Looks at everything that is kept of a payment.
     *
     * @param card the payment's own, as it was written or decrypted, or null
     */
    static void check(RequestBody body, RequestBody.CardBody card, FieldErrors errors) {
        String number = card == null || card.number() == null ? "" : card.number();
        KeptTexts texts =
                new KeptTexts(number.length() < SHORTEST_NUMBER ? null : number, longest(body.cardJwe()), errors);
        texts.check("requestId", body.requestId());
        texts.check("orderNo", body.orderNo());
        texts.check("description", body.description());
        texts.check("returnUrl", body.returnUrl());
        texts.check("card.holder", card == null ? null : card.holder());
        texts.metadata(body);
        texts.customer(body.customer());
    }

    /** Looks at the key of a request that brings nothing else to keep. */
    static void checkRequestId(RequestBody body, FieldErrors errors) {
        new KeptTexts(null, null, errors).check("requestId", body.requestId());
    }

    private static String longest(String jwe) {
        return jwe == null
                ? null
                : Stream.of(jwe.split("\\."))
                        .max(Comparator.comparingInt(String::length))
                        .filter(part -> part.length() > SHORTEST_KEY)
                        .orElse(null);
    }

    private void metadata(RequestBody body) {
        if (body.metadata() != null) {
            body.metadata().forEach((name, value) -> {
                check("metadata", name);
                check(Texts.metadataField(name), value);
            });
        }
    }

    private void customer(RequestBody.CustomerBody customer) {
        if (customer == null) {
            return;
        }
        check("customer.ip", customer.ip());
        check("customer.email", customer.email());
        check("customer.name", customer.name());
        check("customer.phone", customer.phone());
        RequestBody.BrowserBody browser = customer.browser();
        if (browser != null) {
            check("customer.browser.accept", browser.accept());
            check("customer.browser.userAgent", browser.userAgent());
            check("customer.browser.language", browser.language());
        }
    }

    private void check(String field, String text) {
        if (text == null) {
            return;
        }
        if (number != null && CardSearch.found(text, number)
                || CardSearch.found(text)
                || CardSearch.found(PERCENT.matcher(text).replaceAll(" "))) {
            errors.add(field, CardSearch.REFUSAL);
        } else if (key != null && text.contains(key)) {
            errors.add(field, "must not hold an encrypted card");
        }
    }
}
