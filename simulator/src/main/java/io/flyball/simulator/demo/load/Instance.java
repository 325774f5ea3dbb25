package io.flyball.simulator.demo.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** The generator's side of one target: its connections, idle ones first reused last-in first-out. */
final class Instance {
    private final Target target;
    private final byte[] requestBytes;
    final ArrayDeque<Connection> idle = new ArrayDeque<>();
    final Set<Connection> busy = new HashSet<>();
    /** False once the target left the endpoints: it gets nothing new. */
    boolean listed = true;
    /** After a refused connection it rests until then. */
    long restsUntilNanos = Long.MIN_VALUE;

    Instance(Target target, String path) {
        this.target = target;
        String text = "GET " + path + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port() + "\r\n\r\n";
        this.requestBytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    Target target() {
        return target;
    }

    ByteBuffer requestBytes() {
        return ByteBuffer.wrap(requestBytes);
    }

    int outstanding() {
        return busy.size();
    }

    boolean takes(long nowNanos, int maxConnections) {
        return listed && busy.size() < maxConnections && nowNanos >= restsUntilNanos;
    }
}
