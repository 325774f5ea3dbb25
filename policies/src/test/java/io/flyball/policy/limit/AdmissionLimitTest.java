package io.flyball.policy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.LimiterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionLimitTest {
    private static final long MILLI = 1_000_000;

    @Test
    void saysWhyTheLimitMoved() {
        AdmissionLimit vegas = new Vegas(Vegas.Settings.DEFAULTS, 74, 10 * MILLI, 0, 0);
        AdmissionLimit.Step step = vegas.next(LimitSample.of(15 * MILLI, 74, false));
        assertThat(step.next().limit()).isEqualTo(73);
        assertThat(step.reason()).isEqualTo("queue of 25, above 6: 74 -> 73");
    }

    @Test
    void gradientFollowsTheWorkedExample() {
        Gradient gradient = new Gradient(Gradient.Settings.DEFAULTS, 50, 10 * MILLI, 500);
        AdmissionLimit.Step step = gradient.next(LimitSample.of(40 * MILLI, 50, false));
        assertThat(((Gradient) step.next()).estimated()).isEqualTo(50 * 0.8 + 0.2 * 32);
        assertThat(step.reason()).isEqualTo("40000 us against 10000 us at best: gradient 0.50: 50 -> 46");
    }

    @Test
    void gradientForgetsTheLeastTimeAfterItsInterval() {
        Gradient due = new Gradient(Gradient.Settings.DEFAULTS, 100, 10 * MILLI, 0);
        Gradient next =
                (Gradient) due.next(LimitSample.of(40 * MILLI, 100, false)).next();
        assertThat(next.noLoadNanos()).isZero();
        assertThat(next.limit()).isEqualTo(10);
    }

    @Test
    void vegasTakesTheTimeWithoutLoadAnew() {
        Vegas.Settings usual = Vegas.Settings.DEFAULTS;
        Vegas state = new Vegas(usual, 10, MILLI, 10 * usual.probeMultiplier(), 0);
        Vegas next = (Vegas) state.next(LimitSample.of(7 * MILLI, 10, false)).next();
        assertThat(next.noLoadNanos()).isEqualTo(7 * MILLI);
        assertThat(next.sinceProbe()).isZero();
    }

    @Test
    void envoyMeasuresAgainAfterFiveWindowsAtItsLowestLimit() {
        EnvoyGradient.Settings settings = EnvoyGradient.Settings.DEFAULTS;
        AdmissionLimit state = EnvoyGradient.of(settings);
        long now = 0;
        for (int i = 0; i < settings.minRttRequests(); i++) {
            state = state.next(new LimitSample(now++, MILLI, 3, false)).next();
        }
        int windows = 0;
        while (((EnvoyGradient) state).deferred() == 0 && windows < 20) {
            now += settings.windowNanos();
            state = state.next(new LimitSample(now, 100 * MILLI, 3, false)).next();
            windows++;
        }
        assertThat(windows).isBetween(6, 8);
    }

    @Test
    void advisesOnlyWhatSettledAndWasMeasured() {
        List<LimiterAdvice.Reading> steady = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            steady.add(new LimiterAdvice.Reading(0.010, 18, 0));
        }
        LimiterAdvice few = LimiterAdvice.of(Vegas.of(Vegas.Settings.DEFAULTS), steady.subList(0, 29));
        assertThat(few.limit()).isEmpty();
        assertThat(few.reasons()).containsExactly("29 windows were measured: 30 are needed");
        assertThat(LimiterAdvice.of(Vegas.of(Vegas.Settings.DEFAULTS), steady).limit())
                .hasValue(38);
        List<LimiterAdvice.Reading> growing = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            growing.add(new LimiterAdvice.Reading(0.010, 1000, 0));
        }
        LimiterAdvice moving = LimiterAdvice.of(Vegas.of(Vegas.Settings.DEFAULTS), growing);
        assertThat(moving.limit()).isEmpty();
        assertThat(moving.reasons()).last().asString().contains("not settled");
    }

    @Test
    void adviceStaysWithinThePolicysBounds() {
        List<LimiterAdvice.Reading> steady = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            steady.add(new LimiterAdvice.Reading(0.010, 18, 0));
        }
        for (LimiterConfig.Algorithm algorithm : LimiterConfig.Algorithm.values()) {
            LimiterAdvice advice = LimiterAdvice.of(new LimiterConfig(algorithm, 5, 12), steady);
            assertThat(advice.reasons()).isNotEmpty();
            advice.limit()
                    .ifPresent(limit -> assertThat(limit).as(algorithm.name()).isBetween(5, 12));
        }
        assertThat(LimiterAdvice.of(new LimiterConfig(LimiterConfig.Algorithm.VEGAS, 5, 12), steady)
                        .limit())
                .hasValue(12);
    }

    /** Whatever is measured: within bounds, never without a reason, and the same again for the same input. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverLeavesItsBoundsNorLacksAReason(long seed) {
        for (AdmissionLimit start : List.of(
                Aimd.of(Aimd.Settings.DEFAULTS),
                Vegas.of(Vegas.Settings.DEFAULTS),
                Gradient.of(Gradient.Settings.DEFAULTS),
                Gradient2.of(Gradient2.Settings.DEFAULTS),
                EnvoyGradient.of(EnvoyGradient.Settings.DEFAULTS),
                Windowed.of(
                        Windowed.Settings.DEFAULTS, SampleWindow.percentile(0.9), Vegas.of(Vegas.Settings.DEFAULTS)))) {
            SplittableRandom random = new SplittableRandom(seed);
            AdmissionLimit state = start;
            for (int i = 0; i < 300; i++) {
                LimitSample sample = wild(random);
                AdmissionLimit.Step step = state.next(sample);
                assertThat(step.reason()).isNotBlank();
                assertThat(step.next().limit()).isBetween(1, 1000);
                assertThat(state.next(sample)).isEqualTo(step);
                state = step.next();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void adviceAlwaysHasAReason(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LimiterAdvice.Reading> readings = new ArrayList<>();
        for (int i = random.nextInt(100); i > 0; i--) {
            readings.add(new LimiterAdvice.Reading(number(random, 1), number(random, 100), number(random, 2)));
        }
        LimiterAdvice advice = LimiterAdvice.of(Vegas.of(Vegas.Settings.DEFAULTS), readings);
        assertThat(advice.reasons()).isNotEmpty();
        advice.limit().ifPresent(limit -> assertThat(limit).isBetween(1, 1000));
    }

    private static double number(SplittableRandom random, double most) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -1;
            case 3 -> 0;
            default -> random.nextDouble() * most;
        };
    }

    private static LimitSample wild(SplittableRandom random) {
        long start = random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(100_000 * MILLI);
        long rtt = switch (random.nextInt(15)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Long.MIN_VALUE;
            default -> 1 + random.nextLong(1000 * MILLI);
        };
        int inflight = switch (random.nextInt(15)) {
            case 0 -> -1;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> 0;
            default -> random.nextInt(1000);
        };
        return new LimitSample(start, rtt, inflight, random.nextInt(10) == 0);
    }
}
