package io.flyball.agent.link;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * Puts the parts of a frame together and hands whole frames on. At most one frame waits outside the actor: the next
 * one is requested when the actor has dealt with it.
 */
final class FrameListener implements WebSocket.Listener {
    /** Events of one socket, called on the HTTP client's threads. */
    interface Events {
        void opened(WebSocket socket);

        void frame(byte[] bytes);

        void heard();

        void ended(String reason);
    }

    private final int maxFrame;
    private final Events events;
    private ByteArrayOutputStream parts = new ByteArrayOutputStream(512);

    FrameListener(int maxFrame, Events events) {
        this.maxFrame = maxFrame;
        this.events = events;
    }

    @Override
    public void onOpen(WebSocket socket) {
        events.opened(socket);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        if (parts.size() + data.remaining() > maxFrame) {
            events.ended("frame = more than " + maxFrame + " bytes: must be at most that");
            return null;
        }
        byte[] part = new byte[data.remaining()];
        data.get(part);
        parts.writeBytes(part);
        if (!last) {
            socket.request(1);
            return null;
        }
        byte[] frame = parts.toByteArray();
        parts = new ByteArrayOutputStream(512);
        events.frame(frame);
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        events.ended("text frame: must be binary");
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        events.heard();
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        events.heard();
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        events.ended("closed by the member: " + status + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        events.ended(Failures.inWords(error));
    }
}
