package io.flyball.agent.sense;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;

/**
 * One GET with a limit on time and size, on the calling thread. The JDK's older client is used on purpose: it needs no
 * threads of its own.
 */
final class BoundedGet {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 1_000;
    private static final long TOTAL_NANOS = 2_000_000_000L;
    private static final int MOST_BYTES = 4 << 20;

    /** Status and body; a body is read only of status 200. */
    record Answer(int status, String body) {}

    private BoundedGet() {}

    static Answer of(URI uri) throws IOException {
        URLConnection connection = uri.toURL().openConnection();
        if (!(connection instanceof HttpURLConnection http)) {
            throw new IOException("uri = '" + uri + "': must be http or https");
        }
        http.setConnectTimeout(CONNECT_MILLIS);
        http.setReadTimeout(READ_MILLIS);
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setRequestProperty(
                "Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.9,*/*;q=0.1");
        long deadline = System.nanoTime() + TOTAL_NANOS;
        int status = http.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            http.disconnect();
            return new Answer(status, "");
        }
        try (InputStream body = http.getInputStream()) {
            return new Answer(status, read(body, deadline));
        } catch (IOException e) {
            http.disconnect(); // the rest of the body is of no use
            throw e;
        }
    }

    private static String read(InputStream body, long deadline) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        for (int got = body.read(chunk); got >= 0; got = body.read(chunk)) {
            bytes.write(chunk, 0, got);
            if (bytes.size() > MOST_BYTES) {
                throw new IOException("body: must be at most " + MOST_BYTES + " bytes");
            }
            if (System.nanoTime() > deadline) {
                throw new SocketTimeoutException("body: must arrive within 2 s");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
