package io.flyball.policy.document;

import io.flyball.policy.automate.Cron;
import io.flyball.policy.document.MemoryOptimization.LaunchAdvice;
import io.flyball.policy.document.RolloutConfig.Wave;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.document.ValidationConfig.Mode;
import io.flyball.policy.document.VerticalConfig.Percentiles;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a policy means where it says nothing. The one place of all defaults; {@code defaults.yaml} repeats them. */
public final class PolicyDefaults {
    public static final Duration INTERVAL = Duration.ofSeconds(5);
    /** This many intervals without a sample make a node stale. */
    public static final int STALE_INTERVALS = 3;

    public static final Duration RETENTION = Duration.ofDays(14);
    public static final int MIN_INSTANCES = 1;
    public static final double SCALING_FACTOR = 2;
    public static final Duration COOLDOWN = Duration.ofMinutes(5);
    public static final double TOLERANCE = 0.1;
    public static final Duration STABILIZE_DOWN = Duration.ofMinutes(5);
    public static final Duration LIMIT_PERIOD = Duration.ofSeconds(15);
    public static final String THREADS_KNOB = Knobs.TOMCAT_MAX_THREADS;
    public static final int THREADS_MIN = 4;
    public static final int THREADS_MAX = 200;
    public static final double THREADS_FACTOR = 1.5;
    public static final double BUSY_ABOVE = 0.9;
    public static final boolean IDLE_GIVE_BACK = false;
    public static final Duration IDLE_FOR = Duration.ofMinutes(5);
    public static final double IDLE_ALLOCATION_BELOW = 5_000_000;
    public static final double IDLE_THROUGHPUT_BELOW = 1;
    public static final Duration SETTLE = Duration.ofSeconds(15);
    public static final Duration WINDOW = Duration.ofMinutes(1);
    public static final Duration MAX_DURATION = Duration.ofMinutes(5);
    public static final double SPREAD = 0.25;
    public static final int MAX_FAILED_TRIALS = 3;

    public static final Duration SCALING_SETTLE = Duration.ZERO;
    public static final Duration FLAP_PER = Duration.ofHours(1);
    public static final double AT_LEAST_CONFIDENCE = 0.8;
    public static final double HEADROOM = 0.3;
    public static final double HEADROOM_QUANTILE = 0.998;
    public static final double QUANTILE = 0.95;
    public static final boolean RELEASE = false;
    public static final double MIN_SAVING_TO_DISRUPTION = 0.5;
    public static final String CONNECTIONS_KNOB = Knobs.HIKARI_MAX_POOL_SIZE;
    public static final int CONNECTIONS_MIN = 2;
    public static final int CONNECTIONS_MAX = 20;
    public static final double DOWNSTREAM_SHARE = 0.8;
    public static final double HEAP_INITIAL = 64L << 20;
    public static final double HEAP_INCREMENT = 64L << 20;
    public static final double SOFT_MAX_TIMES_LIVE = 1.5;
    public static final boolean SQUARE_ROOT = true;
    public static final boolean ADVISE = true;
    public static final double PERCENTILE_TARGET = 0.9;
    public static final double PERCENTILE_LOWER = 0.5;
    public static final double PERCENTILE_UPPER = 0.95;
    public static final double CPU_MIN = 0.025;
    public static final double MEMORY_MIN = 250L << 20;
    public static final Duration HALF_LIFE = Duration.ofDays(1);
    public static final double MARGIN = 0.15;
    public static final boolean VERTICAL_APPLY = false;
    public static final int LIMIT_MIN = 4;
    public static final int LIMIT_MAX = 1000;
    public static final Duration ALERT_FOR = Duration.ofMinutes(1);
    /** Share of an alert's value by which a metric must come back before the alert ends. */
    public static final double HYSTERESIS = 0.1;

    public static final Mode MODE = Mode.SEQUENTIAL;
    public static final double FALSE_REVERT_RATE = 0.02;
    /** Stands where a schedule could not be read; a policy with such a mistake is never in force. */
    static final Cron NIGHTLY = Cron.parse("0 2 * * *", ZoneId.of("UTC"));

    public static final ZoneId ZONE = ZoneId.of("UTC");
    public static final LaunchAdvice LAUNCH_ADVICE = new LaunchAdvice(ADVISE, ADVISE, ADVISE);
    public static final Percentiles CPU_PERCENTILES =
            new Percentiles(PERCENTILE_TARGET, PERCENTILE_LOWER, PERCENTILE_UPPER, CPU_MIN, OptionalDouble.empty());
    public static final Percentiles MEMORY_PERCENTILES =
            new Percentiles(PERCENTILE_TARGET, PERCENTILE_LOWER, PERCENTILE_UPPER, MEMORY_MIN, OptionalDouble.empty());
    public static final RolloutConfig ROLLOUT = new RolloutConfig(
            List.of(new Wave(false, 1), new Wave(true, 0.25), new Wave(true, 1)),
            Duration.ofMinutes(5),
            List.of(Metrics.LATENCY_P99, Metrics.ERROR_RATE));

    public static final MonitoringConfig MONITORING =
            new MonitoringConfig(INTERVAL, INTERVAL.multipliedBy(STALE_INTERVALS), RETENTION, Map.of());
    public static final ValidationConfig VALIDATION =
            new ValidationConfig(SETTLE, WINDOW, MAX_DURATION, SPREAD, MAX_FAILED_TRIALS);
    public static final AutomationConfig AUTOMATION = new AutomationConfig(true);

    /** HPA v2: up at once, by at most 4 instances or 100 % in 15 s, whichever is more. */
    public static final Direction SCALE_UP = new Direction(
            Duration.ZERO,
            Select.MAX,
            List.of(new Limit(false, 4, LIMIT_PERIOD), new Limit(true, 100, LIMIT_PERIOD)),
            TOLERANCE);

    /** HPA v2: down to the highest proposal of the last five minutes. */
    public static final Direction SCALE_DOWN =
            new Direction(STABILIZE_DOWN, Select.MAX, List.of(new Limit(true, 100, LIMIT_PERIOD)), TOLERANCE);

    private PolicyDefaults() {}

    /** Where an alert ends that names no value for it: 0.9 for one above 1, 1.1 for one below 1. */
    public static double clear(boolean above, double value) {
        double back = Math.abs(value) * HYSTERESIS;
        return above ? value - back : value + back;
    }
}
