package io.flyball.protocol.codec;

import io.flyball.protocol.message.LinkMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Frames of the link between an agent and a member: magic (4 bytes), version (1), type (1), length of the body (4),
 * body, CRC32C (4) over everything before it. The bytes of each message are in {@code docs/internals/link.md}.
 *
 * <p>A message grows at its end: what a writer of a newer version appends is skipped, here and in every element of a
 * list. A change that cannot be made so changes the magic. Types and enum numbers are never reused.
 */
public final class LinkCodec {
    /** Version that {@link #encode} writes; rises with every addition. */
    public static final int VERSION = 1;

    /** Longest frame in bytes. */
    public static final int MAX_FRAME = 256 * 1024;

    /** {@code FLYB}. */
    static final int MAGIC = 0x464C_5942;

    static final int HEADER = 10;
    static final int CRC = 4;

    private record Kind<M extends LinkMessage>(
            int number, Class<M> type, BiConsumer<FrameWriter, M> writer, FrameReader.Reading<M> reader) {
        void write(FrameWriter out, LinkMessage message) {
            writer.accept(out, type.cast(message));
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(1, LinkMessage.Hello.class, ToMemberCodec::writeHello, ToMemberCodec::readHello),
            new Kind<>(2, LinkMessage.NodeUp.class, ToMemberCodec::writeNodeUp, ToMemberCodec::readNodeUp),
            new Kind<>(3, LinkMessage.NodeDown.class, ToMemberCodec::writeNodeDown, ToMemberCodec::readNodeDown),
            new Kind<>(4, LinkMessage.Report.class, ReportCodec::write, ReportCodec::read),
            new Kind<>(5, LinkMessage.CommandResult.class, ToMemberCodec::writeResult, ToMemberCodec::readResult),
            new Kind<>(6, LinkMessage.Instances.class, ToMemberCodec::writeInstances, ToMemberCodec::readInstances),
            new Kind<>(7, LinkMessage.InstancesRefused.class, ToMemberCodec::writeRefused, ToMemberCodec::readRefused),
            new Kind<>(64, LinkMessage.Welcome.class, ToAgentCodec::writeWelcome, ToAgentCodec::readWelcome),
            new Kind<>(65, LinkMessage.Ack.class, ToAgentCodec::writeAck, ToAgentCodec::readAck),
            new Kind<>(66, LinkMessage.Command.class, ToAgentCodec::writeCommand, ToAgentCodec::readCommand),
            new Kind<>(67, LinkMessage.Settle.class, ToAgentCodec::writeSettle, ToAgentCodec::readSettle),
            new Kind<>(
                    68,
                    LinkMessage.SetInstances.class,
                    ToAgentCodec::writeSetInstances,
                    ToAgentCodec::readSetInstances));

    private static final Map<Class<?>, Kind<?>> BY_TYPE =
            KINDS.stream().collect(Collectors.toMap(Kind::type, Function.identity()));
    private static final Map<Integer, Kind<?>> BY_NUMBER =
            KINDS.stream().collect(Collectors.toMap(Kind::number, Function.identity()));

    private LinkCodec() {}

    /**
     * The frame of a message. Texts for people are cut at their limit.
     *
     * @throws IllegalArgumentException when the message breaks a rule of the format, e.g. a value that is not finite
     */
    public static byte[] encode(LinkMessage message) {
        Kind<?> kind = BY_TYPE.get(message.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(message.getClass().getName() + ": must be listed in LinkCodec");
        }
        FrameWriter out = new FrameWriter(MAX_FRAME);
        out.u32(MAGIC);
        out.u8(VERSION);
        out.u8(kind.number());
        out.u32(0);
        kind.write(out, message);
        out.putU32(HEADER - 4, out.size() - HEADER);
        out.u32(crc(out.buffer(), out.size()));
        return out.toBytes();
    }

    /** The message of exactly one frame. */
    public static LinkMessage decode(byte[] frame) throws MalformedFrameException {
        if (frame.length < HEADER + CRC || frame.length > MAX_FRAME) {
            throw MalformedFrameException.of(
                    "frame", frame.length + " bytes", (HEADER + CRC) + " to " + MAX_FRAME + " bytes");
        }
        int end = frame.length - CRC;
        FrameReader header = new FrameReader(frame, 0, HEADER, false);
        int magic = header.u32("magic");
        if (magic != MAGIC) {
            throw MalformedFrameException.of("magic", hex(magic), hex(MAGIC));
        }
        int version = header.u8("version");
        int number = header.u8("type");
        int length = header.u32("body length");
        if (length != end - HEADER) {
            throw MalformedFrameException.of(
                    "body length", Integer.toUnsignedString(length), Integer.toString(end - HEADER));
        }
        int declared = new FrameReader(frame, end, frame.length, false).u32("crc");
        int actual = crc(frame, end);
        if (declared != actual) {
            throw MalformedFrameException.of("crc", hex(declared), hex(actual));
        }
        if (version < 1) {
            throw MalformedFrameException.of("version", version, "1 or more");
        }
        return body(number, new FrameReader(frame, HEADER, end, version > VERSION));
    }

    private static LinkMessage body(int number, FrameReader in) throws MalformedFrameException {
        Kind<?> kind = BY_NUMBER.get(number);
        if (kind == null) {
            throw MalformedFrameException.of("type", number, "a message known to version " + VERSION);
        }
        String name = kind.type().getSimpleName();
        try {
            LinkMessage message = kind.reader().read(in);
            in.end(name);
            return message;
        } catch (MalformedFrameException e) {
            throw new MalformedFrameException(name + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException(name + ": " + e.getMessage(), e); // a record refused its components
        }
    }

    /** Types in the order of their numbers. */
    static List<Class<?>> types() {
        return Arrays.asList(KINDS.stream().map(Kind::type).toArray(Class<?>[]::new));
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static String hex(int value) {
        return String.format("0x%08x", value);
    }
}
