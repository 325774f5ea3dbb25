package io.flyball.protocol.codec;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What wire noise and attackers do to bytes. */
final class Mutations {
    private static final byte[][] BLOWN_UP = {
        {(byte) 0x80, (byte) 0x88, (byte) 0xDE, (byte) 0xBE, 0x01}, // 400 000 000
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07}, // Integer.MAX_VALUE
        {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}, // -1 as an int
        {-1, -1, -1, -1, -1, -1, -1, -1, -1, 0x01}, // -1 as a long
        {(byte) 0xFF, 0x7F},
        {(byte) 0x80, (byte) 0x80, 0x01},
    };

    private Mutations() {}

    /** One to three changes from {@code from} on. */
    static byte[] of(byte[] original, List<byte[]> others, int from, SplittableRandom random) {
        byte[] bytes = original;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            bytes = once(bytes, others.get(random.nextInt(others.size())), Math.min(from, bytes.length), random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, byte[] other, int from, SplittableRandom random) {
        if (bytes.length == from) {
            return splice(bytes, from, from, new byte[] {(byte) random.nextInt()});
        }
        int at = random.nextInt(from, bytes.length);
        switch (random.nextInt(6)) {
            case 0: // a bit
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            case 1: // a byte
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt();
                return changed;
            case 2: // cut
                return Arrays.copyOf(bytes, at);
            case 3: // a piece of another message
                int begin = random.nextInt(other.length + 1);
                byte[] piece = Arrays.copyOfRange(other, begin, random.nextInt(begin, other.length + 1));
                return splice(bytes, at, Math.min(bytes.length, at + random.nextInt(piece.length + 1)), piece);
            case 4: // a length or count blown up
                return splice(bytes, at, at + 1, BLOWN_UP[random.nextInt(BLOWN_UP.length)]);
            default: // a run of the same byte
                byte[] run = new byte[random.nextInt(1, 2_000)];
                Arrays.fill(run, (byte) random.nextInt(4));
                return splice(bytes, at, at, run);
        }
    }

    static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
        byte[] result = new byte[from + piece.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
        return result;
    }
}
