package io.flyball.simulator.demo.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one HTTP/1.1 answer after the other from a connection: status, length, whether the server wants to close. */
final class Answer {
    private static final int MAX_HEAD = 8 * 1024;

    private final byte[] head = new byte[MAX_HEAD];
    private int headLength;
    private long bodyLeft = -1;
    private int status;
    private boolean close;

    /** Thrown for what this reader does not understand. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** Takes what {@code bytes} has; true when an answer is complete, see {@link #status}. */
    boolean take(ByteBuffer bytes) throws MalformedException {
        while (bodyLeft < 0 && bytes.hasRemaining()) {
            if (headLength == MAX_HEAD) {
                throw new MalformedException("answer head is longer than " + MAX_HEAD + " bytes");
            }
            head[headLength++] = bytes.get();
            if (headEnds()) {
                parseHead();
            }
        }
        if (bodyLeft > 0) {
            int skipped = (int) Math.min(bodyLeft, bytes.remaining());
            bytes.position(bytes.position() + skipped);
            bodyLeft -= skipped;
        }
        return bodyLeft == 0;
    }

    int status() {
        return status;
    }

    boolean closes() {
        return close;
    }

    void reset() {
        headLength = 0;
        bodyLeft = -1;
        status = 0;
        close = false;
    }

    private boolean headEnds() {
        int n = headLength;
        return n >= 4 && head[n - 1] == '\n' && head[n - 2] == '\r' && head[n - 3] == '\n' && head[n - 4] == '\r';
    }

    private void parseHead() throws MalformedException {
        String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.1 ") || text.length() < 12) {
            throw new MalformedException("answer does not begin with HTTP/1.1");
        }
        status = Integer.parseInt(text.substring(9, 12));
        long length = -1;
        for (String line : text.split("\r\n")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                length = Long.parseLong(line.substring(colon + 1).trim());
            } else if (name.equals("connection")) {
                close = line.substring(colon + 1).trim().equalsIgnoreCase("close");
            }
        }
        if (length < 0) {
            throw new MalformedException("answer has no Content-Length");
        }
        bodyLeft = length;
    }
}
