/**
 * Bytes: the bounded link codec ({@link io.flyball.protocol.codec.LinkCodec}) and the serializer between members
 * ({@link io.flyball.protocol.codec.FlyballSerializer}). The only home of Kryo. Every length is checked against the
 * bytes that remain before anything is allocated; behaviour must not enter.
 */
package io.flyball.protocol.codec;
