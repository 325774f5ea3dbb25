package io.flyball.server;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Hello;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.message.LinkMessage.Report;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.settings.HostPort;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent reduced to its socket. */
final class LinkUnderTest implements WebSocket.Listener {
    private final List<LinkMessage> received = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private volatile boolean closed;
    private WebSocket socket;

    static LinkUnderTest open(HostPort http) {
        LinkUnderTest link = new LinkUnderTest();
        link.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + http + "/v1/link"), link)
                .join();
        return link;
    }

    void introduce(String agent, String service, String node) {
        send(new Hello(LinkCodec.VERSION, agent, "boot"));
        send(new NodeUp(
                1,
                new NodeId(node),
                new ServiceName(service),
                "17",
                List.of(),
                InForce.NOTHING,
                List.of("cpu", "throughput")));
    }

    void report(long seq) {
        send(new Report(1, seq, System.currentTimeMillis(), new int[] {0, 1}, new double[] {0.25, 100}));
    }

    void send(LinkMessage message) {
        sendBytes(LinkCodec.encode(message));
    }

    void sendBytes(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    List<LinkMessage> received() {
        return received;
    }

    boolean isClosed() {
        return closed;
    }

    void abort() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            try {
                received.add(LinkCodec.decode(partial.toByteArray()));
            } catch (MalformedFrameException e) {
                throw new IllegalStateException(e);
            }
            partial.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed = true;
    }
}
