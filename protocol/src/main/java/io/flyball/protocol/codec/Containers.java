package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Serializers of values made of others of one declared type each. */
final class Containers {
    private Containers() {}

    /** Count, elements. */
    static final class Lists<T> extends Bounded<List<T>> {
        private final Bounded<T> element;

        Lists(Bounded<T> element) {
            this.element = element;
        }

        @Override
        public void write(Kryo kryo, Output output, List<T> value) {
            output.writeVarInt(value.size(), true);
            value.forEach(item -> kryo.writeObject(output, item, element));
        }

        @Override
        public List<T> read(Kryo kryo, Input input, Class<? extends List<T>> type) {
            int count = length(input, "list");
            List<T> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                items.add(element.next(kryo, input));
            }
            return Collections.unmodifiableList(items);
        }

        @Override
        Optional<List<T>> absent() {
            return Optional.of(List.of());
        }
    }

    /** Count, then key and value in the order of the keys, so that equal maps have equal bytes. */
    static final class Maps<T> extends Bounded<Map<String, T>> {
        private final Scalars.Texts key = new Scalars.Texts();
        private final Bounded<T> element;

        Maps(Bounded<T> element) {
            this.element = element;
        }

        @Override
        public void write(Kryo kryo, Output output, Map<String, T> value) {
            output.writeVarInt(value.size(), true);
            new TreeMap<>(value).forEach((name, item) -> {
                kryo.writeObject(output, name, key);
                kryo.writeObject(output, item, element);
            });
        }

        @Override
        public Map<String, T> read(Kryo kryo, Input input, Class<? extends Map<String, T>> type) {
            int count = length(input, "map");
            Map<String, T> items = new HashMap<>();
            for (int i = 0; i < count; i++) {
                String name = key.next(kryo, input);
                if (items.put(name, element.next(kryo, input)) != null) {
                    throw malformed("key", "'" + name + "' twice", "unique");
                }
            }
            return Collections.unmodifiableMap(items);
        }

        @Override
        Optional<Map<String, T>> absent() {
            return Optional.of(Map.of());
        }
    }

    /** 0, or 1 and the value. */
    static final class Optionals<T> extends Bounded<Optional<T>> {
        private final Bounded<T> element;

        Optionals(Bounded<T> element) {
            this.element = element;
        }

        @Override
        public void write(Kryo kryo, Output output, Optional<T> value) {
            output.writeBoolean(value.isPresent());
            value.ifPresent(item -> kryo.writeObject(output, item, element));
        }

        @Override
        public Optional<T> read(Kryo kryo, Input input, Class<? extends Optional<T>> type) {
            return input.readBoolean() ? Optional.of(element.next(kryo, input)) : Optional.empty();
        }

        @Override
        Optional<Optional<T>> absent() {
            return Optional.of(Optional.empty());
        }
    }
}
