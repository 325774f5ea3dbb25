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

class ThreadSizingTest {
    private final ThreadOptimization config = new ThreadOptimization("tomcat.maxThreads", 4, 64, 1.5, 0.9);

    @Test
    void leapsOnceThenClimbs() {
        List<PoolWindow> short4 = List.of(window(1, 12, 0.4), window(1, 12, 0.4));
        assertThat(value(ThreadSizing.advise(4, 1, 200, 0.25, true, config, short4)))
                .isEqualTo(40);
        assertThat(value(ThreadSizing.advise(4, 1, 200, 0.25, false, config, short4)))
                .isEqualTo(6);
    }

    @Test
    void stepsDownOnlyWhereTheClimbHasNothingToSay() {
        List<PoolWindow> turns = List.of(window(0.4, 0, 0.97), window(0.4, 0, 0.97));
        assertThat(value(ThreadSizing.advise(60, 1, 200, 0.05, true, config, turns)))
                .isEqualTo(40);
        assertThat(ThreadSizing.advise(60, 1, 200, 0.25, true, config, turns).topic())
                .isEqualTo("threads-enough");
        List<PoolWindow> full = List.of(window(1, 12, 0.97), window(1, 12, 0.97));
        assertThat(ThreadSizing.advise(60, 1, 200, 0.05, true, config, full).topic())
                .isEqualTo("threads-host-busy");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void staysWithinPolicyAndNode(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            long current = random.nextLong(4, 65);
            Advice advice = ThreadSizing.advise(
                    current,
                    1,
                    random.nextLong(64, 200),
                    Wild.number(random, 0.3),
                    random.nextBoolean(),
                    config,
                    Stream.generate(() -> Wild.window(random))
                            .limit(random.nextInt(4))
                            .toList());
            assertThat(advice.reasons()).isNotEmpty();
            for (Setting setting : advice.settings()) {
                assertThat(setting.value()).isBetween(4L, 64L).isNotEqualTo(current);
            }
        }
    }

    private static long value(Advice advice) {
        return advice.settings().get(0).value();
    }

    private static PoolWindow window(double busy, double queue, double host) {
        return new PoolWindow(
                OptionalDouble.of(busy),
                OptionalDouble.of(queue),
                OptionalDouble.of(host),
                OptionalDouble.of(195),
                OptionalDouble.of(0.08));
    }
}
