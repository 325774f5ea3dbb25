package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.flyball.protocol.message.LinkMessage;

/** A message of the link inside a message between members: length, frame. */
final class LinkFrames<M extends LinkMessage> extends Bounded<M> {
    private final Class<M> declared;

    LinkFrames(Class<M> declared) {
        this.declared = declared;
    }

    @Override
    public void write(Kryo kryo, Output output, M value) {
        byte[] frame = LinkCodec.encode(value);
        output.writeVarInt(frame.length, true);
        output.writeBytes(frame);
    }

    @Override
    public M read(Kryo kryo, Input input, Class<? extends M> type) {
        byte[] frame = input.readBytes(length(input, "frame"));
        try {
            LinkMessage message = LinkCodec.decode(frame);
            if (!declared.isInstance(message)) {
                throw malformed("frame", message.getClass().getSimpleName(), "a " + declared.getSimpleName());
            }
            return declared.cast(message);
        } catch (MalformedFrameException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }
}
