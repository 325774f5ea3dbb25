package io.flyball.policy.conformance;

import io.flyball.policy.analyze.change.Draws;
import java.math.BigInteger;

/**
 * What {@code numpy.random.default_rng(seed).shuffle} draws: PCG64 (XSL-RR, 128 bits) seeded by NumPy's SeedSequence, so that
 * answers of permutation tests are those of the original.
 *
 * <p>Known values: {@code default_rng(1).random()} is 0.5118216247002567; {@code default_rng(42)} shuffles 0..9 into 5 6
 * 0 7 3 2 4 9 1 8.
 */
final class NumpyGenerator implements Draws {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger MASK = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    private static final BigInteger MULTIPLIER =
            BigInteger.valueOf(2549297995355413924L).multiply(TWO_64).add(BigInteger.valueOf(4865540595714422341L));

    private final BigInteger increment;
    private BigInteger state = BigInteger.ZERO;
    private long buffered = -1;

    NumpyGenerator(long seed) {
        long[] words = seedSequence(seed);
        increment = join(words[2], words[3]).shiftLeft(1).or(BigInteger.ONE).and(MASK);
        step();
        state = state.add(join(words[0], words[1])).and(MASK);
        step();
    }

    double next() {
        return (next64() >>> 11) * 0x1.0p-53;
    }

    @Override
    public int upTo(int most) {
        int mask = Integer.highestOneBit(most) * 2 - 1;
        while (true) {
            int value = (int) (next32() & mask);
            if (value <= most) {
                return value;
            }
        }
    }

    private long next32() {
        if (buffered >= 0) {
            long value = buffered;
            buffered = -1;
            return value;
        }
        long both = next64();
        buffered = both >>> 32;
        return both & 0xffffffffL;
    }

    private long next64() {
        step();
        long high = state.shiftRight(64).longValue();
        return Long.rotateRight(high ^ state.longValue(), (int) (high >>> 58));
    }

    private void step() {
        state = state.multiply(MULTIPLIER).add(increment).and(MASK);
    }

    private static BigInteger join(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }

    private static long[] seedSequence(long seed) {
        int[] entropy = {(int) seed, (int) (seed >>> 32)};
        int[] pool = new int[4];
        int[] constant = {0x43b0d7e5};
        for (int i = 0; i < pool.length; i++) {
            pool[i] = hashed(i < entropy.length ? entropy[i] : 0, constant, 0x931e8875);
        }
        for (int from = 0; from < pool.length; from++) {
            for (int to = 0; to < pool.length; to++) {
                if (from != to) {
                    int mixed = 0xca01f9dd * pool[to] - 0x4973f715 * hashed(pool[from], constant, 0x931e8875);
                    pool[to] = mixed ^ mixed >>> 16;
                }
            }
        }
        int[] output = {0x8b51f9dd};
        long[] words = new long[4];
        for (int i = 0; i < 8; i++) {
            long word = hashed(pool[i % 4], output, 0x58f38ded) & 0xffffffffL;
            words[i / 2] |= word << 32 * (i % 2);
        }
        return words;
    }

    private static int hashed(int value, int[] constant, int multiplier) {
        int hash = value ^ constant[0];
        constant[0] *= multiplier;
        hash *= constant[0];
        return hash ^ hash >>> 16;
    }
}
