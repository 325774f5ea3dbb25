package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever arrives on a link is a message or {@link MalformedFrameException}, and costs little memory. */
class LinkCodecFuzzTest {
    private static final int FRAMES = 1_000_000;
    private static final int FIXED_COST = 32 * 1024;
    private static final int COST_PER_BYTE = 40;

    @Test
    void aMillionBrokenFramesCostNoMoreThanTheirSizeAllows() {
        long seed = Long.getLong("flyball.seed", 20_261_123);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> corpus = corpus(random);
        int accepted = 0;
        int inBody = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = broken(corpus, random);
            long before = Allocation.bytes();
            try {
                LinkMessage message = LinkCodec.decode(frame);
                accepted++;
                LinkCodec.encode(message); // whatever is read can be passed on
            } catch (MalformedFrameException e) {
                inBody += e.getCause() != null ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + seed + ", frame " + HexFormat.of().formatHex(frame), e);
            }
        }
        assertThat(accepted).as("frames that were still messages").isGreaterThan(FRAMES / 50);
        assertThat(inBody).as("frames refused by the parser of a body").isGreaterThan(FRAMES / 3);
    }

    /** In place of each byte of each message: 400 million, and the highest count that the format allows. */
    @Test
    void aDeclaredLengthAllocatesNothingLikeIt() {
        byte[][] lies = {{(byte) 0x80, (byte) 0x88, (byte) 0xDE, (byte) 0xBE, 0x01}, {(byte) 0x80, 0x20}};
        for (LinkMessage message : Examples.link()) {
            byte[] frame = LinkCodec.encode(message);
            byte[] body = Frames.body(frame);
            for (int at = 0; at < body.length; at++) {
                for (byte[] lie : lies) {
                    assertCheap(Frames.sealed(1, Frames.type(frame), Mutations.splice(body, at, at + 1, lie)));
                }
            }
        }
    }

    /** The dearest honest frames: the longest lists of the smallest elements. */
    @Test
    void theFullestFramesStayWithinTheBound() {
        for (LinkMessage message : Fullest.frames()) {
            assertCheap(LinkCodec.encode(message));
        }
    }

    /** Measured twice before it fails, for first uses of a class and of a text cost extra. */
    private static void assertCheap(byte[] frame) {
        if (cost(frame) > bound(frame)) {
            assertThat(cost(frame))
                    .as("bytes allocated for %s", HexFormat.of().formatHex(frame))
                    .isLessThanOrEqualTo(bound(frame));
        }
    }

    private static long bound(byte[] frame) {
        return FIXED_COST + (long) COST_PER_BYTE * frame.length;
    }

    private static long cost(byte[] frame) {
        long before = Allocation.bytes();
        try {
            LinkCodec.decode(frame);
        } catch (MalformedFrameException e) {
            // costs as well
        }
        return Allocation.bytes() - before;
    }

    private static List<byte[]> corpus(SplittableRandom random) {
        List<byte[]> corpus = new ArrayList<>();
        Examples.link().forEach(message -> corpus.add(LinkCodec.encode(message)));
        RandomMessages messages = new RandomMessages(random, null);
        for (int i = 0; i < 300; i++) {
            corpus.add(LinkCodec.encode(messages.link()));
        }
        return corpus;
    }

    /** Mostly with length and checksum made right again, so that the body is parsed. */
    private static byte[] broken(List<byte[]> corpus, SplittableRandom random) {
        byte[] frame = corpus.get(random.nextInt(corpus.size()));
        if (random.nextInt(8) == 0) {
            return Mutations.of(frame, corpus, 0, random);
        }
        byte[] body = Mutations.of(Frames.body(frame), corpus, 0, random);
        int type = random.nextInt(50) == 0 ? random.nextInt(256) : Frames.type(frame);
        return Frames.sealed(random.nextInt(1, 4), type, body);
    }
}
