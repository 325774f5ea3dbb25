package io.flyball.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.capacity.Usl;
import io.flyball.simulator.Seeds;
import io.flyball.simulator.capacity.Objective.Kind;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SizingTest {
    static LongStream seeds() {
        return Seeds.all();
    }

    private static Sizing sizing(double capacity, Failure failure, Objective... objectives) {
        return new Sizing(
                Capacity.given(capacity), Optional.of(new ServiceTime(0, 0.01)), 1, 1, List.of(objectives), failure);
    }

    private static int count(Sizing sizing, double load) {
        return sizing.smallest(load).orElseThrow().instances();
    }

    @Test
    void theSpareOneComesOnTopOfWhatCarriesTheLoad() {
        assertThat(count(sizing(100, new Failure(0, 1), Objective.BUSY), 900)).isEqualTo(10);
        assertThat(count(sizing(100, new Failure(1, 1), Objective.BUSY), 900)).isEqualTo(11);
        assertThat(count(sizing(100, new Failure(2, 1), Objective.BUSY), 901)).isEqualTo(13);
        assertThat(count(sizing(100, new Failure(1, 1), Objective.BUSY), 1)).isEqualTo(2);
    }

    /** 15 in 3 zones lose 5 and 10 are left; 14 lose 5 as well. */
    @Test
    void aZoneTakesAllItsInstancesWithIt() {
        assertThat(count(sizing(100, new Failure(1, 3), Objective.BUSY), 900)).isEqualTo(15);
        assertThat(new Failure(1, 3).left(14)).isEqualTo(9);
        assertThat(new Failure(6, 3).left(14)).isEqualTo(8);
    }

    /** M/M/1 of 10 ms: p99 below 184.2 ms means 100 - x of at least 4.605 / 0.1842 = 25, so 75/s each. */
    @Test
    void latencyAsksForMoreThanUtilization() {
        Objective fast = new Objective(Kind.LATENCY_P99, 0.18421);
        assertThat(count(sizing(100, new Failure(0, 1), fast, Objective.BUSY), 750))
                .isEqualTo(10);
        assertThat(count(sizing(100, new Failure(0, 1), fast, Objective.BUSY), 751))
                .isEqualTo(11);
        assertThat(sizing(100, new Failure(0, 1), new Objective(Kind.LATENCY_P99, 0.02))
                        .smallest(1))
                .isEmpty();
    }

    /** 1,000 n / (1 + 0.002 n (n - 1)) is highest at 22 instances: 11,426. Low end of the interval: 90 % of it. */
    @Test
    void whatInstancesShareIsCounted() {
        Capacity capacity = new Capacity(900, 1000, 1100, Optional.of(new Usl(1000, 0, 0.002)), 1, 1);
        Sizing sizing = new Sizing(
                capacity, Optional.empty(), 1, 1, List.of(new Objective(Kind.UTILIZATION, 1)), new Failure(0, 1));
        assertThat(count(sizing, 900)).isEqualTo(1);
        assertThat(count(sizing, 0.9 * 10_000 / 1.18)).isEqualTo(10);
        assertThat(sizing.smallest(0.9 * 11_420)).isPresent();
        assertThat(sizing.smallest(0.9 * 11_500)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moreLoadOrMoreSpareNeverNeedFewerAndOneLessIsTooFew(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double capacity = 1 + random.nextDouble() * 500;
        Failure failure = new Failure(random.nextInt(4), 1 + random.nextInt(4));
        Objective[] objectives = {
            new Objective(Kind.UTILIZATION, 0.1 + 0.9 * random.nextDouble()),
            new Objective(Kind.LATENCY_P99, 0.05 + random.nextDouble())
        };
        Sizing sizing = sizing(capacity, failure, objectives);
        double load = random.nextDouble() * capacity * 30;
        Optional<Sizing.Fit> fit = sizing.smallest(load);
        if (fit.isEmpty()) { // then latency forbids every load
            assertThat(sizing.smallest(load * 2)).isEmpty();
            return;
        }
        int count = fit.get().instances();
        assertThat(sizing.holds(load, failure.left(count))).isTrue();
        int fewer = failure.left(count - 1);
        assertThat(fewer > 0 && sizing.holds(load, fewer)).isFalse();
        sizing.smallest(load * (1 + random.nextDouble()))
                .ifPresent(more -> assertThat(more.instances()).isGreaterThanOrEqualTo(count));
        assertThat(count(sizing(capacity, new Failure(failure.spare() + 1, failure.zones()), objectives), load))
                .isGreaterThanOrEqualTo(count);
        assertThat(count(sizing(capacity, new Failure(failure.spare(), 1), objectives), load))
                .isLessThanOrEqualTo(count);
    }

    @Test
    void limitsAreWalkedUpAndSorted() {
        List<Breaking> breaks = Breaking.walk(
                List.of(
                        new Breaking.Limit("late", "", "", load -> load >= 150),
                        new Breaking.Limit("never", "", "", load -> false),
                        new Breaking.Limit("now", "", "", load -> load > 0)),
                100);
        assertThat(breaks).extracting(Breaking::resource).containsExactly("now", "late", "never");
        assertThat(breaks).extracting(Breaking::times).containsExactly(0.05, 1.5, Double.POSITIVE_INFINITY);
    }
}
