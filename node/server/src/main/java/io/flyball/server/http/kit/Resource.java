package io.flyball.server.http.kit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** A file of the jar, held in memory; browsers ask again each time and get 304 while it is the same. */
public final class Resource implements Endpoint.Handler {
    private final byte[] bytes;
    private final ContentType contentType;
    private final String tag;

    public Resource(String name, String contentType) {
        this.bytes = read(name);
        this.contentType = ContentTypes.parse(contentType);
        var checksum = new CRC32C();
        checksum.update(bytes);
        this.tag = "\"" + HexFormat.of().toHexDigits(checksum.getValue(), 8) + "\"";
    }

    @Override
    public CompletionStage<HttpResponse> handle(Call call) {
        boolean same = call.header("If-None-Match").filter(tag::equals).isPresent();
        HttpResponse response = same
                ? HttpResponse.create().withStatus(304)
                : HttpResponse.create().withEntity(HttpEntities.create(contentType, bytes));
        return CompletableFuture.completedFuture(response.addHeader(RawHeader.create("ETag", tag))
                .addHeader(RawHeader.create("Cache-Control", "no-cache")));
    }

    private static byte[] read(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }
}
