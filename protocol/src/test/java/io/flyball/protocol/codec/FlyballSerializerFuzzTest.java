package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever arrives from a member is a message or {@link NotSerializableException}, and costs little memory. */
class FlyballSerializerFuzzTest {
    private static final int PAYLOADS = 200_000;
    private static final int FIXED_COST = 128 * 1024;
    private static final int COST_PER_BYTE = 100;
    private static final ActorTestKit KIT = ActorTestKit.create("flyball");
    private static final ActorRef<Object> REF = KIT.createTestProbe().ref();
    private static final FlyballSerializer SERIALIZER =
            new FlyballSerializer((org.apache.pekko.actor.ExtendedActorSystem) Adapter.toClassic(KIT.system()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void brokenPayloadsAreRefusedCheaplyOrStillMessages() {
        long seed = Long.getLong("flyball.seed", 20_261_123);
        SplittableRandom random = new SplittableRandom(seed);
        List<Object> messages = messages(random);
        List<byte[]> corpus = messages.stream().map(SERIALIZER::toBinary).toList();
        int accepted = 0;
        for (int i = 0; i < PAYLOADS; i++) {
            int which = random.nextInt(corpus.size());
            String manifest = SERIALIZER.manifest(messages.get(which));
            byte[] payload = broken(corpus.get(which), corpus, random);
            long before = Allocation.bytes();
            try {
                SERIALIZER.fromBinary(payload, manifest);
                accepted++;
            } catch (NotSerializableException e) {
                assertThat(e.getMessage()).startsWith("cannot read " + manifest);
            } catch (Exception | Error e) {
                throw new AssertionError(
                        "seed " + seed + ", " + manifest + " " + HexFormat.of().formatHex(payload), e);
            }
            if (Allocation.bytes() - before > bound(payload)) {
                assertCheap(payload, manifest);
            }
        }
        assertThat(accepted).isBetween(PAYLOADS / 50, PAYLOADS * 9 / 10);
    }

    /** Six bytes for which Kryo's own serializers allocate gigabytes. */
    @Test
    void sixByteBombsAreRefusedCheaply() {
        byte[] huge = {(byte) 0x80, (byte) 0x88, (byte) 0xDE, (byte) 0xBE, 0x01}; // 400 000 000
        for (Registry.Entry entry : Registry.ENTRIES) {
            for (int first = 0; first < 256; first++) {
                byte[] bomb = {(byte) first, huge[0], huge[1], huge[2], huge[3], huge[4]};
                assertCheap(bomb, entry.manifest());
            }
        }
        assertThatThrownBy(
                        () -> SERIALIZER.fromBinary(new byte[] {5, huge[0], huge[1], huge[2], huge[3], huge[4]}, "S8"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("text length = 400000000: must be at most the 0 bytes left");
    }

    @Test
    void countsBlownUpAnywhereAreRefusedCheaply() {
        byte[] huge = {(byte) 0x80, (byte) 0x88, (byte) 0xDE, (byte) 0xBE, 0x01};
        for (Object message : Examples.members(REF)) {
            byte[] payload = SERIALIZER.toBinary(message);
            for (int at = 1; at < payload.length; at++) {
                byte[] content = Mutations.splice(payload, at, at + 1, huge);
                assertCheap(outermostLengthRight(payload, content), SERIALIZER.manifest(message));
            }
        }
    }

    /** No declared type contains itself, so that nesting ends with the types, however the bytes go on. */
    @Test
    void nestingOf200000LevelsIsRefusedWithoutOverflow() {
        for (int filler : new int[] {0, 1, 2, 0x7F, 0x80, 0xFF}) {
            byte[] nested = new byte[200_000];
            Arrays.fill(nested, (byte) filler);
            for (Registry.Entry entry : Registry.ENTRIES) {
                assertCheap(nested, entry.manifest());
                FrameWriter out = new FrameWriter(FlyballSerializer.MAX_PAYLOAD);
                out.block(nested, (to, bytes) -> {
                    for (byte b : bytes) {
                        to.u8(b);
                    }
                });
                assertCheap(out.toBytes(), entry.manifest());
            }
        }
    }

    private static List<Object> messages(SplittableRandom random) {
        List<Object> messages = new ArrayList<>(Examples.members(REF));
        RandomMessages more = new RandomMessages(random, REF);
        for (int i = 0; i < 300; i++) {
            messages.add(more.member());
        }
        return messages;
    }

    private static byte[] broken(byte[] payload, List<byte[]> corpus, SplittableRandom random) {
        byte[] mutated = Mutations.of(payload, corpus, 0, random);
        return random.nextInt(8) == 0 ? mutated : outermostLengthRight(payload, mutated);
    }

    /** Repairs the length in front, without which few changes would get past the first check. */
    private static byte[] outermostLengthRight(byte[] original, byte[] changed) {
        int width = 1;
        while (width < original.length && original[width - 1] < 0) {
            width++;
        }
        byte[] content = Arrays.copyOfRange(changed, Math.min(width, changed.length), changed.length);
        FrameWriter out = new FrameWriter(Integer.MAX_VALUE);
        out.count("length", content.length);
        return Mutations.splice(out.toBytes(), out.size(), out.size(), content);
    }

    private static void assertCheap(byte[] payload, String manifest) {
        if (cost(payload, manifest) > bound(payload)) {
            assertThat(cost(payload, manifest))
                    .as("bytes allocated for %s of %d bytes", manifest, payload.length)
                    .isLessThanOrEqualTo(bound(payload));
        }
    }

    private static long bound(byte[] payload) {
        return FIXED_COST + (long) COST_PER_BYTE * payload.length;
    }

    private static long cost(byte[] payload, String manifest) {
        long before = Allocation.bytes();
        try {
            SERIALIZER.fromBinary(payload, manifest);
        } catch (NotSerializableException e) {
            // costs as well
        }
        return Allocation.bytes() - before;
    }
}
