package io.flyball.server.http.kit;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Names requests: by what the caller sent as {@code X-Request-Id} where that is harmless, by 64 random bits else. */
public final class RequestIds {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final SecureRandom random = new SecureRandom();

    public String of(HttpRequest request) {
        return request.getHeader("X-Request-Id")
                .map(HttpHeader::value)
                .filter(value -> HARMLESS.matcher(value).matches())
                .orElseGet(() -> HexFormat.of().toHexDigits(random.nextLong()));
    }
}
