package io.flyball.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.limit.AdmissionLimit;
import io.flyball.policy.limit.Aimd;
import io.flyball.policy.limit.EnvoyGradient;
import io.flyball.policy.limit.Gradient2;
import io.flyball.policy.limit.LimitSample;
import io.flyball.policy.limit.Vegas;
import io.flyball.policy.math.Usl;
import io.flyball.policy.tune.PoolWindow;
import io.flyball.policy.tune.ThreadClimb;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** What limits and pool sizers must do, told in words; each sentence is found by what it is about. */
final class BehaviouralChecks {
    private static final long MILLI = 1_000_000;

    private BehaviouralChecks() {}

    static void run(String check, List<Usl> laws) {
        if (check.contains("saturated USL plant")) {
            laws.forEach(BehaviouralChecks::holdsTheBestSize);
        } else if (check.contains("app-limited")) {
            appLimited();
        } else if (check.contains("ignores didDrop")) {
            drops();
        } else if (check.contains("no samples")) {
            noSamples();
        } else if (check.contains("minRTT epoch")) {
            epoch();
        } else {
            throw new AssertionError("unknown check: " + check);
        }
    }

    /**
     * 3,000 windows from 4 threads, mean of 20 seeds: over the second half at least 0.9 of the most, at most 4 times the
     * time of one.
     */
    private static void holdsTheBestSize(Usl law) {
        double throughput = 0;
        double time = 0;
        int counted = 0;
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ThreadClimb climb = ThreadClimb.from(4, ThreadClimb.Settings.DEFAULTS);
            for (int i = 0; i < 3000; i++) {
                if (i >= 1500) {
                    throughput += law.throughput(climb.threads());
                    time += law.time(climb.threads());
                    counted++;
                }
                double rtt = law.time(climb.threads()) * Math.max(0.5, 1 + 0.05 * gauss(random));
                climb = climb.next(saturated(climb.threads() / rtt, rtt)).next();
            }
        }
        assertThat(throughput / counted / law.peakThroughput())
                .as("share of the most of %s", law)
                .isGreaterThanOrEqualTo(0.9);
        assertThat(time / counted / law.time(1)).as("time of %s", law).isLessThanOrEqualTo(4);
    }

    private static PoolWindow saturated(double throughput, double latency) {
        return new PoolWindow(
                OptionalDouble.of(1),
                OptionalDouble.of(100),
                OptionalDouble.of(0.5),
                OptionalDouble.of(throughput),
                OptionalDouble.of(latency));
    }

    private static void appLimited() {
        for (AdmissionLimit start : List.of(
                Gradient2.of(Gradient2.Settings.DEFAULTS),
                Vegas.of(Vegas.Settings.DEFAULTS),
                Aimd.of(Aimd.Settings.DEFAULTS))) {
            AdmissionLimit state = start;
            for (int i = 0; i < 50; i++) {
                state = state.next(LimitSample.of(10 * MILLI, start.limit() / 2 - 1, false))
                        .next();
                assertThat(state.limit()).isEqualTo(start.limit());
            }
        }
    }

    private static void drops() {
        AdmissionLimit gradient = Gradient2.of(Gradient2.Settings.DEFAULTS);
        assertThat(gradient.next(LimitSample.of(10 * MILLI, 20, true)).next())
                .isEqualTo(gradient.next(LimitSample.of(10 * MILLI, 20, false)).next());
        AdmissionLimit vegas = Vegas.of(Vegas.Settings.DEFAULTS)
                .next(LimitSample.of(10 * MILLI, 20, false))
                .next();
        assertThat(vegas.next(LimitSample.of(10 * MILLI, 20, true)).next().limit())
                .isEqualTo(vegas.limit() - 1);
        AdmissionLimit aimd = Aimd.of(new Aimd.Settings(100, 20, 200, 0.9, 5_000 * MILLI));
        assertThat(aimd.next(LimitSample.of(10 * MILLI, 20, true)).next().limit())
                .isEqualTo(90);
    }

    /** Two windows pass between one request and the next: the empty one changes nothing. */
    private static void noSamples() {
        EnvoyGradient measured = measured(0);
        long window = EnvoyGradient.Settings.DEFAULTS.windowNanos();
        AdmissionLimit first = measured.next(new LimitSample(1000 * MILLI, 5 * MILLI, 3, false))
                .next();
        AdmissionLimit grown = first.next(new LimitSample(1000 * MILLI + 2 * window, 5 * MILLI, 3, false))
                .next();
        AdmissionLimit empty = measured.next(new LimitSample(1000 * MILLI + 9 * window, 5 * MILLI, 3, false))
                .next();
        assertThat(first.limit()).isEqualTo(measured.limit());
        assertThat(grown.limit()).isGreaterThan(measured.limit());
        assertThat(empty.limit()).isEqualTo(measured.limit());
    }

    private static void epoch() {
        EnvoyGradient.Settings settings = EnvoyGradient.Settings.DEFAULTS;
        EnvoyGradient measured = measured(0);
        long due = settings.measurementIntervalNanos() + 10_000 * MILLI;
        AdmissionLimit measuring =
                measured.next(new LimitSample(due, 5 * MILLI, 3, false)).next();
        assertThat(((EnvoyGradient) measuring).deferred()).isPositive();
        AdmissionLimit state = measuring;
        for (int i = 0; i < 200; i++) {
            state = state.next(new LimitSample(due - 1, 500 * MILLI, 3, false)).next();
        }
        assertThat(state).isEqualTo(measuring);
        for (int i = 0; i < settings.minRttRequests(); i++) {
            state = state.next(new LimitSample(due + 10 * MILLI + i, 7 * MILLI, 3, false))
                    .next();
        }
        assertThat(((EnvoyGradient) state).minRttNanos()).isEqualTo(7 * MILLI);
        assertThat(state.limit()).isEqualTo(((EnvoyGradient) measuring).deferred());
    }

    private static EnvoyGradient measured(long start) {
        AdmissionLimit state = EnvoyGradient.of(EnvoyGradient.Settings.DEFAULTS);
        for (int i = 0; i < EnvoyGradient.Settings.DEFAULTS.minRttRequests(); i++) {
            state = state.next(new LimitSample(start + i, 5 * MILLI, 3, false)).next();
        }
        assertThat(((EnvoyGradient) state).minRttNanos()).isEqualTo(5 * MILLI);
        return (EnvoyGradient) state;
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
