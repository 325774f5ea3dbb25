package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Serializers of values without parts. */
final class Scalars {
    /** By the type of a record's component. */
    static final Map<Class<?>, Bounded<?>> ALL = Map.ofEntries(
            Map.entry(String.class, new Texts()),
            Map.entry(byte[].class, new Bytes()),
            Map.entry(boolean.class, new Flags()),
            Map.entry(Boolean.class, new Flags()),
            Map.entry(int.class, new Ints()),
            Map.entry(Integer.class, new Ints()),
            Map.entry(long.class, new Longs()),
            Map.entry(Long.class, new Longs()),
            Map.entry(double.class, new Doubles()),
            Map.entry(Double.class, new Doubles()),
            Map.entry(Instant.class, new Seconds<>(Instant::getEpochSecond, Instant::getNano, Instant::ofEpochSecond)),
            Map.entry(Duration.class, new Seconds<>(Duration::getSeconds, Duration::getNano, Duration::ofSeconds)));

    private static final int MAX_NANOS = 999_999_999;

    private Scalars() {}

    /** Length, UTF-8. */
    static final class Texts extends Bounded<String> {
        @Override
        public void write(Kryo kryo, Output output, String value) {
            byte[] utf8 = Text.encode(value);
            output.writeVarInt(utf8.length, true);
            output.writeBytes(utf8);
        }

        @Override
        public String read(Kryo kryo, Input input, Class<? extends String> type) {
            int length = length(input, "text");
            int from = input.position();
            try {
                String text = Text.decode(input.getBuffer(), from, length);
                input.setPosition(from + length);
                return text;
            } catch (CharacterCodingException e) {
                throw malformed("text", length + " bytes", "UTF-8");
            }
        }

        @Override
        Optional<String> absent() {
            return Optional.of("");
        }
    }

    /** Length, bytes. */
    private static final class Bytes extends Bounded<byte[]> {
        @Override
        public void write(Kryo kryo, Output output, byte[] value) {
            output.writeVarInt(value.length, true);
            output.writeBytes(value);
        }

        @Override
        public byte[] read(Kryo kryo, Input input, Class<? extends byte[]> type) {
            return input.readBytes(length(input, "bytes"));
        }
    }

    /** 0 or 1. */
    private static final class Flags extends Bounded<Boolean> {
        @Override
        public void write(Kryo kryo, Output output, Boolean value) {
            output.writeBoolean(value);
        }

        @Override
        public Boolean read(Kryo kryo, Input input, Class<? extends Boolean> type) {
            return input.readBoolean();
        }

        @Override
        Optional<Boolean> absent() {
            return Optional.of(false);
        }
    }

    /** Zigzag varint. */
    private static final class Ints extends Bounded<Integer> {
        @Override
        public void write(Kryo kryo, Output output, Integer value) {
            output.writeVarInt(value, false);
        }

        @Override
        public Integer read(Kryo kryo, Input input, Class<? extends Integer> type) {
            return input.readVarInt(false);
        }

        @Override
        Optional<Integer> absent() {
            return Optional.of(0);
        }
    }

    /** Zigzag varint. */
    private static final class Longs extends Bounded<Long> {
        @Override
        public void write(Kryo kryo, Output output, Long value) {
            output.writeVarLong(value, false);
        }

        @Override
        public Long read(Kryo kryo, Input input, Class<? extends Long> type) {
            return input.readVarLong(false);
        }

        @Override
        Optional<Long> absent() {
            return Optional.of(0L);
        }
    }

    /** {@link Decimals}, or all bits; here NaN is a value like others. */
    private static final class Doubles extends Bounded<Double> {
        @Override
        public void write(Kryo kryo, Output output, Double value) {
            long packed = Decimals.pack(value);
            output.writeVarLong(packed, true);
            if (packed == Decimals.RAW) {
                output.writeLong(Double.doubleToRawLongBits(value));
            }
        }

        @Override
        public Double read(Kryo kryo, Input input, Class<? extends Double> type) {
            long packed = input.readVarLong(true);
            if (Decimals.isPacked(packed)) {
                return Decimals.unpack(packed);
            }
            if (packed != Decimals.RAW) {
                throw malformed("double", "0x" + Long.toHexString(packed), "a known form of decimal");
            }
            return Double.longBitsToDouble(input.readLong());
        }
    }

    /** Seconds as zigzag varint, nanoseconds as varint. */
    private static final class Seconds<T> extends Bounded<T> {
        private final ToLongFunction<T> seconds;
        private final ToIntFunction<T> nanos;
        private final BiFunction<Long, Long, T> of;

        Seconds(ToLongFunction<T> seconds, ToIntFunction<T> nanos, BiFunction<Long, Long, T> of) {
            this.seconds = seconds;
            this.nanos = nanos;
            this.of = of;
        }

        @Override
        public void write(Kryo kryo, Output output, T value) {
            output.writeVarLong(seconds.applyAsLong(value), false);
            output.writeVarInt(nanos.applyAsInt(value), true);
        }

        @Override
        public T read(Kryo kryo, Input input, Class<? extends T> type) {
            long whole = input.readVarLong(false);
            int fraction = input.readVarInt(true);
            if (fraction < 0 || fraction > MAX_NANOS) {
                throw malformed("nanoseconds", fraction, "0 to " + MAX_NANOS);
            }
            return of.apply(whole, (long) fraction);
        }
    }

    /** Number from {@link StableEnum}. */
    static final class Constants<E extends Enum<E>> extends Bounded<E> {
        private final StableEnum<E> numbers;

        Constants(StableEnum<E> numbers) {
            this.numbers = numbers;
        }

        @Override
        public void write(Kryo kryo, Output output, E value) {
            output.writeVarInt(numbers.number(value), true);
        }

        @Override
        public E read(Kryo kryo, Input input, Class<? extends E> type) {
            int number = input.readVarInt(true);
            return numbers.constant(number)
                    .orElseThrow(() -> malformed(numbers.type().getSimpleName(), number, numbers.range()));
        }
    }
}
