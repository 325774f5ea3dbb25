package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.protocol.model.Setting;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadContentionTest {
    private final ThreadOptimization config = new ThreadOptimization("tomcat.maxThreads", 4, 100, 1.5, 0.9);

    @Test
    void stepsDownWhereThreadsTakeTurns() {
        PoolWindow window = window(0.47, 0, 0.97, 0.3);
        Advice advice = ThreadContention.advise(64, 1, 0.25, config, List.of(window, window));
        assertThat(advice.settings()).containsExactly(new Setting("tomcat.maxThreads", 42));
        assertThat(advice.topic()).isEqualTo("threads-shrink");
        assertThat(advice.reasons())
                .containsExactly(
                        "47% of 64 threads are busy, none waits, the host is 97% busy and 300 ms are above 250 ms:"
                                + " threads take turns",
                        "try 42: 64 over 1.5 rounded down, at least the 31 that work, at least 4");
    }

    @Test
    void staysWhereThreadsAreShortOrTheHostHasRoomOrLatencyIsFine() {
        for (PoolWindow window : List.of(
                window(0.47, 1, 0.97, 0.3),
                window(0.95, 0, 0.97, 0.3),
                window(0.47, 0, 0.5, 0.3),
                window(0.47, 0, 0.97, 0.2))) {
            assertThat(ThreadContention.advise(64, 1, 0.25, config, List.of(window, window))
                            .isChange())
                    .isFalse();
        }
        PoolWindow bad = window(0.47, 0, 0.97, 0.3);
        assertThat(ThreadContention.advise(64, 1, 0.25, config, List.of(bad)).isChange())
                .isFalse();
        assertThat(ThreadContention.advise(64, 1, Double.NaN, config, List.of(bad, bad))
                        .isChange())
                .isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void shrinksOnlyWithinItsBoundsAndSaysWhy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            long current = random.nextLong(1, 120);
            long floor = random.nextLong(1, 20);
            Advice advice = ThreadContention.advise(
                    current,
                    floor,
                    Wild.number(random, 1),
                    config,
                    Stream.generate(() -> random.nextBoolean() ? Wild.window(random) : window(0.3, 0, 0.99, 0.9))
                            .limit(random.nextInt(4))
                            .toList());
            assertThat(advice.reasons()).isNotEmpty();
            for (Setting setting : advice.settings()) {
                assertThat(setting.value())
                        .isLessThan(current)
                        .isGreaterThanOrEqualTo(Math.max(4, floor))
                        .isGreaterThanOrEqualTo((long) Math.floor(current / 1.5));
            }
        }
    }

    private static PoolWindow window(double busy, double queue, double host, double latency) {
        return new PoolWindow(
                OptionalDouble.of(busy),
                OptionalDouble.of(queue),
                OptionalDouble.of(host),
                OptionalDouble.of(100),
                OptionalDouble.of(latency));
    }
}
