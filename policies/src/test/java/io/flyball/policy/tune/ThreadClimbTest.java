package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.math.Usl;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadClimbTest {
    private static final Usl CONTENDED = new Usl(10, 0.1, 0.002);

    @Test
    void comesDownFromTooManyThreads() {
        ThreadClimb climb = ThreadClimb.from(200, ThreadClimb.Settings.DEFAULTS);
        for (int i = 0; i < 1000; i++) {
            climb = climb.next(saturated(climb.threads(), 1)).next();
        }
        assertThat(CONTENDED.throughput(climb.threads())).isGreaterThan(0.9 * CONTENDED.peakThroughput());
    }

    @Test
    void doesNotGrowAPoolThatIsNotBusy() {
        ThreadClimb climb = ThreadClimb.from(10, ThreadClimb.Settings.DEFAULTS);
        for (int i = 0; i < 200; i++) {
            PoolWindow idle = saturated(climb.threads(), 1);
            climb = climb.next(new PoolWindow(
                            OptionalDouble.of(0.3), idle.queue(), idle.hostCpu(), idle.throughput(), idle.latency()))
                    .next();
            assertThat(climb.threads()).isEqualTo(10);
        }
    }

    @Test
    void latencyIsAGuard() {
        ThreadClimb.Settings usual = ThreadClimb.Settings.DEFAULTS;
        ThreadClimb climb = ThreadClimb.from(
                4,
                new ThreadClimb.Settings(
                        usual.min(),
                        usual.max(),
                        usual.factor(),
                        usual.worth(),
                        usual.least(),
                        usual.most(),
                        CONTENDED.time(8),
                        usual.busyAbove()));
        int kept = 0;
        for (int i = 0; i < 1000; i++) {
            ThreadClimb.Step step = climb.next(saturated(climb.threads(), 1));
            climb = step.next();
            kept = Math.max(kept, climb.before().isEmpty() ? climb.threads() : 0);
        }
        assertThat(kept).isBetween(6, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void staysWithinItsBoundsWhateverIsMeasured(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ThreadClimb climb = ThreadClimb.from(random.nextInt(-5, 500), ThreadClimb.Settings.DEFAULTS);
        for (int i = 0; i < 500; i++) {
            PoolWindow window = random.nextInt(3) == 0
                    ? Wild.window(random)
                    : saturated(climb.threads(), 0.5 + random.nextDouble());
            ThreadClimb.Step step = climb.next(window);
            assertThat(step.reason()).isNotBlank();
            assertThat(step.next().threads()).isBetween(2, 200);
            climb = step.next();
        }
    }

    private static PoolWindow saturated(int threads, double noise) {
        double time = CONTENDED.time(threads) * noise;
        return new PoolWindow(
                OptionalDouble.of(1),
                OptionalDouble.of(50),
                OptionalDouble.of(0.5),
                OptionalDouble.of(threads / time),
                OptionalDouble.of(time));
    }
}
