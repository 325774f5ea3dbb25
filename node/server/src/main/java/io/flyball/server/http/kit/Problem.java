package io.flyball.server.http.kit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flyball.server.http.port.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A failure as RFC 9457 describes it: what kind, which one, and every mistake of the caller at once.
 *
 * @param title the same for every problem of its kind
 * @param detail about this one
 * @param headers of the answer, e.g. {@code Allow}; not part of the document
 */
public record Problem(int status, String title, String detail, List<Mistake> errors, Map<String, String> headers) {
    private static final ContentType CONTENT_TYPE = ContentTypes.parse("application/problem+json");

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public Problem(int status, String title, String detail) {
        this(status, title, detail, List.of(), Map.of());
    }

    public static Problem badRequest(String detail, Mistake... errors) {
        return new Problem(400, "bad request", detail, List.of(errors), Map.of());
    }

    public static Problem notFound(String what, String name, Set<String> known) {
        List<String> near = NearMatches.of(name, known);
        String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        return new Problem(404, "not found", what + " '" + Mistakes.shortened(name) + "' is not known" + hint);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", detail, List.of(), Map.of("Retry-After", "2"));
    }

    /** The document; {@code type} is about:blank, since the title and status say it all. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Document(String type, String title, int status, String detail, List<Mistake> errors, String requestId) {}

    public HttpResponse response(String requestId) {
        var document = new Document("about:blank", title, status, detail, errors, requestId);
        HttpResponse response = HttpResponse.create().withStatus(status).withEntity(CONTENT_TYPE, Json.bytes(document));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        return response;
    }
}
