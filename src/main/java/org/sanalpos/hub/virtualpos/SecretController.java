package org.sanalpos.hub.virtualpos;

import java.util.Map;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.ReEncryption;
import org.sanalpos.hub.security.Vault;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brings everything that is encrypted at rest under the current master key, for operators. */
@RestController
class SecretController {
    private final Vault vault;
    private final ReEncryption reEncryption;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    SecretController(Vault vault, ReEncryption reEncryption, TransactionTemplate transaction, AuditLog audit) {
        this.vault = vault;
        this.reEncryption = reEncryption;
        this.transaction = transaction;
        this.audit = audit;
    }

    @PostMapping("/api/v1/secrets/re-encrypt")
    View reEncrypt(@AuthenticationPrincipal Caller caller) {
        return transaction.execute(status -> {
            EncryptedStore.Counts counts = reEncryption.all();
            audit.acted(
                    caller.actor(),
                    new Thing(Kind.SECRETS, null, vault.currentKeyId()),
                    Action.RE_ENCRYPT,
                    AuditLog.DONE,
                    Map.of("reEncrypted", counts.reEncrypted(), "current", counts.current()));
            return new View(vault.currentKeyId(), counts.reEncrypted(), counts.current());
        });
    }

    /**
     * @param keyId id of the master key that everything is under now
     * @param reEncrypted secrets that were under an older key
     * @param current secrets that were under this key already
     */
    record View(String keyId, int reEncrypted, int current) {}
}
