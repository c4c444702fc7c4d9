package org.sanalpos.hub.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;

/**
 * How many requests a key may still send to this node, by REST and to the queue, and an address without a valid key by REST. Only so many of each are
 * remembered; one that is forgotten begins with its full share, so that nobody is shut out by the number of others.
 */
@Component
public class RequestRates {
    private static final int REMEMBERED = 20_000;
    private static final int NETWORK_BYTES = 8;

    private final Shares keys;
    private final Shares senders;
    private final Shares addresses;

    public RequestRates(HubSettings settings) {
        HubSettings.Limits limits = settings.limits();
        keys = new Shares(limits.keyBurst(), limits.keyRequestsPerSecond(), Duration.ofSeconds(1));
        senders = new Shares(limits.queueBurst(), limits.queueRequestsPerSecond(), Duration.ofSeconds(1));
        addresses = new Shares(limits.refusedPerMinute(), limits.refusedPerMinute(), Duration.ofMinutes(1));
    }

    /**
     * Takes one REST request from a key's share.
     *
     * @return seconds until there is one, where there is none; otherwise 0
     */
    long keyPause(String keyId) {
        return keys.pause(keyId);
    }

    /** As {@link #keyPause(String)}, for a message to the queue of requests, of which a key has a share of its own. */
    public long messagePause(String keyId) {
        return senders.pause(keyId);
    }

    /** As {@link #keyPause(String)}, for a request from an address that has no valid key. */
    long refusalPause(String address) {
        return addresses.pause(network(address));
    }

    /** Whether an address has sent so many requests without a valid key that nothing is looked up for a further one. */
    boolean exhausted(String address) {
        return addresses.empty(network(address));
    }

    /** An IPv4 address, or the network of an IPv6 address: whoever has one of it has all. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }

    private static final class Shares {
        private final Cache<String, Bucket> buckets;
        private final int capacity;
        private final int refill;
        private final Duration period;

        private Shares(int capacity, int refill, Duration period) {
            this.capacity = capacity;
            this.refill = refill;
            this.period = period;
            // Forgotten only when it is full again.
            Duration full = period.multipliedBy(capacity / refill + 1L);
            this.buckets = Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterAccess(full)
                    .build();
        }

        private long pause(String owner) {
            Bucket bucket = buckets.get(owner, name -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                    .build());
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed()
                    ? 0
                    : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill() + 999_999_999));
        }

        private boolean empty(String owner) {
            Bucket bucket = buckets.getIfPresent(owner);
            return bucket != null && bucket.getAvailableTokens() == 0;
        }
    }
}
