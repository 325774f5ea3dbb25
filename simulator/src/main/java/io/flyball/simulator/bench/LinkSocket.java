package io.flyball.simulator.bench;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One end of a link: frames out one after the other, messages in on the HTTP client's threads. */
final class LinkSocket implements WebSocket.Listener {
    private static final int SHORT_FRAME = 125;
    private static final int LONG_FRAME = 65_535;

    private final Consumer<LinkMessage> received;
    private final Consumer<String> ended;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private ByteArrayOutputStream parts = new ByteArrayOutputStream(256);
    private WebSocket socket;
    private boolean sending;

    private LinkSocket(Consumer<LinkMessage> received, Consumer<String> ended) {
        this.received = received;
        this.ended = ended;
    }

    /** @param ended called at least once with the reason when the link is over, however it came */
    static LinkSocket open(HttpClient http, URI address, Consumer<LinkMessage> received, Consumer<String> ended) {
        LinkSocket link = new LinkSocket(received, ended);
        WebSocket opened = http.newWebSocketBuilder().buildAsync(address, link).join();
        synchronized (link) {
            link.socket = opened;
        }
        return link;
    }

    /** @return bytes on the wire, without those of TCP */
    int send(LinkMessage.ToMember message) {
        byte[] frame = LinkCodec.encode(message);
        synchronized (this) {
            waiting.addLast(frame);
        }
        pump();
        return wireSize(frame.length);
    }

    /** Size of a masked WebSocket frame around {@code payload} bytes (RFC 6455, 5.2). */
    static int wireSize(int payload) {
        int length = payload <= SHORT_FRAME ? 0 : payload <= LONG_FRAME ? 2 : 8;
        return 2 + length + 4 + payload;
    }

    void close() {
        socket.abort();
    }

    /** A WebSocket takes one message at a time. */
    private void pump() {
        while (true) {
            CompletableFuture<WebSocket> sent;
            synchronized (this) {
                if (sending || socket == null || waiting.isEmpty()) {
                    return;
                }
                sent = socket.sendBinary(ByteBuffer.wrap(waiting.removeFirst()), true);
                sending = !sent.isDone();
            }
            if (sent.isCompletedExceptionally() || !sent.isDone()) {
                sent.whenComplete((done, failure) -> onSent(failure));
                return;
            }
        }
    }

    private void onSent(Throwable failure) {
        synchronized (this) {
            sending = false;
        }
        if (failure != null) {
            ended.accept("cannot send: " + failure);
        } else {
            pump();
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer piece, boolean last) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        parts.writeBytes(bytes);
        if (last) {
            byte[] frame = parts.toByteArray();
            parts = new ByteArrayOutputStream(256);
            try {
                received.accept(LinkCodec.decode(frame));
            } catch (MalformedFrameException e) {
                ended.accept("malformed frame: " + e.getMessage());
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        ended.accept("closed by the member: " + status + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.accept(error.toString());
    }
}
