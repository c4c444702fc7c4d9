package org.sanalpos.hub.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.sanalpos.hub.problem.FieldError;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one JSON object as a request, token by token, so that a fault is named by its path and nothing of any size is kept.
 * Jackson's exceptions pass through: only the caller knows whether a body or a file broke.
 */
public final class JsonBodies {
    private static final Set<String> FIELDS = Set.of(
            "requestId",
            "company",
            "virtualPos",
            "operation",
            "secure",
            "orderNo",
            "amount",
            "currency",
            "installments",
            "channel",
            "cardJwe",
            "returnUrl",
            "description",
            "paymentId",
            "transactionCode",
            "auto");
    private static final Set<String> CARD_FIELDS = Set.of("number", "expiry", "cvv", "holder");
    private static final Set<String> CUSTOMER_FIELDS = Set.of("ip", "email", "name", "phone");
    private static final Set<String> BROWSER_TEXTS = Set.of("accept", "userAgent", "language");
    private static final Set<String> BROWSER_NUMBERS =
            Set.of("screenWidth", "screenHeight", "colorDepth", "timeZoneOffset");
    private static final String BROWSER = "customer.browser";
    private static final int METADATA_READ = 100;
    private static final int ERRORS_KEPT = 100;

    private final JsonParser parser;
    private final List<FieldError> errors = new ArrayList<>();

    private JsonBodies(JsonParser parser) {
        this.parser = parser;
    }

    /** @param parser at the object's {@code {}; left at its closing brace */
    public static RawRequest read(JsonParser parser) {
        JsonBodies reader = new JsonBodies(parser);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Map<String, String>> objects = new LinkedHashMap<>();
        reader.fields("", name -> switch (name) {
            case "card" -> reader.object(name, objects, reader.known(name, CARD_FIELDS));
            case "customer" -> reader.object(name, objects, reader.customer(objects));
            case "metadata" -> reader.object(name, objects, reader.any(name));
            default -> reader.known("", FIELDS).read(name, values);
        });
        Map<String, String> card = objects.get("card");
        Map<String, String> customer = objects.get("customer");
        RequestBody body = new RequestBody(
                values.get("requestId"),
                values.get("company"),
                values.get("virtualPos"),
                values.get("operation"),
                values.get("secure"),
                values.get("orderNo"),
                values.get("amount"),
                values.get("currency"),
                values.get("installments"),
                values.get("channel"),
                card == null ? null : cardBody(card),
                values.get("cardJwe"),
                customer == null
                        ? null
                        : new RequestBody.CustomerBody(
                                customer.get("ip"),
                                customer.get("email"),
                                customer.get("name"),
                                customer.get("phone"),
                                RequestBody.BrowserBody.of(objects.get(BROWSER))),
                values.get("returnUrl"),
                values.get("description"),
                objects.get("metadata"),
                values.get("paymentId"),
                values.get("transactionCode"),
                values.get("auto"));
        return new RawRequest(body, reader.errors);
    }

    /** A card that stands alone, and what is wrong with its form: each by its path, such as {@code card.number}. */
    record CardRead(RequestBody.CardBody card, List<FieldError> errors) {}

    /** @param parser at the card's {@code {}; left at its closing brace */
    static CardRead readCard(JsonParser parser) {
        JsonBodies reader = new JsonBodies(parser);
        Map<String, String> values = new LinkedHashMap<>();
        Field known = reader.known("card", CARD_FIELDS);
        reader.fields("card.", name -> known.read(name, values));
        return new CardRead(cardBody(values), reader.errors);
    }

    private static RequestBody.CardBody cardBody(Map<String, String> card) {
        return new RequestBody.CardBody(card.get("number"), card.get("expiry"), card.get("cvv"), card.get("holder"));
    }

    /** Whether the hub knows a field of this name at any depth. */
    public static boolean knows(String name) {
        return FIELDS.contains(name)
                || CARD_FIELDS.contains(name)
                || CUSTOMER_FIELDS.contains(name)
                || BROWSER_TEXTS.contains(name)
                || BROWSER_NUMBERS.contains(name)
                || name.equals("browser")
                || name.equals("card")
                || name.equals("customer")
                || name.equals("metadata");
    }

    private void error(FieldError error) {
        if (errors.size() < ERRORS_KEPT) {
            errors.add(error);
        }
    }

    private interface Field {
        boolean read(String name, Map<String, String> into);
    }

    private void fields(String path, Function<String, Boolean> read) {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (seen.size() <= METADATA_READ && !seen.add(name)) {
                error(new FieldError(path + shown(name), "is written twice"));
            }
            parser.nextToken();
            if (!read.apply(name)) {
                error(new FieldError(path + shown(name), "unknown field"));
                parser.skipChildren();
            }
        }
    }

    private boolean object(String name, Map<String, Map<String, String>> into, Field field) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return true;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            error(new FieldError(name, "expected an object"));
            parser.skipChildren();
            return true;
        }
        Map<String, String> values = new LinkedHashMap<>();
        fields(name + ".", each -> field.read(each, values));
        into.put(name, values);
        return true;
    }

    private Field known(String parent, Set<String> names) {
        String path = parent.isEmpty() ? "" : parent + ".";
        return (name, into) -> {
            if (!names.contains(name)) {
                return false;
            }
            value(path + name, name, into);
            return true;
        };
    }

    private Field customer(Map<String, Map<String, String>> objects) {
        Field texts = known("customer", CUSTOMER_FIELDS);
        Field browserTexts = known(BROWSER, BROWSER_TEXTS);
        Field browserNumbers = known(BROWSER, BROWSER_NUMBERS);
        return (name, into) -> name.equals("browser")
                ? object(
                        BROWSER,
                        objects,
                        (inner, values) -> browserTexts.read(inner, values) || browserNumbers.read(inner, values))
                : texts.read(name, into);
    }

    /** The caller's own names; what is beyond all measure is counted and not kept. */
    private Field any(String parent) {
        return (name, into) -> {
            if (into.size() < METADATA_READ) {
                value(parent + "." + shown(name), name, into);
            } else {
                parser.skipChildren();
            }
            return true;
        };
    }

    private void value(String path, String name, Map<String, String> into) {
        JsonToken token = parser.currentToken();
        boolean top = path.equals(name);
        boolean number =
                top && name.equals("installments") || path.startsWith(BROWSER + ".") && BROWSER_NUMBERS.contains(name);
        boolean flag = top && name.equals("auto");
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        boolean fits = flag
                ? token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
                : token == (number ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING);
        if (fits) {
            into.put(name, parser.getString());
            return;
        }
        error(new FieldError(
                path,
                flag
                        ? "expected true or false"
                        : number ? "expected a whole number" + (top ? ", such as 3" : "") : "expected a string"));
        parser.skipChildren();
    }

    /** A name that the caller made up, short and without digits that could be a card's. */
    private static String shown(String name) {
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        return CardNumbers.mask(shown);
    }
}
