package io.flyball.server.http.endpoint;

import io.flyball.server.http.kit.Endpoint;
import io.flyball.server.http.kit.Resource;
import java.util.List;

/** Files that never change while the member runs: the page and the description of the API. */
public final class PageEndpoints {
    private static final String PLACE = "/io/flyball/server/http/";

    public List<Endpoint> endpoints() {
        return List.of(
                file("/", "page/index.html", "text/html; charset=UTF-8"),
                file("/page.css", "page/page.css", "text/css; charset=UTF-8"),
                file("/page.js", "page/page.js", "text/javascript; charset=UTF-8"),
                file("/v1/openapi.yaml", "openapi.yaml", "application/yaml; charset=UTF-8"));
    }

    private static Endpoint file(String template, String name, String contentType) {
        return Endpoint.get(template, new Resource(PLACE + name, contentType));
    }
}
