/** Bytes: the bounded link codec and the Kryo serializer. The only home of Kryo. */
package io.flyball.protocol.codec;
