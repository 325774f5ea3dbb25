package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** An actor's address as text. */
final class References extends Bounded<ActorRef<?>> {
    private final Scalars.Texts text = new Scalars.Texts();
    private final Supplier<ActorRefResolver> resolver;

    References(Supplier<ActorRefResolver> resolver) {
        this.resolver = resolver;
    }

    @Override
    public void write(Kryo kryo, Output output, ActorRef<?> value) {
        text.write(kryo, output, resolver.get().toSerializationFormat(value));
    }

    @Override
    public ActorRef<?> read(Kryo kryo, Input input, Class<? extends ActorRef<?>> type) {
        return resolver.get().resolveActorRef(text.read(kryo, input, String.class));
    }
}
