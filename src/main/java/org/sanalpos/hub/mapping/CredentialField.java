package org.sanalpos.hub.mapping;

import java.util.Map;

/**
 * One thing that a bank gives a merchant and that a definition must hold.
 *
 * @param name the hub's name ({@code clientId})
 * @param label the bank's own name for it, by language ({@code tr}, {@code en})
 * @param required whether a definition without it is refused
 * @param secret whether it is encrypted at rest and never read back
 * @param pattern regular expression that a value must match whole, or null
 */
public record CredentialField(
        String name, Map<String, String> label, boolean required, boolean secret, String pattern) {
    public CredentialField {
        label = Map.copyOf(label);
    }
}
