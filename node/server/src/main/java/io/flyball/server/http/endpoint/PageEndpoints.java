package io.flyball.server.http.endpoint;

import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.kit.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Files that never change while the member runs: the page and the description of the API. */
public final class PageEndpoints {
    private static final String PLACE = "/io/flyball/server/http/";
    private static final String SCRIPT = "text/javascript; charset=UTF-8";

    private final Map<String, Resource> files = new HashMap<>();

    public PageEndpoints() {
        List.of("page.js", "api.js", "curve.js", "decisions.js", "dom.js", "format.js")
                .forEach(name -> files.put(name, page(name, SCRIPT)));
        files.put("page.css", page("page.css", "text/css; charset=UTF-8"));
        files.put("icon.svg", page("icon.svg", "image/svg+xml"));
    }

    public List<Endpoint> endpoints() {
        var description = new Resource(PLACE + "openapi.yaml", "application/yaml; charset=UTF-8");
        return List.of(
                Endpoint.get("/", page("index.html", "text/html; charset=UTF-8")),
                Endpoint.get("/page/{file}", this::file),
                Endpoint.get("/v1/openapi.yaml", description));
    }

    private CompletionStage<HttpResponse> file(Call call) {
        String name = call.variable("file");
        return Optional.ofNullable(files.get(name))
                .orElseThrow(() -> new ProblemException(Problem.notFound("file", name, files.keySet())))
                .handle(call);
    }

    private static Resource page(String name, String contentType) {
        return new Resource(PLACE + "page/" + name, contentType);
    }
}
