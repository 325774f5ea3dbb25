package io.flyball.server.http.endpoint;

import io.flyball.server.http.answer.DecisionAnswer;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.kit.ServerSentEvents;
import io.flyball.server.http.port.Decisions.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The two kinds of events of the decision stream. */
final class DecisionEvents {
    private DecisionEvents() {}

    static ByteString decision(Versioned decision) {
        return ServerSentEvents.event(
                Optional.of(ResumePoint.of(decision)), "decision", Json.text(DecisionAnswer.of(decision)));
    }

    /** Something may be missing before the next event: read the list again. */
    static List<ByteString> gap(String reason) {
        return List.of(
                ServerSentEvents.event(Optional.empty(), "gap", Json.text(Map.of("reason", String.valueOf(reason)))));
    }
}
