package io.flyball.simulator.demo.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Answers at once, except that between two moments after its first request everything stands still. */
final class StallingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final long stallFromMillis;
    private final long stallToMillis;
    private final String answer;
    private volatile long firstNanos;
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();

    StallingServer(long stallFromMillis, long stallToMillis, String answer) throws IOException {
        this.stallFromMillis = stallFromMillis;
        this.stallToMillis = stallToMillis;
        this.answer = answer;
        start(this::accept);
    }

    static StallingServer steady() throws IOException {
        return new StallingServer(0, 0, "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok");
    }

    int port() {
        return socket.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                clients.add(client);
                connections.incrementAndGet();
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (var lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = client.getOutputStream();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    requests.incrementAndGet();
                    waitOutTheStall();
                    if (answer.isEmpty()) {
                        client.close();
                        return;
                    }
                    out.write(answer.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private synchronized long sinceFirstMillis() {
        if (firstNanos == 0) {
            firstNanos = System.nanoTime();
        }
        return (System.nanoTime() - firstNanos) / 1_000_000;
    }

    private void waitOutTheStall() {
        if (sinceFirstMillis() >= stallFromMillis) {
            while (sinceFirstMillis() < stallToMillis) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
