package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.server.http.answer.HistoryAnswer;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.HistoryQueries;
import io.flyball.server.http.port.Services;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code GET /v1/services/{service}/history}: reads rows in portions, so that memory holds one portion and the points. */
public final class HistoryEndpoint {
    /** Rows asked for at once. */
    private static final int PORTION = 5_000;

    private static final int MOST_ROWS = 1_000_000;

    private final Services services;
    private final HistoryQueries history;
    private final InstantSource clock;

    public HistoryEndpoint(Services services, HistoryQueries history, InstantSource clock) {
        this.services = services;
        this.history = history;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/v1/services/{service}/history", this::series, HistoryRequest.PARAMETERS.toArray(String[]::new)));
    }

    private CompletionStage<HttpResponse> series(Call call) {
        HistoryRequest request = HistoryRequest.of(call, clock.instant());
        Known.service(services, request.service());
        return read(request, new Buckets(request), request.from(), 0, "").thenApply(answer -> Json.ok(answer));
    }

    private CompletionStage<HistoryAnswer> read(
            HistoryRequest request, Buckets buckets, Instant from, int rowsBefore, String problemBefore) {
        return history.read(request.service(), request.node(), from, request.to(), PORTION)
                .thenCompose(found -> {
                    found.rows().forEach(buckets::add);
                    int rows = rowsBefore + found.rows().size();
                    String problem = problemBefore.isEmpty() ? found.problem() : problemBefore;
                    if (!found.truncated() || found.rows().isEmpty()) {
                        return CompletableFuture.completedFuture(answer(request, buckets, problem));
                    }
                    if (rows >= MOST_ROWS) {
                        throw new ProblemException(Problem.badRequest("more than " + MOST_ROWS
                                + " samples lie in this range: must be a shorter range or a single node"));
                    }
                    return read(request, buckets, last(found).plusMillis(1), rows, problem);
                });
    }

    private static Instant last(RowsFound found) {
        Row row = found.rows().get(found.rows().size() - 1);
        return row.sample().at();
    }

    private static HistoryAnswer answer(HistoryRequest request, Buckets buckets, String problem) {
        return new HistoryAnswer(
                request.service().value(),
                request.from(),
                request.to(),
                request.step().toMillis() / 1e3,
                request.combine().word(),
                buckets.series(),
                Optional.of(problem).filter(text -> !text.isEmpty()));
    }
}
