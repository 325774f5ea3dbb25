package io.flyball.protocol.codec;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** Messages with random components, edges preferred: empty, largest, other alphabets, doubles of every kind. */
final class RandomMessages {
    /** Components that may be negative; all others count something. */
    private static final Set<String> SIGNED = Set.of("tickMillis", "value", "current", "min", "max", "target", "pid");

    private static final List<String> TEXTS =
            List.of("", "x", "tomcat.maxThreads", "größer", "線程", "😀 ok", "tab\tnul\0", "x".repeat(300));
    private static final double[] DOUBLES = {0, -0.0, 1, 0.1, 412.5, -3.25, 1e-9, 1e15, 1e300, Double.MIN_VALUE, Math.PI
    };

    private final SplittableRandom random;
    private final ActorRef<Object> ref;

    RandomMessages(SplittableRandom random, ActorRef<Object> ref) {
        this.random = random;
        this.ref = ref;
    }

    LinkMessage link() {
        List<Class<?>> types = LinkCodec.types();
        return (LinkMessage) record(types.get(random.nextInt(types.size())));
    }

    Object member() {
        return record(
                Registry.ENTRIES.get(random.nextInt(Registry.ENTRIES.size())).type());
    }

    private Object record(Class<?> type) {
        if (type == NodeId.class) {
            return new NodeId("n" + random.nextInt(50));
        }
        if (type == ServiceName.class) {
            return new ServiceName("s" + random.nextInt(5));
        }
        if (type == LinkMessage.Report.class) {
            return report();
        }
        if (type == Sample.class) {
            return sample();
        }
        RecordComponent[] declared = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(Arrays.stream(declared)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(declared).map(this::component).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    private Object component(RecordComponent component) {
        return value(component.getName(), component.getGenericType());
    }

    private Object value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(name, generic);
        }
        if (type == String.class) {
            return text(name);
        }
        if (type == int.class) {
            return (int) number(name, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            return number(name, Long.MAX_VALUE);
        }
        if (type == double.class || type == Double.class) {
            return number();
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(-1L << 33, 1L << 33), random.nextInt(1_000_000_000));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return record(plain.isSealed() ? leaf(plain) : plain);
    }

    private Class<?> leaf(Class<?> sealed) {
        Class<?>[] leaves = sealed.getPermittedSubclasses();
        return leaves[random.nextInt(leaves.length)];
    }

    private Object container(String name, ParameterizedType type) {
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        Supplier<Object> element = () -> value(name + " element", last);
        if (type.getRawType() == List.class) {
            int least = name.equals("reasons") ? 1 : 0;
            return new ArrayList<>(java.util.stream.Stream.generate(element)
                    .limit(least + random.nextInt(4))
                    .toList());
        }
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.of(element.get()) : Optional.empty();
        }
        if (type.getRawType() == Map.class) {
            Map<String, Object> map = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put(text(name), element.get());
            }
            return map;
        }
        return ref;
    }

    private LinkMessage.Report report() {
        int[] ids = random.ints(random.nextInt(30), 0, 60).sorted().distinct().toArray();
        double[] values = Arrays.stream(ids).mapToDouble(id -> number()).toArray();
        return new LinkMessage.Report(
                (int) number("slot", Integer.MAX_VALUE),
                number("seq", Long.MAX_VALUE),
                number("tickMillis", 0),
                ids,
                values);
    }

    private Sample sample() {
        Map<String, Double> values = new HashMap<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            values.put("m" + random.nextInt(40), number());
        }
        return new Sample(Instant.ofEpochMilli(random.nextLong(1L << 41)).plusNanos(random.nextInt(3)), values);
    }

    /** Identifiers must not be empty; texts for people may. */
    private String text(String name) {
        boolean mayBeEmpty = Set.of("owner", "unit", "attribute", "note", "detail", "reason", "jvm")
                .contains(name);
        String owner = TEXTS.get(random.nextInt(mayBeEmpty ? 0 : 1, TEXTS.size()));
        boolean isShort = Set.of("owner", "knob", "metrics element").contains(name);
        return isShort && owner.length() > 128 ? "short" : owner;
    }

    private long number(String name, long max) {
        long bits = random.nextLong() >> random.nextInt(64);
        if (SIGNED.contains(name)) {
            return bits;
        }
        return (bits & Long.MAX_VALUE) % Math.max(1, max);
    }

    private double number() {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return DOUBLES[random.nextInt(DOUBLES.length)];
        }
        if (kind == 1) {
            return random.nextInt(-1_000_000, 1_000_000) / 1e3;
        }
        if (kind == 2) {
            return random.nextLong();
        }
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : 42;
    }
}
