package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkCodecTest {
    static LongStream seeds() {
        Long one = Long.getLong("flyball.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, 200);
    }

    @Test
    void knowsEveryMessageOfTheLink() {
        List<Class<?>> leaves = leaves(LinkMessage.class).toList();
        assertThat(LinkCodec.types()).containsExactlyInAnyOrderElementsOf(leaves);
        List<Class<?>> examples =
                Examples.link().stream().<Class<?>>map(Object::getClass).toList();
        assertThat(examples).containsExactlyInAnyOrderElementsOf(leaves);
    }

    @Test
    void writesTheBytesThatWereRecorded() {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        Examples.link().forEach(message -> frames.put(message.getClass().getSimpleName(), LinkCodec.encode(message)));
        Golden.assertMatches("link-v1.txt", frames);
    }

    @Test
    void readsTheBytesThatWereRecorded() throws MalformedFrameException {
        Map<String, byte[]> frames = Golden.read("link-v1.txt");
        for (LinkMessage message : Examples.link()) {
            LinkMessage read = LinkCodec.decode(frames.get(message.getClass().getSimpleName()));
            assertSame(read, message);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsBackEveryMessageBitForBit(long seed) throws MalformedFrameException {
        var messages = new RandomMessages(new SplittableRandom(seed), null);
        for (int i = 0; i < 100; i++) {
            LinkMessage message = messages.link();
            LinkMessage read = LinkCodec.decode(LinkCodec.encode(message));
            assertSame(read, message);
        }
    }

    @Test
    void aReportOfTwentyMetricsIsSmall() {
        int[] ids = java.util.stream.IntStream.range(0, 20).toArray();
        double[] values = {
            0.43,
            1.72,
            0.61,
            0.002,
            0.01,
            0,
            0,
            523_763_712,
            201_326_592,
            268_435_456,
            1_073_741_824,
            150_994_944,
            0.141,
            88_080_384,
            12_345_678,
            0.013,
            3,
            57,
            8_641,
            412.5
        };
        byte[] frame = LinkCodec.encode(new LinkMessage.Report(3, 86_400, 1_795_413_605_000L, ids, values));
        assertThat(frame).hasSizeLessThanOrEqualTo(110);
    }

    @Test
    void skipsWhatANewerVersionAppendedToTheMessage() throws MalformedFrameException {
        byte[] ack = LinkCodec.encode(new LinkMessage.Ack(3, 511));
        byte[] longer = Arrays.copyOf(Frames.body(ack), Frames.body(ack).length + 5);
        assertThat(LinkCodec.decode(Frames.sealed(2, Frames.type(ack), longer))).isEqualTo(new LinkMessage.Ack(3, 511));
    }

    @Test
    void skipsWhatANewerVersionAppendedToTheElementsOfAList() throws MalformedFrameException {
        var expected = new LinkMessage.Command(
                1, new Token(7, "m1"), 2, List.of(new Setting("a", 5), new Setting("b", -6)), 10, 20);
        FrameWriter out = new FrameWriter(LinkCodec.MAX_FRAME);
        out.count("slot", 1);
        ValueCodec.writeToken(out, expected.token());
        out.count("revision", 2);
        out.list("settings", expected.settings(), 2, (to, setting) -> {
            to.name("knob", setting.knob(), 1, 99);
            to.number(setting.value());
            to.prose("why, new in version 2", 99);
        });
        out.count("lease", 10);
        out.count("expires", 20);
        assertThat(LinkCodec.decode(Frames.sealed(2, 66, out.toBytes()))).isEqualTo(expected);
        assertMalformed(
                Frames.sealed(1, 66, out.toBytes()), "Command: settings = 22 bytes too many: must be read to its end");
    }

    @Test
    void aMessageOfThisVersionMustEndWhereItEnds() {
        byte[] ack = LinkCodec.encode(new LinkMessage.Ack(3, 511));
        byte[] longer = Arrays.copyOf(Frames.body(ack), Frames.body(ack).length + 1);
        assertMalformed(
                Frames.sealed(1, Frames.type(ack), longer), "Ack: Ack = 1 bytes too many: must be read to its end");
    }

    @Test
    void saysWhatIsWrongWithAFrame() {
        byte[] good = LinkCodec.encode(new LinkMessage.Ack(3, 511));
        assertMalformed(new byte[0], "frame = 0 bytes: must be 14 to 262144 bytes");
        assertMalformed(new byte[LinkCodec.MAX_FRAME + 1], "frame = 262145 bytes: must be 14 to 262144 bytes");
        assertMalformed(changed(good, 0, 'X'), "magic = 0x584c5942: must be 0x464c5942");
        assertMalformed(changed(good, 9, 99), "body length = 99: must be 3");
        assertMalformed(changed(good, 6, 0xFF), "body length = 4278190083: must be 3");
        byte[] flipped = changed(good, 11, good[11] ^ 1);
        assertThatThrownBy(() -> LinkCodec.decode(flipped))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageStartingWith("crc = 0x");
        assertMalformed(Frames.sealed(0, 65, Frames.body(good)), "version = 0: must be 1 or more");
        assertMalformed(Frames.sealed(1, 200, Frames.body(good)), "type = 200: must be a message known to version 1");
        assertMalformed(Frames.sealed(1, 65, new byte[] {3}), "Ack: seq = 0 bytes left: must be at least 1");
        assertMalformed(Frames.sealed(1, 64, new byte[] {1, 2, (byte) 0xC3, 0x28}), "Welcome: member: must be UTF-8");
        assertMalformed(Frames.sealed(1, 64, new byte[] {1, 0}), "Welcome: member = 0 bytes: must be at least 1");
        assertMalformed(
                Frames.sealed(1, 67, new byte[] {0, 1, 0, 0, 9, 0}),
                "Settle: ending = 9: must be the number of a known Ending (0 to 2)");
        assertMalformed(
                Frames.sealed(1, 68, new byte[] {1, '!', 1, 0, 0, 0, 0}),
                "SetInstances: service = '!': must be 1 to 63 lower-case letters, digits, '.' or '-'");
    }

    @Test
    void refusesToWriteWhatItWouldNotRead() {
        var nothing = InForce.NOTHING;
        assertRefused(
                new LinkMessage.CommandResult(
                        0,
                        Token.NONE,
                        0,
                        io.flyball.protocol.model.CommandOutcome.FAILED,
                        "",
                        List.of(new EffectReading("threads", Double.NaN, 1)),
                        nothing),
                "before = NaN: must be finite");
        assertRefused(new LinkMessage.Ack(-1, 0), "slot = -1: must be at least 0");
        assertRefused(new LinkMessage.Hello(1, "", "b"), "agent = 0: must be bytes, at least 1");
        assertRefused(
                new LinkMessage.Report(1, 1, 1, new int[] {3, 3}, new double[] {1, 1}),
                "distance of ids, which must rise, = -1: must be at least 0");
        double[] many = new double[5_000];
        assertRefused(
                new LinkMessage.Report(
                        1, 1, 1, java.util.stream.IntStream.range(0, 5_000).toArray(), many),
                "metrics = 5000: must be at most 4096 with ids up to 65535");
    }

    @Test
    void cutsWordsForPeopleInsteadOfFailing() throws MalformedFrameException {
        String trace = "ä".repeat(5_000);
        var read = (LinkMessage.NodeDown) LinkCodec.decode(LinkCodec.encode(new LinkMessage.NodeDown(1, trace)));
        assertThat(read.reason()).isEqualTo("ä".repeat(ValueCodec.PROSE / 2));
    }

    private static byte[] changed(byte[] frame, int at, int value) {
        byte[] bytes = frame.clone();
        bytes[at] = (byte) value;
        return bytes;
    }

    private static void assertSame(LinkMessage actual, LinkMessage expected) {
        if (actual.equals(expected)) {
            return; // else an array is in it
        }
        assertThat(actual).isExactlyInstanceOf(expected.getClass());
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(expected);
    }

    private static void assertMalformed(byte[] frame, String message) {
        assertThatThrownBy(() -> LinkCodec.decode(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(message);
    }

    private static void assertRefused(LinkMessage message, String why) {
        assertThatThrownBy(() -> LinkCodec.encode(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(LinkCodecTest::leaves)
                : Stream.of(type);
    }
}
