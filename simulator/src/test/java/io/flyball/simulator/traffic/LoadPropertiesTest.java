package io.flyball.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.traffic.shape.Bursty;
import io.flyball.simulator.traffic.shape.Diurnal;
import io.flyball.simulator.traffic.shape.FlashCrowd;
import io.flyball.simulator.traffic.shape.Noise;
import io.flyball.simulator.traffic.shape.RetryStorm;
import io.flyball.simulator.traffic.shape.Spiky;
import io.flyball.simulator.traffic.shape.Weekly;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every load, whatever it is made of; a failure names its seed (-Dflyball.seed=N replays). */
class LoadPropertiesTest {
    private static final int PLACES = 200;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void isFiniteNotNegativeAndTheSameInAnyOrderOfAsking(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = random.longs(PLACES, 0, Duration.ofDays(400).toMillis()).toArray();
        Load load = load(seed);
        double[] forward = new double[PLACES];
        for (int i = 0; i < PLACES; i++) {
            forward[i] = load.at(times[i]);
            assertThat(forward[i]).isFinite().isNotNegative();
        }
        Load again = load(seed);
        for (int i = PLACES - 1; i >= 0; i--) {
            assertThat(again.at(times[i])).isEqualTo(forward[i]);
        }
    }

    /** The seed alone decides: another seed is another load. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void anotherSeedIsAnotherLoad(long seed) {
        Load noise = new Noise(millis -> 1, 0.1, Duration.ofMinutes(1), seed);
        Load other = new Noise(millis -> 1, 0.1, Duration.ofMinutes(1), seed + 1);
        assertThat(noise.at(90_000)).isNotEqualTo(other.at(90_000));
    }

    private static Load load(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Load load = shape(random, seed);
        for (int i = random.nextInt(4); i > 0; i--) {
            load = changed(load, random, seed);
        }
        return random.nextBoolean() ? load : Loads.sum(List.of(load, shape(random, seed + 1)));
    }

    private static Load shape(SplittableRandom random, long seed) {
        double low = random.nextDouble() * 100;
        double high = low + random.nextDouble() * 1e6;
        return switch (random.nextInt(4)) {
            case 0 -> new Diurnal(low, high, time(random, 23), List.of(random.nextDouble()));
            case 1 -> new Spiky(low, high, time(random, 1), time(random, 5).plusHours(1), seed);
            case 2 -> new Bursty(low, high, time(random, 1), time(random, 1), seed);
            default -> new FlashCrowd(low, high, time(random, 9), time(random, 9), time(random, 9), time(random, 9));
        };
    }

    private static Load changed(Load load, SplittableRandom random, long seed) {
        return switch (random.nextInt(8)) {
            case 0 -> new Noise(load, random.nextDouble() * 3, time(random, 1), seed);
            case 1 -> new Weekly(load, random.nextDouble() * 2);
            case 2 -> new RetryStorm(load, time(random, 9), time(random, 1), 5, time(random, 1), time(random, 1));
            case 3 -> Loads.faster(load, 0.01 + random.nextDouble() * 100);
            case 4 -> Loads.repeat(load, time(random, 30));
            case 5 -> Loads.later(load, time(random, 100));
            case 6 -> Loads.slice(load, time(random, 5), time(random, 5).plusHours(6));
            default -> Loads.times(load, random.nextDouble() * 10);
        };
    }

    private static Duration time(SplittableRandom random, int hours) {
        return Duration.ofMillis(1 + random.nextLong(Duration.ofHours(hours).toMillis()));
    }
}
