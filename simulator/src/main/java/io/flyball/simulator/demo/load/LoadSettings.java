package io.flyball.simulator.demo.load;

import java.time.Duration;

/**
 * Bounds of the generator.
 *
 * @param path that is requested
 * @param maxConnections per instance
 * @param maxBacklog requests that wait for a connection; one more is shed and counted
 * @param timeout after which a request that was sent counts as failed
 * @param pollEvery between two looks at the endpoints file
 * @param maxIdle after which an unused connection is closed; below what any server allows
 */
public record LoadSettings(
        String path, int maxConnections, int maxBacklog, Duration timeout, Duration pollEvery, Duration maxIdle) {
    public static final LoadSettings DEMO =
            new LoadSettings("/buy", 64, 1_000, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(15));

    LoadSettings withBacklog(int requests) {
        return new LoadSettings(path, maxConnections, requests, timeout, pollEvery, maxIdle);
    }
}
