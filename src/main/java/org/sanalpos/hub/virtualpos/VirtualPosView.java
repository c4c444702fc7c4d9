package org.sanalpos.hub.virtualpos;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sanalpos.hub.mapping.CredentialField;

/** A definition as it is read over REST: with its secrets masked. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record VirtualPosView(
        String code,
        String company,
        String bank,
        boolean active,
        String environment,
        String secure,
        Map<String, String> credentials,
        Map<String, String> endpoints,
        List<String> currencies,
        List<Integer> installments,
        boolean allowNonSecure,
        int priority,
        String outboundIp) {

    static VirtualPosView of(VirtualPos pos, List<CredentialField> fields) {
        return new VirtualPosView(
                pos.code(),
                pos.company(),
                pos.bank(),
                pos.active(),
                pos.environment(),
                pos.secure().code(),
                CredentialRules.masked(pos, fields),
                new TreeMap<>(pos.endpoints()),
                pos.currencies(),
                pos.installments(),
                pos.allowNonSecure(),
                pos.priority(),
                pos.outboundIp());
    }
}
