package io.flyball.protocol.codec;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.ServiceProtocol.NodeSample;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * Finds the serializer of a declared type, and fails for types that could smuggle in others: no {@code Object}, no
 * wildcard, no open interface.
 */
final class TypeSerializers {
    private final Map<Class<?>, RecordCodec<?>> records = new LinkedHashMap<>();
    private final References references;

    TypeSerializers(Supplier<ActorRefResolver> resolver) {
        this.references = new References(resolver);
    }

    /** Every record met so far. */
    Collection<RecordCodec<?>> records() {
        return records.values();
    }

    Bounded<?> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        if (type instanceof Class<?> plain) {
            return ofPlain(plain);
        }
        throw unknown(type);
    }

    private Bounded<?> ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == ActorRef.class) {
            return references;
        }
        if (raw == List.class && arguments[0] == NodeSample.class) {
            return SampleRows.ofReports();
        }
        if (raw == List.class && arguments[0] == Row.class) {
            return SampleRows.ofHistory();
        }
        if (raw == List.class) {
            return new Containers.Lists<>(of(arguments[0]));
        }
        if (raw == Optional.class) {
            return new Containers.Optionals<>(of(arguments[0]));
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new Containers.Maps<>(of(arguments[1]));
        }
        throw unknown(raw);
    }

    private Bounded<?> ofPlain(Class<?> type) {
        Bounded<?> scalar = Scalars.ALL.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (LinkMessage.class.isAssignableFrom(type)) {
            return new LinkFrames<>(type.asSubclass(LinkMessage.class));
        }
        if (type.isEnum()) {
            return new Scalars.Constants<>(StableEnum.of(type));
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        throw unknown(type);
    }

    private <R> RecordCodec<?> ofRecord(Class<R> type) {
        RecordCodec<?> known = records.get(type);
        if (known == null) {
            known = new RecordCodec<>(type, this::of); // first its components: no message contains itself
            records.put(type, known);
        }
        return known;
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException(type.getTypeName() + ": must be a type that TypeSerializers knows");
    }
}
