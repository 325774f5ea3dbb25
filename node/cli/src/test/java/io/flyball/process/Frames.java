package io.flyball.process;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes the binary messages out of one direction of a WebSocket (RFC 6455), handshake first. Not thread-safe. */
final class Frames {
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;

    private final Consumer<byte[]> messages;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] buffer = new byte[0];
    private boolean greeted;

    Frames(Consumer<byte[]> messages) {
        this.messages = messages;
    }

    void feed(byte[] bytes, int length) {
        int before = buffer.length;
        buffer = Arrays.copyOf(buffer, before + length);
        System.arraycopy(bytes, 0, buffer, before, length);
        if (!greeted) {
            int end = new String(buffer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            greeted = true;
            drop(end + 4);
        }
        int taken = take();
        while (taken > 0) {
            drop(taken);
            taken = take();
        }
    }

    private void drop(int count) {
        buffer = Arrays.copyOfRange(buffer, count, buffer.length);
    }

    /** Length of the frame that is complete at the front, which is told; 0 when there is none yet. */
    private int take() {
        if (buffer.length < 2) {
            return 0;
        }
        int length = buffer[1] & 0x7f;
        int header = length == 126 ? 4 : length == 127 ? 10 : 2;
        boolean masked = (buffer[1] & 0x80) != 0;
        int start = header + (masked ? 4 : 0);
        if (buffer.length < start) {
            return 0;
        }
        ByteBuffer numbers = ByteBuffer.wrap(buffer);
        int size = length == 126
                ? numbers.getShort(2) & 0xffff
                : length == 127 ? Math.toIntExact(numbers.getLong(2)) : length;
        if (buffer.length < start + size) {
            return 0;
        }
        byte[] payload = Arrays.copyOfRange(buffer, start, start + size);
        for (int i = 0; masked && i < payload.length; i++) {
            payload[i] ^= buffer[header + i % 4];
        }
        tell((buffer[0] & 0x80) != 0, buffer[0] & 0x0f, payload);
        return start + size;
    }

    private void tell(boolean last, int kind, byte[] payload) {
        if (kind != BINARY && kind != CONTINUATION) {
            return; // ping, pong, close
        }
        message.writeBytes(payload);
        if (last) {
            messages.accept(message.toByteArray());
            message.reset();
        }
    }
}
