package io.flyball.server.control;

import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.cluster.ddata.DurableStore.DurableDataEnvelope;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Stored form of a replicated value: one byte version (1), two bytes length of the manifest, manifest, then the bytes of
 * the replicator's serializer.
 */
final class EnvelopeBytes {
    private static final byte VERSION = 1;
    private static final int HEADER = 3;

    private final SerializerWithStringManifest serializer;

    EnvelopeBytes(ActorSystem system) {
        try {
            serializer = (SerializerWithStringManifest)
                    SerializationExtension.get(system).serializerFor(DurableDataEnvelope.class);
        } catch (NotSerializableException e) {
            throw new IllegalStateException("Distributed Data has no serializer", e);
        }
    }

    byte[] write(DurableDataEnvelope envelope) {
        byte[] manifest = serializer.manifest(envelope).getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.toBinary(envelope);
        return ByteBuffer.allocate(HEADER + manifest.length + value.length)
                .put(VERSION)
                .putShort((short) manifest.length)
                .put(manifest)
                .put(value)
                .array();
    }

    DurableDataEnvelope read(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || buffer.get() != VERSION) {
            throw new IOException("stored control entry: must be of format " + VERSION);
        }
        byte[] manifest = new byte[buffer.getShort()];
        buffer.get(manifest);
        byte[] value = new byte[buffer.remaining()];
        buffer.get(value);
        return (DurableDataEnvelope) serializer.fromBinary(value, new String(manifest, StandardCharsets.UTF_8));
    }
}
