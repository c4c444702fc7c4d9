package org.sanalpos.hub.virtualpos;

import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.ReEncryption;
import org.sanalpos.hub.security.Vault;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brings everything that is encrypted at rest under the current master key, for operators. */
@RestController
class SecretController {
    private final Vault vault;
    private final ReEncryption reEncryption;

    SecretController(Vault vault, ReEncryption reEncryption) {
        this.vault = vault;
        this.reEncryption = reEncryption;
    }

    @PostMapping("/api/v1/secrets/re-encrypt")
    View reEncrypt(@AuthenticationPrincipal Caller caller) {
        EncryptedStore.Counts counts = reEncryption.all(caller.actor());
        return new View(vault.currentKeyId(), counts.reEncrypted(), counts.current());
    }

    /**
     * @param keyId id of the master key that everything is under now
     * @param reEncrypted secrets that were under an older key
     * @param current secrets that were under this key already
     */
    record View(String keyId, int reEncrypted, int current) {}
}
