package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestThreadsTest {
    private final ThreadOptimization config = new ThreadOptimization("tomcat.maxThreads", 4, 64, 1.5, 0.9);

    @Test
    void growsASaturatedPoolAndSaysWhy() {
        Advice advice = RequestThreads.advise(4, 200, config, List.of(window(1, 12, 0.3), window(1, 11.2, 0.3)));
        assertThat(advice.settings()).containsExactly(new Setting("tomcat.maxThreads", 6));
        assertThat(advice.reasons())
                .containsExactly(
                        "100% of 4 threads are busy and 12 requests wait, in 2 windows in a row",
                        "Little's law: 195 req/s x 0.080 s = 15.6 requests inside at once",
                        "try 6: 4 x 1.5 rounded up, at least +2, at most 64");
    }

    @Test
    void stepsByTwoAtLeast() {
        assertThat(RequestThreads.advise(2, 200, config, saturated()).settings())
                .containsExactly(new Setting("tomcat.maxThreads", 4));
    }

    @Test
    void staysWithinThePolicyAndTheNodesOwnEnvelope() {
        assertThat(RequestThreads.advise(60, 200, config, saturated()).settings())
                .containsExactly(new Setting("tomcat.maxThreads", 64));
        assertThat(RequestThreads.advise(4, 5, config, saturated()).settings())
                .containsExactly(new Setting("tomcat.maxThreads", 5));
        Advice full = RequestThreads.advise(64, 200, config, saturated());
        assertThat(full.isChange()).isFalse();
        assertThat(full.topic()).isEqualTo("threads-at-maximum");
        assertThat(full.worthTelling()).isTrue();
    }

    @Test
    void oneWindowIsNotEnough() {
        assertThat(RequestThreads.advise(4, 200, config, List.of(window(0.5, 0, 0.3), window(1, 5, 0.3)))
                        .isChange())
                .isFalse();
        assertThat(RequestThreads.advise(4, 200, config, List.of(window(1, 5, 0.3)))
                        .isChange())
                .isFalse();
    }

    @Test
    void aBusyPoolWithoutAQueueIsRightlySized() {
        assertThat(RequestThreads.advise(4, 200, config, List.of(window(0.95, 0, 0.3), window(0.95, 0, 0.3)))
                        .isChange())
                .isFalse();
    }

    @Test
    void withoutAReadableQueueThePoolMustBePinned() {
        PoolWindow pinned = new PoolWindow(
                OptionalDouble.of(0.99),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        PoolWindow busy = new PoolWindow(
                OptionalDouble.of(0.95),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        assertThat(RequestThreads.advise(4, 200, config, List.of(pinned, pinned))
                        .isChange())
                .isTrue();
        assertThat(RequestThreads.advise(4, 200, config, List.of(busy, busy)).isChange())
                .isFalse();
    }

    @Test
    void aBusyHostGetsNoMoreThreads() {
        Advice advice = RequestThreads.advise(4, 200, config, List.of(window(1, 5, 0.96), window(1, 5, 0.96)));
        assertThat(advice.isChange()).isFalse();
        assertThat(advice.topic()).isEqualTo("threads-host-busy");
    }

    /** Whatever is measured or missing: never below the current value, never outside the bounds, always with a reason. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverShrinksNorLeavesItsBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            long current = random.nextLong(1, 65);
            long ceiling = random.nextLong(1, 100);
            List<PoolWindow> windows = new ArrayList<>();
            int count = random.nextInt(4);
            for (int w = 0; w < count; w++) {
                windows.add(new PoolWindow(
                        maybe(random, 1), maybe(random, 20), maybe(random, 1), maybe(random, 500), maybe(random, 1)));
            }
            Advice advice = RequestThreads.advise(current, ceiling, config, windows);
            assertThat(advice.reasons()).isNotEmpty();
            for (Setting setting : advice.settings()) {
                assertThat(setting.value())
                        .isGreaterThan(current)
                        .isLessThanOrEqualTo(Math.min(64, ceiling))
                        .isLessThanOrEqualTo(Math.max(current + 2, (long) Math.ceil(current * 1.5)));
            }
        }
    }

    private static OptionalDouble maybe(SplittableRandom random, double most) {
        return random.nextInt(4) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(random.nextInt(3) == 0 ? most : random.nextDouble() * most);
    }

    private static List<PoolWindow> saturated() {
        return List.of(window(1, 5, 0.3), window(1, 5, 0.3));
    }

    private static PoolWindow window(double busy, double queue, double hostCpu) {
        return new PoolWindow(
                OptionalDouble.of(busy),
                OptionalDouble.of(queue),
                OptionalDouble.of(hostCpu),
                OptionalDouble.of(195),
                OptionalDouble.of(0.08));
    }
}
