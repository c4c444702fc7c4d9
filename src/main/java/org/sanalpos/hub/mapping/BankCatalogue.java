package org.sanalpos.hub.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The banks that the hub can talk to, as {@code bank-mappings/} describes them. */
public final class BankCatalogue {
    private final Map<String, Bank> banks = new LinkedHashMap<>();

    public BankCatalogue(List<Bank> banks) {
        banks.forEach(bank -> this.banks.put(bank.code(), bank));
    }

    /** All banks, by code. */
    public Collection<Bank> banks() {
        return List.copyOf(banks.values());
    }

    public Optional<Bank> find(String code) {
        return Optional.ofNullable(banks.get(code));
    }
}
