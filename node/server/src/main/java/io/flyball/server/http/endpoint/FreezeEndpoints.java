package io.flyball.server.http.endpoint;

import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.NotFound;
import io.flyball.protocol.message.ControlProtocol.Reply;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.answer.FreezeAnswer;
import io.flyball.server.http.kit.Body;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.ControlKeys;
import io.flyball.server.http.port.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code /v1/freeze} for everything and {@code /v1/services/{service}/freeze} for one service, known yet or not: a
 * freeze may come before the service does. Setting and lifting both need a reason.
 */
public final class FreezeEndpoints {
    private static final String GLOBAL = "freeze/global";
    private static final String SERVICE = "freeze/service/";
    private static final int LARGEST = 16 * 1024;

    private final ControlKeys control;
    private final Body body;

    public FreezeEndpoints(ControlKeys control, Body body) {
        this.control = control;
        this.body = body;
    }

    /** Body of a call; fields are absent where not given. */
    record Order(String reason, String author) {}

    public List<Endpoint> endpoints() {
        String[] parameters = {"reason", "author"};
        String service = "/v1/services/{service}/freeze";
        return List.of(
                Endpoint.get("/v1/freeze", this::show),
                Endpoint.put("/v1/freeze", this::freeze, parameters),
                Endpoint.delete("/v1/freeze", this::lift, parameters),
                Endpoint.get(service, this::show),
                Endpoint.put(service, this::freeze, parameters),
                Endpoint.delete(service, this::lift, parameters));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        Optional<String> service = service(call);
        return control.get(key(service)).thenApply(reply -> Json.ok(answer(service, reply)));
    }

    private CompletionStage<HttpResponse> freeze(Call call) {
        Optional<String> service = service(call);
        return author(call)
                .thenCompose(by -> control.put(key(service), by.reason(), by.name(), by.reason(), -1))
                .thenApply(reply -> Json.ok(answer(service, reply)));
    }

    /** Lifting what is not frozen is no mistake. */
    private CompletionStage<HttpResponse> lift(Call call) {
        Optional<String> service = service(call);
        return author(call)
                .thenCompose(by -> control.delete(key(service), by.name(), by.reason(), -1))
                .thenApply(reply -> Json.ok(answer(service, reply)));
    }

    private FreezeAnswer answer(Optional<String> service, Reply reply) {
        List<FreezeAnswer> services = service.isPresent() ? null : services();
        if (reply instanceof NotFound missing) {
            return FreezeAnswer.thawed(service, missing.lastRevision(), services);
        }
        Entry entry = Writes.stored(reply);
        return entry.deleted()
                ? FreezeAnswer.thawed(service, entry.revision(), services)
                : FreezeAnswer.of(service, entry, services);
    }

    private List<FreezeAnswer> services() {
        return control.known(SERVICE).stream()
                .sorted(Comparator.comparing(Entry::key))
                .map(entry -> FreezeAnswer.of(Optional.of(entry.key().substring(SERVICE.length())), entry, null))
                .toList();
    }

    /** From the body or, as some clients send none with DELETE, from the query. */
    private CompletionStage<Author> author(Call call) {
        Author asked = Author.of(call);
        return body.text(call.request(), LARGEST).thenApply(text -> {
            Order order = text.isBlank() ? new Order(null, null) : Json.read(text, Order.class);
            String reason = Optional.ofNullable(order.reason()).orElse(asked.reason());
            String author = Optional.ofNullable(order.author()).orElse(asked.name());
            if (reason.isBlank() || reason.length() > Author.LONGEST || author.length() > Author.LONGEST) {
                throw new ProblemException(Problem.badRequest(
                        "a freeze is set or lifted with a reason",
                        new Mistake(
                                "reason",
                                "",
                                "must be given in 1 to " + Author.LONGEST
                                        + " characters, e.g. {\"reason\": \"sale until 18:00\"}")));
            }
            return new Author(author, reason);
        });
    }

    private static Optional<String> service(Call call) {
        return call.variables().containsKey("service")
                ? Optional.of(call.variable("service", ServiceName::new).value())
                : Optional.empty();
    }

    private static String key(Optional<String> service) {
        return service.map(name -> SERVICE + name).orElse(GLOBAL);
    }
}
