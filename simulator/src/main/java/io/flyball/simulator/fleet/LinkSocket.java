package io.flyball.simulator.fleet;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.message.LinkMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One end of a link: frames out one after the other, frames in on the HTTP client's threads. */
public final class LinkSocket implements WebSocket.Listener {
    private static final int SHORT_FRAME = 125;
    private static final int LONG_FRAME = 65_535;
    private static final int USUAL_FRAME = 256;
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);

    /** What happens on a socket. Called on many threads, never two at a time for one direction. */
    public interface Events {
        /** A whole frame came in; the next one follows when this returns. */
        void frame(byte[] frame);

        /** A sign of life that is no frame. */
        default void heard() {}

        /** Everything that was to be sent has been sent. */
        default void drained() {}

        /** The socket is over, however it came; may be told more than once. */
        void ended(String reason);
    }

    private final Events events;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private ByteArrayOutputStream parts = new ByteArrayOutputStream(USUAL_FRAME);
    private WebSocket socket;
    private boolean sending;

    private LinkSocket(Events events) {
        this.events = events;
    }

    /**
     * @param token bearer token
     * @return fails when there is no connection; {@code events} are not told of that
     */
    public static CompletableFuture<LinkSocket> open(
            HttpClient http, URI address, Optional<String> token, Events events) {
        LinkSocket link = new LinkSocket(events);
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(OPEN_WITHIN);
        token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        return builder.buildAsync(address, link).thenApply(link::opened);
    }

    private LinkSocket opened(WebSocket opened) {
        synchronized (this) {
            socket = opened;
        }
        pump();
        return this;
    }

    /** @return bytes on the wire, without those of TCP */
    public int send(LinkMessage.ToMember message) {
        byte[] frame = LinkCodec.encode(message);
        synchronized (this) {
            waiting.addLast(frame);
        }
        pump();
        return wireSize(frame.length);
    }

    /** Nothing is being sent and nothing waits for it. */
    public synchronized boolean isIdle() {
        return socket != null && !sending && waiting.isEmpty();
    }

    /** Left out while frames are being sent: those are a sign of life as well. */
    public void ping() {
        CompletableFuture<WebSocket> sent;
        synchronized (this) {
            if (sending || socket == null) {
                return;
            }
            sending = true;
            sent = socket.sendPing(ByteBuffer.allocate(0));
        }
        sent.whenComplete((done, failure) -> onSent(failure));
    }

    /** Size of a masked WebSocket frame around {@code payload} bytes (RFC 6455, 5.2). */
    static int wireSize(int payload) {
        int length = payload <= SHORT_FRAME ? 0 : payload <= LONG_FRAME ? 2 : 8;
        return 2 + length + 4 + payload;
    }

    /** Cuts the connection. */
    public synchronized void close() {
        if (socket != null) {
            socket.abort();
        }
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
        boolean isDrained;
        synchronized (this) {
            sending = false;
            isDrained = waiting.isEmpty();
        }
        if (failure != null) {
            events.ended("cannot send: " + failure);
        } else if (isDrained) {
            events.drained();
        } else {
            pump();
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer piece, boolean last) {
        if (parts.size() + piece.remaining() > LinkCodec.MAX_FRAME) {
            events.ended("frame = more than " + LinkCodec.MAX_FRAME + " bytes: must be at most that");
            return null;
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        parts.writeBytes(bytes);
        if (last) {
            byte[] frame = parts.toByteArray();
            parts = new ByteArrayOutputStream(USUAL_FRAME);
            events.frame(frame);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        events.heard();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        events.heard();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        events.ended("closed by the member: " + status + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        events.ended(error.toString());
    }
}
