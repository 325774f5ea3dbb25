package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import io.flyball.protocol.message.LinkMessage;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Messages between members, and what members store through Distributed Data: Kryo with nothing but {@link Bounded}
 * serializers for the types of {@link Registry}, and the frames of {@link LinkCodec}.
 *
 * <p>Whatever the bytes are, reading them yields a message or {@link NotSerializableException}: that drops one
 * message, where any other exception would end the connection to the member that sent it.
 */
public final class FlyballSerializer extends SerializerWithStringManifest {
    /** Never changes: it is in every message and in every stored value. */
    public static final int IDENTIFIER = 7_019_001;

    /** Longest message in bytes; {@code pekko.remote.artery.advanced.maximum-frame-size} must be a little more. */
    public static final int MAX_PAYLOAD = 1_000_000;

    private static final int MAX_DEPTH = 64;
    private static final int POOLED = 16;

    private static final Map<Class<?>, String> MANIFESTS =
            Registry.ENTRIES.stream().collect(Collectors.toMap(Registry.Entry::type, Registry.Entry::manifest));
    private static final Map<String, ? extends Class<?>> TYPES =
            Registry.ENTRIES.stream().collect(Collectors.toMap(Registry.Entry::manifest, Registry.Entry::type));

    private final TypeSerializers serializers;
    private final Pool<Kryo> kryos = new Pool<>(true, false, POOLED) {
        @Override
        protected Kryo create() {
            return newKryo();
        }
    };

    /** Called by Pekko, before typed actors may be touched: hence the resolver is looked up when first needed. */
    public FlyballSerializer(ExtendedActorSystem system) {
        this.serializers = new TypeSerializers(() -> ActorRefResolver.get(Adapter.toTyped(system)));
        Registry.ENTRIES.forEach(entry -> serializers.of(entry.type()));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        String manifest = message instanceof LinkMessage ? Registry.LINK : MANIFESTS.get(message.getClass());
        if (manifest == null) {
            throw new IllegalArgumentException(message.getClass().getName() + ": must be listed in Registry");
        }
        return manifest;
    }

    @Override
    public byte[] toBinary(Object message) {
        if (message instanceof LinkMessage link) {
            return LinkCodec.encode(link);
        }
        try {
            return pooled(kryo -> {
                Output output = new Output(256, MAX_PAYLOAD);
                kryo.writeObject(output, message);
                return output.toBytes();
            });
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "cannot serialize " + message.getClass().getName() + ": " + e, e);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            if (manifest.equals(Registry.LINK)) {
                return LinkCodec.decode(bytes);
            }
            Class<?> type = TYPES.get(manifest);
            if (type == null) {
                throw new NotSerializableException("manifest = " + manifest + ": must be known to this version");
            }
            return pooled(kryo -> whole(kryo, new Input(bytes), type));
        } catch (NotSerializableException | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            var refused = new NotSerializableException("cannot read " + manifest + ": " + e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private static Object whole(Kryo kryo, Input input, Class<?> type) {
        Object message = kryo.readObject(input, type);
        if (input.position() != input.limit()) {
            throw Bounded.malformed(
                    "message", (input.limit() - input.position()) + " bytes too many", "read to its end");
        }
        return message;
    }

    /** Lends a Kryo. One that failed is not lent again: a failed read leaves traces in its generics and depth. */
    private <T> T pooled(Function<Kryo, T> work) {
        Kryo kryo = kryos.obtain();
        T result = work.apply(kryo);
        kryos.free(kryo);
        return result;
    }

    private Kryo newKryo() {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        kryo.setOptimizedGenerics(false);
        kryo.setMaxDepth(MAX_DEPTH);
        serializers.records().forEach(record -> kryo.register(record.type(), record));
        return kryo;
    }
}
