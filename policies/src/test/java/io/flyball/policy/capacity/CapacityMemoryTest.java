package io.flyball.policy.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.capacity.CapacitySettings.Signal;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.capacity.LearnedCapacity.NotLearned;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapacityMemoryTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final double IDLE = 0.05;
    private static final double PER_REQUEST = 0.00134;
    private static final double TRUTH = (0.6 - IDLE) / PER_REQUEST; // 410 requests per second

    @Test
    void learnsWhatAnInstanceCarriesAndSaysHowSureItIs() {
        Learned learned = (Learned) load(2, 214, PER_REQUEST, i -> 4).learn();
        assertThat(learned.perInstance()).isCloseTo(TRUTH, within(0.03 * TRUTH));
        assertThat(learned.low()).isLessThan(TRUTH);
        assertThat(learned.high()).isGreaterThan(TRUTH).isLessThan(1.15 * TRUTH);
        assertThat(learned.verdict())
                .matches("learned 4\\d\\d req/s per instance at 60 % utilization, 95 % interval 4\\d\\d\\.\\.4\\d\\d,"
                        + " from 21\\d points");
    }

    /** The interval keeps its promise although noise lasts from one window to the next: 95 % of 200 runs, give some. */
    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        int held = 0;
        for (int seed = 0; seed < 200; seed++) {
            Learned learned = (Learned) load(seed, 300, PER_REQUEST, i -> 4).learn();
            held += learned.low() <= TRUTH && TRUTH <= learned.high() ? 1 : 0;
        }
        assertThat(held).isBetween(184, 200);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(load(1, 10, PER_REQUEST, i -> 4).learn())
                .isEqualTo(new NotLearned(
                        "8 points in 2 blocks of time, at least 30 in 5 are needed")); // two minutes settle first
        assertThat(load(1, 100, PER_REQUEST / 5, i -> 4).learn().verdict())
                .startsWith("not learned: utilization hardly came above ")
                .endsWith("too far from the target of 60 %");
    }

    @Test
    void utilizationThatDoesNotRiseWithThroughputTeachesNothing() {
        CapacityMemory memory = CapacityMemory.empty(CapacitySettings.DEFAULTS);
        for (int i = 0; i < 200; i++) {
            memory = memory.plus(new CapacityPoint(minute(i), 4, 400 + 10 * (i % 40), 0.7 - 0.005 * (i % 40)));
        }
        assertThat(memory.learn().verdict()).startsWith("not learned: utilization does not rise with throughput");
    }

    @Test
    void startingInstancesAreNotLearnedFrom() {
        CapacityMemory memory = CapacityMemory.empty(CapacitySettings.DEFAULTS);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            int instances = 4 + i / 30 % 2; // one is started or stopped every half hour
            boolean starts = i % 30 < 2;
            double each = 100 + 200 * random.nextDouble();
            double utilization = starts ? 0.9 : IDLE + PER_REQUEST * each;
            memory = memory.plus(new CapacityPoint(minute(i), instances, each * instances, utilization));
        }
        assertThat(((Learned) memory.learn()).perInstance()).isCloseTo(TRUTH, within(0.01 * TRUTH));
    }

    @Test
    void aServiceThatBecameSlowerIsLearnedAnew() {
        CapacityMemory memory = load(3, 300, PER_REQUEST, i -> 4);
        memory = load(memory, 4, 300, 90, 2 * PER_REQUEST, i -> 4);
        assertThat(((Learned) memory.learn()).perInstance()).isCloseTo(TRUTH / 2, within(0.05 * TRUTH));
    }

    @Test
    void capacityOverCountsFollowsTheScalabilityLaw() {
        Usl law = new Usl(TRUTH, 0.02, 0.001);
        CapacityMemory memory = CapacityMemory.empty(CapacitySettings.DEFAULTS);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1200; i++) {
            int instances = 1 + 2 * (i / 100);
            double full = law.throughput(instances) / instances;
            double each = full * (0.4 + 0.6 * random.nextDouble());
            double utilization = IDLE + (0.6 - IDLE) * each / full;
            memory = memory.plus(new CapacityPoint(minute(i), instances, each * instances, utilization));
        }
        Usl learned = ((Learned) memory.learn()).scaling().orElseThrow();
        assertThat(learned.sigma()).isCloseTo(0.02, within(0.01));
        assertThat(learned.kappa()).isCloseTo(0.001, within(0.0003));
    }

    @Test
    void capacityFromLatencyIsWhereTheQueueMakesItTooSlow() {
        CapacitySettings settings = CapacitySettings.DEFAULTS.at(0.050, Signal.LATENCY);
        CapacityMemory memory = CapacityMemory.empty(settings);
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 300; i++) {
            double each = 100 + 250 * random.nextDouble(); // service time 10 ms, limit 500/s
            double latency = 0.010 / (1 - each / 500) * (0.98 + 0.04 * random.nextDouble());
            memory = memory.plus(new CapacityPoint(minute(i), 3, 3 * each, latency));
        }
        Learned learned = (Learned) memory.learn();
        assertThat(learned.perInstance()).isCloseTo(400, within(8.0)); // 10 ms / (1 - 400/500) = 50 ms
        assertThat(learned.verdict()).contains("per instance at 50 ms");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void oddNumbersAndClocksNeverThrowNorTeachNonsense(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e300, Double.MIN_VALUE, 1};
        CapacityMemory memory = CapacityMemory.empty(CapacitySettings.DEFAULTS);
        Instant at = START;
        for (int i = 0; i < 400; i++) {
            at = random.nextInt(50) == 0 ? at.minusSeconds(random.nextLong(100_000)) : at.plusSeconds(60);
            double throughput = random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble() * 1000;
            double utilization = random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble();
            int instances = random.nextInt(100) == 0 ? random.nextInt() : 4;
            memory = memory.plus(new CapacityPoint(at, instances, throughput, utilization));
            LearnedCapacity learned = memory.learn();
            assertThat(learned.verdict()).isNotBlank();
            if (learned instanceof Learned one) {
                assertThat(one.perInstance()).isFinite().isPositive();
                assertThat(one.low()).isBetween(0.0, one.perInstance());
                assertThat(one.high()).isFinite().isGreaterThanOrEqualTo(one.perInstance());
            }
        }
    }

    private static CapacityMemory load(int seed, int minutes, double perRequest, IntUnaryOperator instances) {
        return load(CapacityMemory.empty(CapacitySettings.DEFAULTS), seed, 0, minutes, perRequest, instances);
    }

    /** A wave of load; noise that lasts (AR 0.7), and one window in fifty in which a collector runs wild. */
    private static CapacityMemory load(
            CapacityMemory memory, int seed, int from, int minutes, double perRequest, IntUnaryOperator instances) {
        SplittableRandom random = new SplittableRandom(seed);
        double noise = 0;
        for (int i = from; i < from + minutes; i++) {
            noise = 0.7 * noise + 0.01 * (random.nextDouble() + random.nextDouble() - 1);
            double each = 220 + 130 * Math.sin(i / 40.0) + 20 * random.nextDouble();
            double utilization = IDLE + perRequest * each + noise + (random.nextInt(50) == 0 ? 0.3 : 0);
            int count = instances.applyAsInt(i);
            memory = memory.plus(new CapacityPoint(minute(i), count, each * count, utilization));
        }
        return memory;
    }

    private static Instant minute(int i) {
        return START.plus(Duration.ofMinutes(i));
    }
}
