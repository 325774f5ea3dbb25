package io.flyball.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.message.ControlProtocol;
import io.flyball.protocol.message.HistoryProtocol;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlyballSerializerTest {
    private static final ActorTestKit KIT = ActorTestKit.create("flyball");
    private static final ActorRef<Object> REF = KIT.createTestProbe().ref();

    /** For golden bytes: the same address in every run. */
    private static final ActorRef<Object> FIXED = KIT.system().deadLetters();

    private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

    /** Parts of messages; they never travel alone. */
    private static final Set<Class<?>> PARTS = Set.of(
            ServiceProtocol.NodeSample.class,
            ServiceProtocol.NodeView.class,
            ServiceProtocol.AgentView.class,
            ServiceProtocol.AlertView.class,
            HistoryProtocol.Row.class);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Object> everyMessage() {
        return Stream.concat(Examples.members(REF).stream(), Examples.link().stream());
    }

    static Stream<Long> seeds() {
        return LinkCodecTest.seeds().boxed();
    }

    @Test
    void knowsEveryRecordOfTheProtocols() {
        Stream<Class<?>> records = Stream.of(
                        ServiceProtocol.class, SessionProtocol.class, HistoryProtocol.class, ControlProtocol.class)
                .flatMap(protocol -> Stream.of(protocol.getDeclaredClasses()))
                .filter(type -> type.isRecord() && !PARTS.contains(type));
        List<Class<?>> expected =
                Stream.concat(records, Stream.of(DecisionRecord.class)).toList();
        assertThat(Registry.ENTRIES.stream().<Class<?>>map(Registry.Entry::type).toList())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Registry.ENTRIES).extracting(Registry.Entry::manifest).doesNotHaveDuplicates();
        assertThat(Examples.members(REF).stream()
                        .<Class<?>>map(Object::getClass)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void isBoundToEveryMessageAndReadsItBack(Object message) {
        assertThat(SERIALIZATION.findSerializerFor(message)).isInstanceOf(FlyballSerializer.class);
        byte[] bytes = SERIALIZATION.serialize(message).get();
        assertSame(
                SERIALIZATION
                        .deserialize(
                                bytes,
                                FlyballSerializer.IDENTIFIER,
                                serializer().manifest(message))
                        .get(),
                message);
        assertThat(KIT.serializationTestKit().verifySerialization(message, false))
                .isNotNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsBackRandomMessages(long seed) throws NotSerializableException {
        var messages = new RandomMessages(new SplittableRandom(seed), REF);
        for (int i = 0; i < 20; i++) {
            Object message = messages.member();
            assertSame(copy(message), message);
        }
    }

    @Test
    void writesTheBytesThatWereRecorded() {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        Examples.members(FIXED)
                .forEach(message ->
                        bytes.put(serializer().manifest(message), serializer().toBinary(message)));
        Golden.assertMatches("members-v1.txt", bytes);
    }

    @Test
    void readsTheBytesThatWereRecorded() throws NotSerializableException {
        Map<String, byte[]> bytes = Golden.read("members-v1.txt");
        for (Object message : Examples.members(FIXED)) {
            String manifest = serializer().manifest(message);
            assertSame(serializer().fromBinary(bytes.get(manifest), manifest), message);
        }
    }

    @Test
    void reportsOfSixtyFourNodesAreSmall() {
        Map<String, Double> values = new HashMap<>();
        IntStream.range(0, 20).forEach(i -> values.put("some.metric." + i, 412.5 + i));
        List<ServiceProtocol.NodeSample> samples = IntStream.range(0, 64)
                .mapToObj(i -> new ServiceProtocol.NodeSample(
                        new NodeId("shop-" + i),
                        new Sample(java.time.Instant.ofEpochMilli(1_795_413_605_000L + i), values)))
                .toList();
        byte[] bytes =
                serializer().toBinary(new ServiceProtocol.Reports(samples, REF.unsafeUpcast(), REF.unsafeUpcast()));
        assertThat(bytes.length / 64).isLessThanOrEqualTo(105);
    }

    @Test
    void refusesClassesThatAreNotRegistered() {
        assertThatThrownBy(() -> serializer().manifest(new StringBuilder()))
                .hasMessage("java.lang.StringBuilder: must be listed in Registry");
        assertThatThrownBy(() -> serializer().toBinary(new StringBuilder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Class is not registered: java.lang.StringBuilder");
        assertRefused(new byte[] {1, 2, 3}, "java.lang.StringBuilder");
        assertRefused(new byte[] {1, 2, 3}, "");
        assertThat(SERIALIZATION.serialize(new java.util.ArrayList<>()).isFailure())
                .isTrue();
    }

    @Test
    void refusesToWriteMoreThanAFrameHolds() {
        var put = new ControlProtocol.Put("x".repeat(FlyballSerializer.MAX_PAYLOAD), "ada", "", 0, REF.unsafeUpcast());
        assertThatThrownBy(() -> serializer().toBinary(put))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ControlProtocol$Put");
        assertThatThrownBy(() -> serializer().toBinary(new ServiceProtocol.AgentGone(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent (AgentGone)");
    }

    @Test
    void skipsWhatANewerMemberAppended() throws NotSerializableException {
        byte[] bytes = serializer().toBinary(new ServiceProtocol.Seen(64)); // length 2, zigzag 128
        assertThat(bytes).containsExactly(2, (byte) 0x80, 1);
        assertThat(serializer().fromBinary(new byte[] {5, (byte) 0x80, 1, 9, 9, 9}, "S2"))
                .isEqualTo(new ServiceProtocol.Seen(64));
    }

    @Test
    void takesWhatAnOlderMemberDidNotSendAsEmpty() throws NotSerializableException {
        assertThat(serializer().fromBinary(new byte[] {0}, "S2")).isEqualTo(new ServiceProtocol.Seen(0));
        assertThat(serializer().fromBinary(new byte[] {0}, "S8")).isEqualTo(new ServiceProtocol.AgentGone(""));
        assertRefused(new byte[] {0}, "S4"); // no node can be made up
    }

    @Test
    void aMessageThatIsCutIsRefusedAndNotTakenAsOld() {
        byte[] bytes = serializer().toBinary(new ControlProtocol.NotDurable("1 of 3 members"));
        for (int length = 0; length < bytes.length; length++) {
            assertRefused(java.util.Arrays.copyOf(bytes, length), "C7");
        }
        assertRefused(java.util.Arrays.copyOf(bytes, bytes.length + 1), "C7");
    }

    @Test
    void aLinkMessageOfTheWrongSideIsRefused() {
        byte[] up =
                LinkCodec.encode(new LinkMessage.NodeDown(1, "exited")); // from an agent, where one to it must stand
        FrameWriter out = new FrameWriter(1_000);
        out.block(up, (to, frame) -> {
            to.count("length", frame.length);
            for (byte b : frame) {
                to.u8(b);
            }
        });
        assertRefused(out.toBytes(), "N2");
    }

    @Test
    void readsOnAfterAFailure() throws NotSerializableException {
        assertRefused(new byte[] {9, 9, 9}, "S10");
        Object view = Examples.members(REF).get(9);
        assertSame(copy(view), view);
    }

    private static Object copy(Object message) throws NotSerializableException {
        return serializer()
                .fromBinary(serializer().toBinary(message), serializer().manifest(message));
    }

    private static void assertSame(Object actual, Object expected) {
        if (actual.equals(expected)) {
            return; // else an array is in it
        }
        assertThat(actual).isExactlyInstanceOf(expected.getClass());
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Object::equals, ActorRef.class)
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(expected);
    }

    private static void assertRefused(byte[] bytes, String manifest) {
        assertThatThrownBy(() -> serializer().fromBinary(bytes, manifest))
                .isExactlyInstanceOf(NotSerializableException.class);
    }

    private static FlyballSerializer serializer() {
        return (FlyballSerializer) SERIALIZATION.serializerByIdentity().apply(FlyballSerializer.IDENTIFIER);
    }
}
