package io.flyball.server.http.endpoint;

import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.answer.DecisionAnswer;
import io.flyball.server.http.answer.DecisionsAnswer;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.Decisions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code /v1/decisions}: pages, one, and the live stream. */
public final class DecisionEndpoints {
    static final int MOST = 500;
    private static final int USUAL = 50;

    private final Decisions decisions;
    private final DecisionStream stream;

    public DecisionEndpoints(Decisions decisions, DecisionStream stream) {
        this.decisions = decisions;
        this.stream = stream;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/decisions", this::list, "service", "limit", "before"),
                Endpoint.get("/v1/decisions/{id}", this::show),
                Endpoint.get("/v1/decisions/stream", stream::open, "service", "lastEventId"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        int limit = call.query("limit", DecisionEndpoints::limit).orElse(USUAL);
        Optional<ServiceName> service = call.query("service", ServiceName::new);
        return decisions.list(service, call.query("before"), limit).thenApply(page -> {
            List<DecisionAnswer> answers =
                    page.decisions().stream().map(DecisionAnswer::of).toList();
            Optional<String> next = answers.size() < limit
                    ? Optional.empty()
                    : Optional.of(answers.get(answers.size() - 1).id());
            Optional<String> incomplete = Optional.of(page.problem()).filter(text -> !text.isEmpty());
            return Json.ok(new DecisionsAnswer(answers, next, incomplete));
        });
    }

    private CompletionStage<HttpResponse> show(Call call) {
        String id = call.variable("id");
        return decisions
                .find(id)
                .thenApply(found -> Json.ok(DecisionAnswer.of(
                        found.orElseThrow(() -> new ProblemException(Problem.notFound("decision", id, Set.of()))))));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // the rule below says it all
        }
        throw new IllegalArgumentException("must be a whole number from 1 to " + MOST);
    }
}
