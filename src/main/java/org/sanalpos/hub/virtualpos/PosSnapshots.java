package org.sanalpos.hub.virtualpos;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.CredentialField;
import org.springframework.stereotype.Component;

/** Definitions, as the audit keeps them. */
@Component
class PosSnapshots {
    private final BankCatalogue banks;

    PosSnapshots(BankCatalogue banks) {
        this.banks = banks;
    }

    static Thing thing(VirtualPos pos) {
        return new Thing(Kind.VIRTUAL_POS, pos.company(), pos.code());
    }

    /**
     * Of the credentials only those are shown that the bank's mapping calls open now: a field that it has come to call secret, or does
     * not know any more, is masked also where it was stored in clear.
     */
    Snapshot of(VirtualPos pos) {
        Snapshot snapshot = new Snapshot()
                .field("code", pos.code())
                .field("company", pos.company())
                .field("bank", pos.bank())
                .field("active", pos.active())
                .field("environment", pos.environment())
                .field("secure", pos.secure().code())
                .field("allowNonSecure", pos.allowNonSecure())
                .field("currencies", pos.currencies())
                .field("installments", pos.installments())
                .field("priority", pos.priority())
                .field("outboundIp", pos.outboundIp())
                .object("endpoints", pos.endpoints())
                .object("credentials", Map.of());
        Set<String> open = open(pos.bank());
        Map<String, String> all = new TreeMap<>(pos.credentials());
        all.putAll(pos.secrets());
        all.forEach((name, value) -> {
            String field = "credentials." + name;
            if (open.contains(name) && !pos.secrets().containsKey(name)) {
                snapshot.field(field, value);
            } else {
                snapshot.secret(field, value);
            }
        });
        return snapshot;
    }

    private Set<String> open(String bank) {
        return banks.find(bank)
                .map(known -> known.credentials().stream()
                        .filter(field -> !field.secret())
                        .map(CredentialField::name)
                        .collect(Collectors.toCollection(TreeSet::new)))
                .orElseGet(TreeSet::new);
    }
}
