package org.sanalpos.hub.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All banks of the sandbox by their codes. */
public final class SandboxBanks {

    private final Map<String, SandboxBank> banks = new LinkedHashMap<>();

    /** Opens empty books for every bank that has stores. */
    public SandboxBanks(SandboxStores stores, Clock clock) {
        stores.banks().forEach(code -> banks.put(code, new SandboxBank(code, clock)));
    }

    /** Finds a bank by its code. */
    public Optional<SandboxBank> find(String code) {
        return Optional.ofNullable(banks.get(code));
    }
}
