package org.sanalpos.hub.cardkeys;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets all hubs of a process of tests, in turn, get the same few keys from the runtime: they are real ones, but with the first compiler alone each
 * costs a second and more. Keys made one after the other still differ; one database must not ask for more than these, as it would take none twice.
 */
public final class FewRsaKeys implements BeforeAllCallback {
    private static final String RSA = "RSA";
    private static final String RUNTIMES_OWN = "SunRsaSign";
    private static final int KEYS = 6;

    @Override
    public void beforeAll(ExtensionContext context) {
        // Does nothing where a provider of this name is there.
        Security.insertProviderAt(new Few(), 1);
    }

    private static final class Few extends Provider {
        private static final long serialVersionUID = 1;

        private Few() {
            super("FewRsaKeys", "1", "A few RSA keys, again and again");
            Map<Integer, Ring> rings = new ConcurrentHashMap<>();
            putService(new Service(this, "KeyPairGenerator", RSA, Turn.class.getName(), List.of(), Map.of()) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Turn(rings);
                }
            });
        }
    }

    private static final class Turn extends KeyPairGeneratorSpi {
        private final Map<Integer, Ring> rings;
        private int bits;

        private Turn(Map<Integer, Ring> rings) {
            this.rings = rings;
        }

        @Override
        public void initialize(int keysize, SecureRandom random) {
            bits = keysize;
        }

        @Override
        public KeyPair generateKeyPair() {
            return rings.computeIfAbsent(bits, Ring::new).next();
        }
    }

    private static final class Ring {
        private final int bits;
        private final AtomicInteger taken = new AtomicInteger();
        private final List<KeyPair> made = new CopyOnWriteArrayList<>();

        private Ring(int bits) {
            this.bits = bits;
        }

        private KeyPair next() {
            int number = taken.getAndIncrement();
            if (number < KEYS) {
                KeyPair pair = make();
                made.add(pair);
                return pair;
            }
            return made.size() < KEYS ? make() : made.get(number % KEYS);
        }

        private KeyPair make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA, RUNTIMES_OWN);
                generator.initialize(bits);
                return generator.generateKeyPair();
            } catch (NoSuchAlgorithmException | NoSuchProviderException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }
}
