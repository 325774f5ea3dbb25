package io.flyball.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: a malformed sequence is an error, not a replacement character. */
final class Text {
    private Text() {}

    static byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Decodes bytes that are known to exist; allocates a small multiple of {@code length}. */
    static String decode(byte[] bytes, int offset, int length) throws CharacterCodingException {
        if (length == 0) {
            return "";
        }
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, offset, length))
                        .toString();
            }
        }
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** How many of the first bytes to keep, at most {@code max}, without cutting a character. */
    static int cut(byte[] utf8, int max) {
        if (utf8.length <= max) {
            return utf8.length;
        }
        int end = max;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
