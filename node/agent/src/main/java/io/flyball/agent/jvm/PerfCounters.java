package io.flyball.agent.jvm;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counters that a HotSpot JVM keeps in a shared file. Reading them costs the JVM nothing.
 *
 * <p>Layout, version 2: magic {@code cafec0c0}, byte order, major, minor, accessible; at 24 the offset of the first
 * entry and the number of entries; each entry is a length, offsets of name and value, a vector length and a type,
 * {@code J} for a long and {@code B} for text.
 */
public final class PerfCounters {
    private static final int MAGIC = 0xcafec0c0;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ENTRIES = 10_000;

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    private PerfCounters() {}

    static Path directory() {
        return Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"));
    }

    /** Empty when the JVM shows no counters, or not yet. */
    public static Optional<PerfCounters> of(long pid) {
        Path file = directory().resolve(Long.toString(pid));
        try {
            return Files.size(file) > MOST_BYTES ? Optional.empty() : parse(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<PerfCounters> parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            if (buffer.getInt(0) != MAGIC || buffer.get(5) != 2 || buffer.get(7) == 0) {
                return Optional.empty();
            }
            buffer.order(buffer.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            var counters = new PerfCounters();
            int position = buffer.getInt(24);
            int entries = Math.min(buffer.getInt(28), MOST_ENTRIES);
            for (int i = 0; i < entries; i++) {
                position += counters.take(buffer, position);
            }
            return Optional.of(counters);
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty(); // torn while the JVM starts
        }
    }

    private int take(ByteBuffer buffer, int at) {
        int length = buffer.getInt(at);
        if (length <= 0) {
            throw new IllegalArgumentException("entry of length " + length);
        }
        int nameAt = at + buffer.getInt(at + 4);
        int vector = buffer.getInt(at + 8);
        char type = (char) buffer.get(at + 12);
        int valueAt = at + buffer.getInt(at + 16);
        String name = text(buffer, nameAt, valueAt > nameAt ? valueAt : at + length);
        if (type == 'J' && vector == 0) {
            numbers.put(name, buffer.getLong(valueAt));
        } else if (type == 'B' && vector > 0) {
            texts.put(name, text(buffer, valueAt, valueAt + vector));
        }
        return length;
    }

    private static String text(ByteBuffer buffer, int from, int limit) {
        int end = from;
        while (end < limit && buffer.get(end) != 0) {
            end++;
        }
        return new String(buffer.array(), from, end - from, StandardCharsets.UTF_8);
    }

    public OptionalLong number(String name) {
        Long value = numbers.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Options of the VM, from the command line and from variables, joined by blanks. */
    public String vmArguments() {
        return text("java.rt.vmArgs").orElse("");
    }
}
