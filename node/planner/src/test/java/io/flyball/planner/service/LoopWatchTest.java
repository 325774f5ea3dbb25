package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final LoopWatch watch = new LoopWatch(Duration.ofSeconds(5), 100, NOON);

    @Test
    void isCalmUpToItsLimit() {
        assertThat(watch.overslept(100 + 5 * SECOND, NOON.plusSeconds(5))).isFalse();
    }

    @Test
    void noticesAPauseThatEitherClockShows() {
        assertThat(watch.overslept(100 + 6 * SECOND, NOON.plusSeconds(1))).isTrue();
        assertThat(watch.overslept(100 + SECOND, NOON.plusSeconds(6))).isTrue();
    }

    @Test
    void startsAnewWithEveryBeat() {
        watch.beat(100 + 4 * SECOND, NOON.plusSeconds(4));
        assertThat(watch.overslept(100 + 8 * SECOND, NOON.plusSeconds(8))).isFalse();
    }
}
