package io.flyball.server.link;

import io.flyball.planner.session.Outlet;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.util.ByteString;

/** The sending side of a WebSocket: a bounded queue of binary frames. */
final class SocketOutlet implements Outlet {
    private final BoundedSourceQueue<Message> queue;
    private final Runnable whenClosed;

    /** @param whenClosed called once */
    SocketOutlet(BoundedSourceQueue<Message> queue, Runnable whenClosed) {
        this.queue = queue;
        this.whenClosed = whenClosed;
    }

    @Override
    public boolean offer(byte[] frame) {
        return !queue.isCompleted()
                && queue.offer(BinaryMessage.create(ByteString.fromArrayUnsafe(frame)))
                        .isEnqueued();
    }

    @Override
    public void close(String reason) {
        if (!queue.isCompleted()) {
            queue.complete();
        }
        whenClosed.run();
    }
}
