package io.flyball.server.http.kit;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The wire form of {@code text/event-stream}. */
public final class ServerSentEvents {
    /** Silence after which a comment shows that the stream lives. */
    static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final ByteString OPENING = ByteString.fromString("retry: 2000\n\n");
    private static final ByteString COMMENT = ByteString.fromString(": alive\n\n");
    private static final ContentType EVENT_STREAM = MediaTypes.TEXT_EVENT_STREAM.toContentType();

    private ServerSentEvents() {}

    /** @param data one line, as JSON without line breaks is */
    public static ByteString event(Optional<String> id, String event, String data) {
        String first = id.map(text -> "id: " + text + "\n").orElse("");
        return ByteString.fromString(first + "event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Begins at once, so that the caller sees the answer before the first event. */
    public static HttpResponse response(Source<ByteString, NotUsed> events) {
        Source<ByteString, NotUsed> stream =
                Source.single(OPENING).concat(events).keepAlive(HEARTBEAT, () -> COMMENT);
        return HttpResponse.create()
                .withEntity(HttpEntities.create(EVENT_STREAM, stream))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    }
}
