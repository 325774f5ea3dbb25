package io.flyball.agent.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/**
 * Requests that reached a server's port and that nobody reads yet, as the kernel counts them: connections with unread
 * bytes, and those not accepted yet. A worker thread takes the bytes when it begins a request, so this is the number of
 * requests that wait for one: 24 clients and 4 threads give 20.
 *
 * <p>Tomcat itself cannot tell: its {@code keepAliveCount} is the number of all connections of the poller, served or not.
 */
public final class SocketQueue {
    /** Beyond that many sockets the look would cost more than it tells. */
    private static final int MOST_SOCKETS = 50_000;

    private static final String ESTABLISHED = "01";
    private static final String CLOSED_BY_PEER = "08";
    private static final String LISTENING = "0A";

    private SocketQueue() {}

    /** Empty when the kernel does not show the sockets of that process' network. */
    public static OptionalLong waiting(long pid, int port) {
        Path net = Path.of("/proc", Long.toString(pid), "net");
        OptionalLong six = waiting(net.resolve("tcp6"), port);
        OptionalLong four = waiting(net.resolve("tcp"), port);
        return six.isPresent() || four.isPresent()
                ? OptionalLong.of(six.orElse(0) + four.orElse(0))
                : OptionalLong.empty();
    }

    static OptionalLong waiting(Path table, int port) {
        String key = String.format(Locale.ROOT, ":%04X ", port);
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            long waiting = 0;
            int sockets = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (++sockets > MOST_SOCKETS) {
                    return OptionalLong.empty();
                }
                if (line.contains(key)) {
                    waiting += waiting(line, key.trim());
                }
            }
            return OptionalLong.of(waiting);
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty(); // ended meanwhile, or no such protocol
        }
    }

    /** {@code  0: 0100007F:1F90 0100007F:D431 01 00000000:00000012 ...}: number, here, there, state, sent:received. */
    private static long waiting(String line, String port) {
        var fields = new StringTokenizer(line);
        fields.nextToken();
        String here = fields.nextToken();
        fields.nextToken();
        String state = fields.nextToken();
        String queues = fields.nextToken();
        long unread = Long.parseLong(queues.substring(queues.indexOf(':') + 1), 16);
        if (!here.endsWith(port) || unread == 0) {
            return 0;
        }
        if (state.equals(LISTENING)) {
            return unread; // here it counts connections
        }
        return state.equals(ESTABLISHED) || state.equals(CLOSED_BY_PEER) ? 1 : 0;
    }
}
