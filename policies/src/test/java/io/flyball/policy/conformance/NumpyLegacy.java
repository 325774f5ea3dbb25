package io.flyball.policy.conformance;

import io.flyball.policy.analyze.change.Draws;

/**
 * What {@code numpy.random.seed(seed)} and {@code numpy.random.shuffle} draw: MT19937 of Matsumoto and Nishimura.
 *
 * <p>Known values: after {@code seed(1234)} {@code rand()} is 0.1915194503788923; {@code seed(42)} shuffles 0..9 into 8 1
 * 5 0 7 2 9 4 3 6.
 */
final class NumpyLegacy implements Draws {
    private static final int LENGTH = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[LENGTH];
    private int used = LENGTH;

    NumpyLegacy(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < LENGTH; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    @Override
    public int upTo(int most) {
        int mask = most == 0 ? 0 : Integer.highestOneBit(most) * 2 - 1;
        while (most > 0) {
            int value = next32() & mask;
            if (value <= most) {
                return value;
            }
        }
        return 0;
    }

    double next() {
        long high = next32() >>> 5;
        long low = next32() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private int next32() {
        if (used == LENGTH) {
            for (int i = 0; i < LENGTH; i++) {
                int joined = state[i] & 0x80000000 | state[(i + 1) % LENGTH] & 0x7fffffff;
                state[i] = state[(i + SHIFT) % LENGTH] ^ joined >>> 1 ^ ((joined & 1) == 0 ? 0 : 0x9908b0df);
            }
            used = 0;
        }
        int value = state[used++];
        value ^= value >>> 11;
        value ^= value << 7 & 0x9d2c5680;
        value ^= value << 15 & 0xefc60000;
        return value ^ value >>> 18;
    }
}
