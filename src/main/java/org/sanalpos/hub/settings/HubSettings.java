package org.sanalpos.hub.settings;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation decides. The environment's names for these are in {@code application.yaml}.
 *
 * @param home data folder: database, broker, inbox, outbox, archive, rejected, logs
 * @param publicUrl how browsers and banks reach the hub; empty for its own local address, which does for the sandbox only
 * @param sandbox whether the sandbox banks and the demonstration company are on
 * @param masterKey base64 of the 32 bytes that encrypt secrets at rest; empty only in the sandbox
 * @param previousMasterKeys older master keys, comma separated, that still decrypt while rows are re-encrypted
 * @param operatorKey the first operator key; empty for none
 * @param routes folder whose files replace the packed routes, one by one
 * @param bankMappings folder whose files replace the packed bank mappings, one by one
 */
@ConfigurationProperties("sanalpos")
public record HubSettings(
        @DefaultValue("./data") Path home,
        @DefaultValue("") String publicUrl,
        @DefaultValue("false") boolean sandbox,
        @DefaultValue("") String masterKey,
        @DefaultValue List<String> previousMasterKeys,
        @DefaultValue("") String operatorKey,
        @DefaultValue("routes") Path routes,
        @DefaultValue("bank-mappings") Path bankMappings,
        @DefaultValue Erp erp,
        @DefaultValue Broker broker,
        @DefaultValue Files files,
        @DefaultValue ThreeD threeD,
        @DefaultValue CardKeys cardKeys,
        @DefaultValue Limits limits) {

    /** The ERP's database; an empty url means the hub's own. */
    public record Erp(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {}

    /**
     * The embedded broker and the queue's consumers.
     *
     * @param port where the embedded broker listens on the loopback address; 0 for nowhere
     * @param consumers requests that are handled at once
     */
    public record Broker(
            @DefaultValue("0") int port, @DefaultValue("4") int consumers) {}

    /**
     * The file channel.
     *
     * @param parallel lines of one file that are handled at once
     * @param pollMs pause between two looks at the inbox, milliseconds
     */
    public record Files(
            @DefaultValue("4") int parallel,
            @DefaultValue("1000") long pollMs) {}

    /**
     * @param expireMinutes how long a cardholder has for 3-D Secure, from the request on
     * @param lookMs pause between two looks for those whose time is over, milliseconds
     */
    public record ThreeD(
            @DefaultValue("15") int expireMinutes,
            @DefaultValue("5000") long lookMs) {
        public ThreeD {
            if (expireMinutes < 1 || expireMinutes > 1440) {
                throw new SettingProblem("SANALPOS_THREE_D_EXPIRE_MINUTES", "expected 1 to 1440 minutes");
            }
            if (lookMs < 100 || lookMs > 60_000) {
                throw new SettingProblem("SANALPOS_THREE_D_LOOK_MS", "expected 100 to 60000 milliseconds");
            }
        }
    }

    /**
     * The keys that callers encrypt cards for.
     *
     * @param rotateDays age at which a key is replaced, days
     * @param keepDays how long a key that was replaced still decrypts, days
     */
    public record CardKeys(
            @DefaultValue("365") int rotateDays,
            @DefaultValue("30") int keepDays) {
        public CardKeys {
            if (rotateDays < 1 || rotateDays > 3650) {
                throw new SettingProblem("SANALPOS_CARD_KEYS_ROTATE_DAYS", "expected 1 to 3650 days");
            }
            if (keepDays < 1 || keepDays > 3650) {
                throw new SettingProblem("SANALPOS_CARD_KEYS_KEEP_DAYS", "expected 1 to 3650 days");
            }
        }
    }

    /**
     * @param requestBytes largest REST body and queue message, bytes
     * @param stopSeconds how long a stop waits for payments under way
     */
    public record Limits(
            @DefaultValue("65536") int requestBytes,
            @DefaultValue("30") int stopSeconds) {}

    /** A folder or file below {@link #home()}, absolute. */
    public Path inHome(String name) {
        return home.toAbsolutePath().normalize().resolve(name);
    }
}
