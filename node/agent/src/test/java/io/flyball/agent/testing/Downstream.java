package io.flyball.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Another service: answers each call, one of its milliseconds in two bytes, after that time. */
public final class Downstream implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public Downstream() throws IOException {
        server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> answer(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int high = in.read(); high >= 0; high = in.read()) {
                TimeUnit.MILLISECONDS.sleep(high << 8 | in.read());
                out.write(0);
            }
        } catch (IOException e) {
            // the client is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** One connection per thread, kept. */
    static final class Caller {
        private final ThreadLocal<Socket> sockets;

        Caller(int port) {
            sockets = ThreadLocal.withInitial(() -> open(port));
        }

        private static Socket open(int port) {
            try {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void call(int millis) throws IOException {
            Socket socket = sockets.get();
            socket.getOutputStream().write(new byte[] {(byte) (millis >> 8), (byte) millis});
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the other service hung up");
            }
        }
    }
}
