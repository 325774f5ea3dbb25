package io.flyball.server.http.endpoint;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.schema.JsonSchema;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Found;
import io.flyball.protocol.message.ControlProtocol.NotFound;
import io.flyball.server.http.answer.PoliciesAnswer;
import io.flyball.server.http.answer.PolicyAnswer;
import io.flyball.server.http.kit.Body;
import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Json;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.ControlKeys;
import io.flyball.server.http.port.Mistake;
import io.flyball.server.http.port.PolicyCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** {@code /v1/policies}. A text is checked as a whole before anything is written; the stored text is the one sent. */
public final class PolicyEndpoints {
    static final int LARGEST = 1024 * 1024;
    private static final String PREFIX = "policy/";

    private final ControlKeys control;
    private final PolicyCheck check;
    private final Body body;

    public PolicyEndpoints(ControlKeys control, PolicyCheck check, Body body) {
        this.control = control;
        this.check = check;
        this.body = body;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/v1/schema/policy", call -> CompletableFuture.completedFuture(Json.ok(JsonSchema.policy()))),
                Endpoint.get("/v1/policies", this::list),
                Endpoint.get("/v1/policies/{name}", this::show),
                Endpoint.put("/v1/policies/{name}", this::put, "dryRun", "reason", "author"),
                Endpoint.delete("/v1/policies/{name}", this::delete, "reason", "author"));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        List<PolicyAnswer> policies = control.known(PREFIX).stream()
                .map(this::answer)
                .sorted(Comparator.comparing(PolicyAnswer::name))
                .toList();
        return CompletableFuture.completedFuture(Json.ok(new PoliciesAnswer(policies)));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        String name = call.variable("name", PolicyName::require);
        return control.get(PREFIX + name).thenApply(reply -> {
            if (reply instanceof NotFound) {
                throw new ProblemException(notFound(name));
            }
            return tagged(
                    Json.ok(answer(Writes.stored(reply))), Writes.stored(reply).revision());
        });
    }

    private CompletionStage<HttpResponse> put(Call call) {
        String name = call.variable("name", PolicyName::require);
        Author by = Author.of(call);
        long expected = Precondition.of(call);
        boolean dryRun = call.flag("dryRun");
        return body.text(call.request(), LARGEST).thenCompose(text -> {
            Policy policy = valid(name, text);
            refuseRival(policy);
            return dryRun
                    ? dryRun(policy, text, by, expected)
                    : control.put(PREFIX + name, text, by.name(), by.reason(), expected)
                            .thenApply(reply -> written(Writes.stored(reply)));
        });
    }

    private HttpResponse written(Entry entry) {
        return tagged(Json.answer(entry.revision() == 1 ? 201 : 200, answer(entry)), entry.revision());
    }

    /** All that a real call would check; what is there now decides about the precondition. */
    private CompletionStage<HttpResponse> dryRun(Policy policy, String text, Author by, long expected) {
        return control.get(PREFIX + policy.name()).thenApply(reply -> {
            long stored = reply instanceof Found found ? found.entry().revision() : 0;
            if (expected >= 0 && expected != stored) {
                throw new ProblemException(Writes.conflict(stored));
            }
            long last = reply instanceof NotFound missing
                    ? missing.lastRevision()
                    : Writes.stored(reply).revision();
            var would = new Entry(PREFIX + policy.name(), last, false, text, by.name(), by.reason(), 0);
            return Json.ok(answer(would).asDryRun());
        });
    }

    private CompletionStage<HttpResponse> delete(Call call) {
        String name = call.variable("name", PolicyName::require);
        Author by = Author.of(call);
        body.discard(call.request());
        return control.delete(PREFIX + name, by.name(), by.reason(), Precondition.of(call))
                .thenApply(reply -> {
                    if (reply instanceof NotFound) {
                        throw new ProblemException(notFound(name));
                    }
                    long revision = Writes.stored(reply).revision();
                    return tagged(Json.ok(Map.of("name", name, "revision", revision, "deleted", true)), revision);
                });
    }

    private Policy valid(String name, String text) {
        PolicyCheck.Checked checked = check.check(text);
        if (!checked.refusals().isEmpty()) {
            throw new ProblemException(invalid(checked.refusals()));
        }
        Policy policy = checked.policy().orElseThrow();
        if (!policy.name().equals(name)) {
            throw new ProblemException(invalid(List.of(
                    new Mistake("metadata.name", policy.name(), "must be the name in the path (" + name + ")"))));
        }
        return policy;
    }

    private static Problem invalid(List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
        return new Problem(422, "invalid policy", count + "; nothing was changed", mistakes, Map.of());
    }

    /** Two policies of one service would take turns. */
    private void refuseRival(Policy policy) {
        control.known(PREFIX).stream()
                .filter(entry -> !name(entry).equals(policy.name()))
                .filter(entry ->
                        service(entry).equals(Optional.of(policy.service().value())))
                .findFirst()
                .ifPresent(rival -> {
                    var mistake = new Mistake(
                            "spec.selector.service",
                            policy.service().value(),
                            "must be a service that no other policy selects; policy '" + name(rival) + "' does");
                    throw new ProblemException(new Problem(
                            409, "conflict", "another policy selects this service", List.of(mistake), Map.of()));
                });
    }

    private Problem notFound(String name) {
        return Problem.notFound(
                "policy",
                name,
                control.known(PREFIX).stream().map(PolicyEndpoints::name).collect(Collectors.toSet()));
    }

    private PolicyAnswer answer(Entry entry) {
        PolicyCheck.Checked checked = check.check(entry.value());
        Optional<String> service =
                checked.policy().map(policy -> policy.service().value());
        return PolicyAnswer.of(name(entry), entry, service, checked.warnings());
    }

    private Optional<String> service(Entry entry) {
        return check.check(entry.value())
                .policy()
                .map(policy -> policy.service().value());
    }

    private static String name(Entry entry) {
        return entry.key().substring(PREFIX.length());
    }

    private static HttpResponse tagged(HttpResponse response, long revision) {
        return response.addHeader(RawHeader.create("ETag", "\"" + revision + "\""));
    }
}
