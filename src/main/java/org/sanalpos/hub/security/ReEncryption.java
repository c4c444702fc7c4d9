package org.sanalpos.hub.security;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Brings everything that is encrypted at rest under the current master key: at each start with older keys in the settings, before requests are
 * taken, and whenever an operator wants it.
 */
@Component
public class ReEncryption implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(ReEncryption.class);

    private final Vault vault;
    private final List<EncryptedStore> stores;

    public ReEncryption(Vault vault, List<EncryptedStore> stores) {
        this.vault = vault;
        this.stores = stores;
    }

    /** @throws org.sanalpos.hub.settings.SettingProblem if something is under a key that is not among the settings */
    @Override
    public void afterSingletonsInstantiated() {
        if (vault.hasPreviousKeys()) {
            EncryptedStore.Counts counts = all();
            LOG.info(
                    "{} secrets were brought under the master key {}, {} were under it already",
                    counts.reEncrypted(),
                    vault.currentKeyId(),
                    counts.current());
        }
    }

    /** May run while the hub works, on several nodes at once, and again. */
    public EncryptedStore.Counts all() {
        return stores.stream()
                .map(EncryptedStore::reEncrypt)
                .reduce(new EncryptedStore.Counts(0, 0), EncryptedStore.Counts::plus);
    }
}
