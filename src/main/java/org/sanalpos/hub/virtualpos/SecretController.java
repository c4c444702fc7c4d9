package org.sanalpos.hub.virtualpos;

import java.util.List;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.Vault;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brings everything that is encrypted at rest under the current master key, for operators. */
@RestController
class SecretController {
    private final Vault vault;
    private final List<EncryptedStore> stores;

    SecretController(Vault vault, List<EncryptedStore> stores) {
        this.vault = vault;
        this.stores = stores;
    }

    @PostMapping("/api/v1/secrets/re-encrypt")
    View reEncrypt() {
        EncryptedStore.Counts counts = stores.stream()
                .map(EncryptedStore::reEncrypt)
                .reduce(new EncryptedStore.Counts(0, 0), EncryptedStore.Counts::plus);
        return new View(vault.currentKeyId(), counts.reEncrypted(), counts.current());
    }

    /**
     * @param keyId id of the master key that everything is under now
     * @param reEncrypted secrets that were under an older key
     * @param current secrets that were under this key already
     */
    record View(String keyId, int reEncrypted, int current) {}
}
