package io.flyball.agent.link;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The member's side of the link over a real socket: greets, keeps what it reads, acknowledges when told to. */
final class RealMember extends WebSocketServer {
    final List<LinkMessage> read = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> paths = new CopyOnWriteArrayList<>();
    volatile boolean acknowledging = true;
    volatile boolean greeting = true;
    private final CountDownLatch listening = new CountDownLatch(1);

    RealMember(int port) throws InterruptedException {
        super(new InetSocketAddress("127.0.0.1", port), 1);
        setReuseAddr(true);
        setConnectionLostTimeout(0);
        setDaemon(true);
        start();
        if (!listening.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no socket");
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + getPort());
    }

    void send(LinkMessage message) {
        broadcast(LinkCodec.encode(message));
    }

    List<LinkMessage.Report> reports() {
        return read.stream()
                .filter(LinkMessage.Report.class::isInstance)
                .map(LinkMessage.Report.class::cast)
                .toList();
    }

    @Override
    public void onStart() {
        listening.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        authorizations.add(handshake.getFieldValue("Authorization"));
        paths.add(handshake.getResourceDescriptor());
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        try {
            onMessage(socket, LinkCodec.decode(bytes));
        } catch (MalformedFrameException e) {
            throw new IllegalStateException(e);
        }
    }

    private void onMessage(WebSocket socket, LinkMessage message) {
        read.add(message);
        if (message instanceof LinkMessage.Hello && greeting) {
            socket.send(LinkCodec.encode(new LinkMessage.Welcome(1, "m")));
        } else if (message instanceof LinkMessage.Report report && acknowledging) {
            socket.send(LinkCodec.encode(new LinkMessage.Ack(report.slot(), report.seq())));
        }
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        throw new IllegalStateException("text frame");
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // the test looks at what was read
    }

    @Override
    public void onError(WebSocket socket, Exception failure) {
        // the test looks at what was read
    }

    public void close() throws InterruptedException {
        stop(1_000);
    }
}
