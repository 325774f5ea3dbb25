package io.flyball.simulator.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long commands took from the planner's decision to the node: members tell when they decided, the fleet knows when
 * the command with that token and revision came in. The clocks of both sides must agree; on one machine they do.
 */
final class DecisionCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final MemberClient client;
    private final Arrivals arrivals;
    private final Latencies times = new Latencies();

    DecisionCheck(MemberClient client, Arrivals arrivals) {
        this.client = client;
        this.arrivals = arrivals;
    }

    /** Looks at the last {@value #MOST} decisions of a service. */
    void look(ServiceName service) {
        Optional<String> answer = client.get("/v1/decisions?service=" + service + "&limit=" + MOST);
        try {
            for (JsonNode decision : JSON.readTree(answer.orElse("{}")).path("decisions")) {
                look(decision);
            }
        } catch (JsonProcessingException e) {
            return; // no member gave a whole answer
        }
    }

    private void look(JsonNode decision) {
        String node = decision.path("nodes").path(0).asText();
        if (node.isEmpty()) {
            return; // not for a node
        }
        try {
            Token token = new Token(
                    decision.path("token").path("term").asLong(),
                    decision.path("token").path("owner").asText());
            CommandId command = new CommandId(token, decision.path("revision").asLong());
            long decided = Instant.parse(decision.path("at").asText()).toEpochMilli();
            OptionalLong arrived = arrivals.of(new NodeId(node), command);
            if (arrived.isPresent()) {
                times.add((arrived.getAsLong() - decided) * NANOS_PER_MILLI);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return; // of a newer member, which tells it in another way
        }
    }

    Latencies times() {
        return times;
    }
}
