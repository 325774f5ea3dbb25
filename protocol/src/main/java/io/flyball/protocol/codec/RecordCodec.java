package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A record: its length in bytes, then its components in order, each by its declared type. Records grow at the end:
 * what a newer sender appended is skipped, what an older one did not send is {@link Bounded#absent() empty}.
 */
final class RecordCodec<R> extends Bounded<R> {
    private record Component(RecordComponent declared, Bounded<?> serializer) {}

    private final Class<R> type;
    private final Constructor<R> constructor;
    private final List<Component> components;

    RecordCodec(Class<R> type, Function<Type, Bounded<?>> serializers) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type.getName() + ": must be a record", e);
        }
        this.components = Arrays.stream(declared)
                .map(component -> new Component(component, serializers.apply(component.getGenericType())))
                .toList();
    }

    Class<R> type() {
        return type;
    }

    @Override
    public void write(Kryo kryo, Output output, R value) {
        int start = output.position();
        for (Component component : components) {
            try {
                Object part = component.declared().getAccessor().invoke(value);
                kryo.writeObject(output, part, component.serializer());
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw at(component, e);
            }
        }
        int length = output.position() - start;
        output.writeVarInt(length, true); // only for its width
        int width = output.position() - start - length;
        System.arraycopy(output.getBuffer(), start, output.getBuffer(), start + width, length);
        output.setPosition(start);
        output.writeVarInt(length, true);
        output.setPosition(start + width + length);
    }

    @Override
    public R read(Kryo kryo, Input input, Class<? extends R> ignored) {
        int length = length(input, type.getSimpleName());
        int outer = input.limit();
        int end = input.position() + length;
        input.setLimit(end);
        Object[] parts = new Object[components.size()];
        for (int i = 0; i < parts.length; i++) {
            Component component = components.get(i);
            try {
                parts[i] = input.position() < end ? component.serializer().next(kryo, input) : absent(component);
            } catch (RuntimeException e) {
                throw at(component, e);
            }
        }
        input.setPosition(end);
        input.setLimit(outer);
        return construct(parts);
    }

    private Object absent(Component component) {
        return component
                .serializer()
                .absent()
                .orElseThrow(() -> malformed(component.declared().getName(), "absent", "sent"));
    }

    private R construct(Object[] parts) {
        try {
            return constructor.newInstance(parts);
        } catch (InvocationTargetException e) {
            throw new KryoException(type.getSimpleName() + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new KryoException("cannot make a " + type.getSimpleName(), e);
        }
    }

    private KryoException at(Component component, Exception e) {
        KryoException named = e instanceof KryoException known ? known : new KryoException(e.toString(), e);
        named.addTrace(component.declared().getName() + " (" + type.getSimpleName() + ")");
        return named;
    }
}
