package io.flyball.process;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The member's side of a link, in the hands of a test: greets, acknowledges, and sends what a planner would. */
final class StubMember extends WebSocketServer {
    private final List<LinkMessage> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    StubMember() throws InterruptedException {
        super(new InetSocketAddress("127.0.0.1", 0), 1);
        setConnectionLostTimeout(0);
        setDaemon(true);
        start();
        if (!listening.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no socket");
        }
    }

    String url() {
        return "http://127.0.0.1:" + getPort();
    }

    void send(LinkMessage.ToAgent message) {
        broadcast(LinkCodec.encode(message));
    }

    <T extends LinkMessage> List<T> heard(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** As if nothing had been said yet. */
    void forget() {
        heard.clear();
    }

    @Override
    public void onStart() {
        listening.countDown();
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        try {
            hear(socket, LinkCodec.decode(bytes));
        } catch (MalformedFrameException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(WebSocket socket, LinkMessage message) {
        heard.add(message);
        if (message instanceof LinkMessage.Hello) {
            socket.send(LinkCodec.encode(new LinkMessage.Welcome(LinkCodec.VERSION, "stub")));
        } else if (message instanceof LinkMessage.Report report) {
            socket.send(LinkCodec.encode(new LinkMessage.Ack(report.slot(), report.seq())));
        }
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        // the agent speaks first
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        throw new IllegalStateException("text frame");
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // the test looks at what was heard
    }

    @Override
    public void onError(WebSocket socket, Exception failure) {
        // the test looks at what was heard
    }

    void close() throws InterruptedException {
        stop(1_000);
    }
}
