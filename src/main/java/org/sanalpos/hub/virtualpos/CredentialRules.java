package org.sanalpos.hub.virtualpos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.CredentialField;

/** Checks the credentials of a request against the fields that the bank names, and parts the secret ones from the others. */
final class CredentialRules {
    /** What a secret is read back as. */
    static final String MASK = "********";

    private final Bank bank;
    private final Map<String, String> stored;

    /** @param stored the secrets that a definition of the same bank has already; empty for a new one */
    CredentialRules(Bank bank, Map<String, String> stored) {
        this.bank = bank;
        this.stored = stored;
    }

    /** Credentials that passed. */
    record Checked(Map<String, String> open, Map<String, String> secret) {}

    /**
     * A secret that is left out or sent as the mask keeps its stored value; one that is sent empty is removed.
     *
     * @param given the request's credentials; errors go to {@code fields}
     */
    Checked check(Map<String, String> given, JsonFields fields) {
        List<String> names =
                bank.credentials().stream().map(CredentialField::name).toList();
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> fields.error(
                        "credentials." + name,
                        "is not a credential of " + bank.name() + ", expected one of " + String.join(", ", names)));
        Map<String, String> open = new TreeMap<>();
        Map<String, String> secret = new TreeMap<>();
        for (CredentialField field : bank.credentials()) {
            String value = value(field, given, fields);
            if (value != null) {
                (field.secret() ? secret : open).put(field.name(), value);
            }
        }
        return new Checked(open, secret);
    }

    private String value(CredentialField field, Map<String, String> given, JsonFields fields) {
        String path = "credentials." + field.name();
        String value = given.get(field.name());
        if (field.secret() && (value == null || value.equals(MASK))) {
            String kept = stored.get(field.name());
            if (kept != null && !fields.wrong(path)) {
                return kept;
            }
            if (value != null) {
                fields.error(path, "is the mask of a stored secret, but none is stored; send the value itself");
                return null;
            }
        }
        if (value == null || value.isEmpty()) {
            if (field.required() && !fields.wrong(path)) {
                fields.error(path, field.name() + " is missing: " + bank.name() + " calls it '" + label(field) + "'");
            }
            return null;
        }
        if (field.pattern() != null && !value.matches(field.pattern())) {
            fields.error(
                    path,
                    field.name() + " has the wrong form: '" + label(field) + "' of " + bank.name() + " matches "
                            + field.pattern());
            return null;
        }
        return value;
    }

    private static String label(CredentialField field) {
        return field.label()
                .getOrDefault("tr", field.label().values().stream().findFirst().orElse(field.name()));
    }

    /** The credentials as they may be read: secrets as the mask, in the bank's order. */
    static Map<String, String> masked(VirtualPos pos, List<CredentialField> order) {
        Map<String, String> all = new TreeMap<>(pos.credentials());
        pos.secrets().keySet().forEach(name -> all.put(name, MASK));
        return order.stream()
                .map(CredentialField::name)
                .filter(all::containsKey)
                .collect(Collectors.toMap(name -> name, all::get, (one, other) -> one, LinkedHashMap::new));
    }
}
