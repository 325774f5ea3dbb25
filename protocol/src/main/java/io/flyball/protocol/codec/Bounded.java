package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import java.util.Optional;

/**
 * A Kryo serializer that checks every length against the bytes that remain before it allocates. Kryo's own read
 * what a length says: six bytes ask for an array of 400 million. Stateless, hence shared between Kryo instances.
 */
abstract class Bounded<T> extends Serializer<T> {
    Bounded() {
        super(false, true);
    }

    /** What a component holds when the sender was too old to know it; empty when it must be sent. */
    Optional<T> absent() {
        return Optional.empty();
    }

    /** The value that follows; through Kryo, which counts the depth. */
    @SuppressWarnings("unchecked") // this serializer makes nothing but T; generic types have no class of their own
    final T next(Kryo kryo, Input input) {
        return (T) kryo.readObject(input, Object.class, this);
    }

    /** A length or count, of which each unit takes a byte or more. */
    static int length(Input input, String thing) {
        int length = input.readVarInt(true);
        int remaining = input.limit() - input.position();
        if (length < 0 || length > remaining) {
            throw malformed(
                    thing + " length", Integer.toUnsignedString(length), "at most the " + remaining + " bytes left");
        }
        return length;
    }

    static KryoException malformed(String thing, Object value, String rule) {
        return new KryoException(thing + " = " + value + ": must be " + rule);
    }
}
