package org.sanalpos.hub.security;

import org.sanalpos.hub.audit.Seal;
import org.springframework.stereotype.Component;

/** Seals the audit with the key of the fingerprints, which is in the database under the master key alone and outlives a change of it. */
@Component
class VaultSeal implements Seal {
    private final Vault vault;

    VaultSeal(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String of(String text) {
        return vault.fingerprint(text);
    }
}
