package io.flyball.agent.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SocketQueueTest {
    private final long pid = ProcessHandle.current().pid();

    @Test
    void countsConnectionsThatWaitToBeAcceptedOrRead() throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var first = new Socket(server.getInetAddress(), server.getLocalPort());
                var second = new Socket(server.getInetAddress(), server.getLocalPort())) {
            int port = server.getLocalPort();
            Awaitility.await().until(() -> SocketQueue.waiting(pid, port).orElse(-1) == 2);
            try (Socket accepted = server.accept();
                    Socket other = server.accept()) {
                assertThat(SocketQueue.waiting(pid, port)).hasValue(0);
                first.getOutputStream().write(1);
                Awaitility.await().until(() -> SocketQueue.waiting(pid, port).orElse(-1) == 1);
                assertThat(accepted.getInputStream().read()).isEqualTo(1);
                assertThat(SocketQueue.waiting(pid, port)).hasValue(0);
                assertThat(other.isConnected() && second.isConnected()).isTrue();
            }
        }
    }

    @Test
    void withoutTheKernelsTableNothingIsKnown() {
        assertThat(SocketQueue.waiting(Path.of("/nowhere"), 80)).isEmpty();
    }
}
