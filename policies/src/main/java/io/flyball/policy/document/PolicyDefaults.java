package io.flyball.policy.document;

import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.protocol.model.Knobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
}
