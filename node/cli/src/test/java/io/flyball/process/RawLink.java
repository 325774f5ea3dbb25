package io.flyball.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A socket at a member's link address on which anything can be sent. */
final class RawLink implements WebSocket.Listener {
    private volatile boolean ended;
    private WebSocket socket;

    static RawLink open(Api member) {
        RawLink link = new RawLink();
        link.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + member.port() + "/v1/link"), link)
                .join();
        return link;
    }

    /** @param last whether the message ends with these bytes */
    void send(byte[] bytes, boolean last) {
        try {
            socket.sendBinary(ByteBuffer.wrap(bytes), last).join();
        } catch (CompletionException e) {
            ended = true; // closed while it was being sent
        }
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        ended = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended = true;
    }
}
