package io.flyball.server.http.endpoint;

import io.flyball.server.http.answer.HealthAnswer;
import io.flyball.server.http.answer.MembersAnswer;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.port.Members;
import io.flyball.server.http.port.Readiness;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The member about itself: health, its view of the cluster. */
public final class SystemEndpoints {
    private final Members members;
    private final Supplier<Readiness> readiness;

    public SystemEndpoints(Members members, Supplier<Readiness> readiness) {
        this.members = members;
        this.readiness = readiness;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/health/live", call -> now(Json.ok(new HealthAnswer("live", List.of())))),
                Endpoint.get("/health/ready", this::ready),
                Endpoint.get("/v1/members", call -> now(Json.ok(MembersAnswer.of(members.seen())))));
    }

    private CompletionStage<HttpResponse> ready(Call call) {
        Readiness state = readiness.get();
        return now(
                state.ready()
                        ? Json.ok(new HealthAnswer("ready", List.of()))
                        : Json.answer(503, new HealthAnswer("not-ready", state.reasons())));
    }

    private static CompletionStage<HttpResponse> now(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
