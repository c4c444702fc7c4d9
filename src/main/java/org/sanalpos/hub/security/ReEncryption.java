package org.sanalpos.hub.security;

import java.util.List;
import java.util.Map;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Thing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings everything that is encrypted at rest under the current master key: at each start with older keys in the settings, before requests are
 * taken, and whenever an operator wants it.
 */
@Component
public class ReEncryption implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(ReEncryption.class);

    private final Vault vault;
    private final List<EncryptedStore> stores;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    public ReEncryption(Vault vault, List<EncryptedStore> stores, TransactionTemplate transaction, AuditLog audit) {
        this.vault = vault;
        this.stores = stores;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** @throws org.sanalpos.hub.settings.SettingProblem if something is under a key that is not among the settings */
    @Override
    public void afterSingletonsInstantiated() {
        if (vault.hasPreviousKeys()) {
            EncryptedStore.Counts counts = all(Actor.HUB);
            LOG.info(
                    "{} secrets were brought under the master key {}, {} were under it already",
                    counts.reEncrypted(),
                    vault.currentKeyId(),
                    counts.current());
        }
    }

    /**
     * May run while the hub works, on several nodes at once, and again. What the hub does by itself is kept in the audit where it changed something,
     * what somebody asked for always.
     *
     * @param by who wants it
     */
    public EncryptedStore.Counts all(Actor by) {
        return transaction.execute(status -> {
            EncryptedStore.Counts counts = stores.stream()
                    .map(EncryptedStore::reEncrypt)
                    .reduce(new EncryptedStore.Counts(0, 0), EncryptedStore.Counts::plus);
            if (by.type() != Actor.Type.HUB || counts.reEncrypted() > 0) {
                audit.acted(
                        by,
                        new Thing(Kind.SECRETS, null, vault.currentKeyId()),
                        Action.RE_ENCRYPT,
                        AuditLog.DONE,
                        Map.of("reEncrypted", counts.reEncrypted(), "current", counts.current()));
            }
            return counts;
        });
    }
}
