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

class ThreadDemandTest {
    private final ThreadOptimization config = new ThreadOptimization("tomcat.maxThreads", 4, 100, 1.5, 0.9);

    @Test
    void guessesWhatTheWorkNeedsAndSaysHow() {
        Advice advice = ThreadDemand.advise(15, 200, config, List.of(window(12), window(12)));
        assertThat(advice.settings()).containsExactly(new Setting("tomcat.maxThreads", 40));
        assertThat(advice.reasons())
                .containsExactly(
                        "Little's law: 195 req/s x 0.080 s = 15.6 inside, 12.0 wait: 39.4 threads at 70% busy",
                        "try 40 as a first guess instead of 15, at most 100");
    }

    @Test
    void aSpikeOfOneWindowIsNoGuess() {
        assertThat(ThreadDemand.advise(20, 200, config, List.of(window(0), window(60)))
                        .topic())
                .isEqualTo("threads-near");
    }

    @Test
    void whatWasNotMeasuredChangesNothing() {
        PoolWindow blind = new PoolWindow(
                OptionalDouble.of(1),
                OptionalDouble.of(9),
                OptionalDouble.empty(),
                OptionalDouble.of(9),
                OptionalDouble.empty());
        assertThat(ThreadDemand.advise(4, 200, config, List.of(blind, blind)).isChange())
                .isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void growsOnlyWithinItsBoundsAndSaysWhy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            long current = random.nextLong(1, 120);
            long ceiling = random.nextLong(1, 150);
            Advice advice = ThreadDemand.advise(
                    current,
                    ceiling,
                    config,
                    Stream.generate(() -> Wild.window(random))
                            .limit(random.nextInt(4))
                            .toList());
            assertThat(advice.reasons()).isNotEmpty();
            for (Setting setting : advice.settings()) {
                assertThat(setting.value()).isGreaterThan(current).isLessThanOrEqualTo(Math.min(100, ceiling));
            }
        }
    }

    private static PoolWindow window(double queue) {
        return new PoolWindow(
                OptionalDouble.of(1),
                OptionalDouble.of(queue),
                OptionalDouble.of(0.4),
                OptionalDouble.of(195),
                OptionalDouble.of(0.08));
    }
}
