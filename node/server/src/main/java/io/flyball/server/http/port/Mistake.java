package io.flyball.server.http.port;

/**
 * One thing wrong with what a caller sent, e.g. {@code spec.scaling.minInstances}, {@code 5}, "must be at most
 * maxInstances (4)".
 */
public record Mistake(String path, String value, String rule) {}
