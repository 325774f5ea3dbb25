package io.flyball.server.http.kit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/**
 * Reads a request's body within a bound. What is beyond it is read and thrown away up to {@link #DRAINED}, because a
 * caller that is still sending does not look at the answer; beyond that the connection is cut.
 */
public final class Body {
    static final long DRAINED = 64L * 1024 * 1024;

    private final ActorSystem<?> system;

    public Body(ActorSystem<?> system) {
        this.system = system;
    }

    /** For those who expect no body: whatever came is thrown away. */
    public void discard(HttpRequest request) {
        request.discardEntityBytes(system);
    }

    /** What was kept and how much there was. */
    private record Taken(ByteString kept, long size) {
        Taken with(ByteString more, int limit) {
            long total = size + more.size();
            if (total > DRAINED) {
                throw new ProblemException(tooLarge(limit));
            }
            return new Taken(total > limit ? ByteString.emptyByteString() : kept.concat(more), total);
        }
    }

    /** Fails with a 413 or, where it is not UTF-8, a 400 {@link Problem}. */
    public CompletionStage<String> text(HttpRequest request, int limit) {
        return request.entity()
                .withoutSizeLimit()
                .getDataBytes()
                .runWith(
                        Sink.fold(new Taken(ByteString.emptyByteString(), 0), (taken, more) -> taken.with(more, limit)),
                        system)
                .thenApply(taken -> decode(taken, limit));
    }

    private static String decode(Taken taken, int limit) {
        if (taken.size() > limit) {
            throw new ProblemException(tooLarge(limit));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(taken.kept().toArrayUnsafe()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.badRequest("the body is not UTF-8"));
        }
    }

    private static Problem tooLarge(int limit) {
        return new Problem(
                413, "content too large", "the body must be at most " + limit + " bytes; nothing was changed");
    }
}
