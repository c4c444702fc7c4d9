package org.sanalpos.hub.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** All banks of the sandbox by their codes. */
public final class SandboxBanks {

    private final SandboxStores stores;
    private final Map<String, SandboxBank> banks = new LinkedHashMap<>();

    /** Opens empty books for every bank that has stores. */
    public SandboxBanks(SandboxStores stores, Clock clock) {
        this.stores = stores;
        stores.banks().forEach(code -> banks.put(code, new SandboxBank(code, clock)));
    }

    /** Finds a bank by its code. */
    public Optional<SandboxBank> find(String code) {
        return Optional.ofNullable(banks.get(code));
    }

    /**
     * Returns the bank of a request's path.
     *
     * @throws ResponseStatusException 404 if there is none of this code or it speaks another dialect
     */
    public SandboxBank speaking(String dialect, String code) {
        return find(code)
                .filter(bank -> stores.banks(dialect).contains(code))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such bank: " + code));
    }
}
