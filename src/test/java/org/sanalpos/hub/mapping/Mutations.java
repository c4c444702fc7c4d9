package org.sanalpos.hub.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes broken answers out of good ones. */
final class Mutations {
    private Mutations() {}

    /** One to three bytes changed, dropped, doubled or cut, or a piece of another answer put in. */
    static byte[] mutated(Random random, byte[] original, List<byte[]> others) {
        byte[] body = original;
        for (int n = random.nextInt(3); n >= 0 && body.length > 1; n--) {
            int at = random.nextInt(body.length);
            int to = Math.min(body.length, at + 1 + random.nextInt(30));
            body = switch (random.nextInt(6)) {
                case 0 -> joined(body, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
                case 1 -> joined(body, at, new byte[0], to);
                case 2 -> joined(body, to, Arrays.copyOfRange(body, at, to), to);
                case 3 -> joined(body, at, new byte[] {(byte) (body[at] ^ (1 << random.nextInt(8)))}, at + 1);
                case 4 -> joined(body, at, new byte[0], body.length);
                default -> {
                    byte[] other = others.get(random.nextInt(others.size()));
                    int from = random.nextInt(other.length);
                    yield joined(body, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + 60)), at);
                }
            };
        }
        return body;
    }

    private static byte[] joined(byte[] body, int end, byte[] middle, int next) {
        byte[] all = Arrays.copyOf(body, end + middle.length + body.length - next);
        System.arraycopy(middle, 0, all, end, middle.length);
        System.arraycopy(body, next, all, end + middle.length, body.length - next);
        return all;
    }
}
