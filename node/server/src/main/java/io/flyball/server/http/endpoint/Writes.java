package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.ControlProtocol.Conflict;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Found;
import io.flyball.protocol.message.ControlProtocol.NotDurable;
import io.flyball.protocol.message.ControlProtocol.Reply;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;

/** Replies of a control key as answers. */
final class Writes {
    private Writes() {}

    static Entry stored(Reply reply) {
        if (reply instanceof Found found) {
            return found.entry();
        }
        if (reply instanceof Conflict conflict) {
            throw new ProblemException(conflict(conflict.storedRevision()));
        }
        if (reply instanceof NotDurable missing) {
            throw new ProblemException(Problem.unavailable(
                    "not yet durable at a majority of members (" + missing.reason() + "); it may become so: repeat"));
        }
        throw new IllegalStateException("reply = " + reply + ": must be handled by the caller");
    }

    static Problem conflict(long storedRevision) {
        return new Problem(
                412,
                "precondition failed",
                storedRevision == 0
                        ? "nothing is stored under this name"
                        : "the stored revision is " + storedRevision + ": read it again and repeat with its ETag");
    }
}
