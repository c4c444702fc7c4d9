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
        @DefaultValue Recovery recovery,
        @DefaultValue Banks banks,
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
            @DefaultValue("0") int port, @DefaultValue("16") int consumers) {
        public Broker {
            within("SANALPOS_BROKER_PORT", port, 0, 65_535, "(0 for none)");
            within("SANALPOS_BROKER_CONSUMERS", consumers, 1, 1000, "messages");
        }
    }

    /**
     * The file channel.
     *
     * @param parallel lines of one file that are handled at once
     * @param pollMs pause between two looks at the inbox, milliseconds
     */
    public record Files(
            @DefaultValue("8") int parallel,
            @DefaultValue("1000") long pollMs) {
        public Files {
            within("SANALPOS_FILES_PARALLEL", parallel, 1, 100, "lines");
            within("SANALPOS_FILES_POLL_MS", pollMs, 100, 600_000, "milliseconds");
        }
    }

    /**
     * @param expireMinutes how long a cardholder has for 3-D Secure, from the request on
     * @param lookMs pause between two looks for those whose time is over, milliseconds
     */
    public record ThreeD(
            @DefaultValue("15") int expireMinutes,
            @DefaultValue("5000") long lookMs) {
        public ThreeD {
            within("SANALPOS_THREE_D_EXPIRE_MINUTES", expireMinutes, 1, 1440, "minutes");
            within("SANALPOS_THREE_D_LOOK_MS", lookMs, 100, 60_000, "milliseconds");
        }
    }

    /**
     * What becomes of lost answers and of nodes that die.
     *
     * @param firstMs how long after an answer was lost the bank is asked first, milliseconds
     * @param lookMs pause between two looks for what is to be asked, milliseconds
     * @param beatMs pause between two signs of life of a node, milliseconds
     * @param deadSeconds after how long without one a node counts as dead, seconds
     */
    public record Recovery(
            @DefaultValue("20000") long firstMs,
            @DefaultValue("1000") long lookMs,
            @DefaultValue("5000") long beatMs,
            @DefaultValue("20") int deadSeconds) {
        public Recovery {
            within("SANALPOS_RECOVERY_FIRST_MS", firstMs, 100, 30_000, "milliseconds");
            within("SANALPOS_RECOVERY_LOOK_MS", lookMs, 100, 10_000, "milliseconds");
            within("SANALPOS_RECOVERY_BEAT_MS", beatMs, 100, 10_000, "milliseconds");
            if (deadSeconds < 2 || deadSeconds > 300 || deadSeconds * 1000L < 3 * beatMs) {
                throw new SettingProblem(
                        "SANALPOS_RECOVERY_DEAD_SECONDS",
                        "expected 2 to 300 seconds, and at least three times SANALPOS_RECOVERY_BEAT_MS");
            }
        }
    }

    /**
     * What keeps the trouble of one bank from the others.
     *
     * @param callsPerPos calls that one virtual POS may have under way
     * @param callsPerBank calls that all virtual POSes of one bank may have under way together; those at addresses that companies gave have half as many of
     *     their own
     * @param waitMs how long a call waits at each of these two limits, and a check at those of checks, milliseconds
     * @param breakerWindowSeconds the time that a circuit breaker looks back on
     * @param breakerMinimumCalls calls in this time below which it does not judge
     * @param breakerPercent share of calls that fail, or are slow, at which it opens
     * @param breakerSlowSeconds how long a call takes that is slow, also while it is under way
     * @param breakerOpenSeconds how long it stays open before calls may try again
     */
    public record Banks(
            @DefaultValue("50") int callsPerPos,
            @DefaultValue("100") int callsPerBank,
            @DefaultValue("500") int waitMs,
            @DefaultValue("60") int breakerWindowSeconds,
            @DefaultValue("10") int breakerMinimumCalls,
            @DefaultValue("50") int breakerPercent,
            @DefaultValue("15") int breakerSlowSeconds,
            @DefaultValue("30") int breakerOpenSeconds) {
        public Banks {
            within("SANALPOS_BANKS_CALLS_PER_POS", callsPerPos, 1, 1000, "calls");
            within("SANALPOS_BANKS_CALLS_PER_BANK", callsPerBank, 1, 1000, "calls");
            within("SANALPOS_BANKS_WAIT_MS", waitMs, 1, 10_000, "milliseconds");
            within("SANALPOS_BANKS_BREAKER_WINDOW_SECONDS", breakerWindowSeconds, 1, 3600, "seconds");
            within("SANALPOS_BANKS_BREAKER_MINIMUM_CALLS", breakerMinimumCalls, 1, 1000, "calls");
            within("SANALPOS_BANKS_BREAKER_PERCENT", breakerPercent, 1, 100, "percent");
            within("SANALPOS_BANKS_BREAKER_SLOW_SECONDS", breakerSlowSeconds, 1, 300, "seconds");
            within("SANALPOS_BANKS_BREAKER_OPEN_SECONDS", breakerOpenSeconds, 1, 3600, "seconds");
        }
    }

    /**
     * The keys that callers encrypt cards for.
     *
     * @param rotateDays age at which a key is replaced, days
     * @param keepDays how long a key that was replaced still decrypts, days
     * @param bits length of the RSA keys that are made, 2048 to 4096
     */
    public record CardKeys(
            @DefaultValue("365") int rotateDays,
            @DefaultValue("30") int keepDays,
            @DefaultValue("3072") int bits) {
        public CardKeys {
            within("SANALPOS_CARD_KEYS_ROTATE_DAYS", rotateDays, 1, 3650, "days");
            within("SANALPOS_CARD_KEYS_KEEP_DAYS", keepDays, 1, 3650, "days");
            within("SANALPOS_CARD_KEYS_BITS", bits, 2048, 4096, "bits");
        }
    }

    /**
     * What one caller may take of this node; each node counts for itself.
     *
     * @param requestBytes largest REST body and queue message, bytes
     * @param stopSeconds how long a stop waits for payments under way; 0 for not at all
     * @param keyRequestsPerSecond REST requests of one API key, in the long run
     * @param keyBurst REST requests that one API key may send at once after a pause
     * @param queueRequestsPerSecond messages of one API key to the embedded broker's queue of requests, in the long run
     * @param queueBurst messages that one API key may send there at once after a pause
     * @param refusedPerMinute REST requests without a valid key that one address may send
     * @param requestSeconds how long a client may take to send a whole HTTP request
     */
    public record Limits(
            @DefaultValue("65536") int requestBytes,
            @DefaultValue("30") int stopSeconds,
            @DefaultValue("300") int keyRequestsPerSecond,
            @DefaultValue("600") int keyBurst,
            @DefaultValue("300") int queueRequestsPerSecond,
            @DefaultValue("20000") int queueBurst,
            @DefaultValue("120") int refusedPerMinute,
            @DefaultValue("10") int requestSeconds) {
        public Limits {
            within("SANALPOS_LIMITS_REQUEST_BYTES", requestBytes, 1_000, 1_000_000, "bytes");
            within("SANALPOS_LIMITS_STOP_SECONDS", stopSeconds, 0, 600, "seconds");
            within("SANALPOS_LIMITS_KEY_REQUESTS_PER_SECOND", keyRequestsPerSecond, 1, 1_000_000, "requests");
            within("SANALPOS_LIMITS_KEY_BURST", keyBurst, 1, 1_000_000, "requests");
            within("SANALPOS_LIMITS_QUEUE_REQUESTS_PER_SECOND", queueRequestsPerSecond, 1, 1_000_000, "requests");
            within("SANALPOS_LIMITS_QUEUE_BURST", queueBurst, 1, 1_000_000, "requests");
            within("SANALPOS_LIMITS_REFUSED_PER_MINUTE", refusedPerMinute, 1, 1_000_000, "requests");
            within("SANALPOS_LIMITS_REQUEST_SECONDS", requestSeconds, 1, 300, "seconds");
        }
    }

    private static void within(String setting, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw new SettingProblem(setting, "expected " + least + " to " + most + " " + unit);
        }
    }

    /** A folder or file below {@link #home()}, absolute. */
    public Path inHome(String name) {
        return home.toAbsolutePath().normalize().resolve(name);
    }
}
