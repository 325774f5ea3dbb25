package io.flyball.simulator.demo.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param duration end after this time with a summary; null: until Ctrl-C
 * @param chaos kill the member that plans for the shop in mid-run
 * @param badPolicy apply a harmful policy and see it reverted
 * @param data an empty or absent directory; null: a new temporary one
 * @param httpPort of the first member; the others follow; free ones are taken where these are not
 * @param color whether the output may be coloured
 */
public record DemoOptions(Duration duration, boolean chaos, boolean badPolicy, Path data, int httpPort, boolean color) {
    private static final Duration SHORTEST = Duration.ofSeconds(150);
    private static final Duration USUAL_DAY = Duration.ofMinutes(4);

    public DemoOptions {
        if (duration != null && duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("--for = " + duration.toSeconds()
                    + "s: must be at least 2m30s, so that every phase of the day can be seen");
        }
        if (httpPort < 1 || httpPort > 65_000) {
            throw new IllegalArgumentException("--port = " + httpPort + ": must be between 1 and 65000");
        }
    }

    Optional<Duration> limit() {
        return Optional.ofNullable(duration);
    }

    Duration day() {
        return limit().orElse(USUAL_DAY);
    }
}
