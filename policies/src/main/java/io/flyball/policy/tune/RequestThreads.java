package io.flyball.policy.tune;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Hill climbing of a request pool: propose the next size while the pool is the bottleneck; validation of throughput and
 * latency decides whether it stays. Latency is a guard, not the signal: latency-gradient limiters are for admission.
 *
 * <p>{@code next = min(max, max(ceil(current * factor), current + 2))}, when in each of two consecutive windows
 * {@code busy >= busyAbove} and requests wait, and the host has processor time left. Never shrinks.
 *
 * <p>Example: 4 threads, busy 100 %, 12 waiting, factor 1.5: ceil(6) = 6.
 */
public final class RequestThreads {
    /**
     * More threads do not help a host that is this busy; the limit of the .NET thread pool's hill climbing. Not lower:
     * threads that wait for something else need little processor time, and the trial tells whether it was there.
     */
    public static final double HOST_CPU_LIMIT = 0.95;
    /** When the queue cannot be read, the pool must be pinned at this share. */
    public static final double PINNED = 0.98;

    static final int LEAST_STEP = 2;
    static final int WINDOWS = 2;

    private RequestThreads() {}

    /**
     * @param current threads now
     * @param ceiling highest value that the node's own envelope allows
     * @param windows oldest first; the last two count
     */
    public static Advice advise(long current, long ceiling, ThreadOptimization config, List<PoolWindow> windows) {
        if (windows.size() < WINDOWS) {
            return Advice.leave("threads-no-data", "fewer than %d windows were measured".formatted(WINDOWS));
        }
        List<PoolWindow> last = windows.subList(windows.size() - WINDOWS, windows.size());
        for (PoolWindow window : last) {
            if (window.busy().isEmpty()) {
                return Advice.leave("threads-no-data", "busy threads were not measured, so nothing changes");
            }
            if (!isSaturated(window, config)) {
                return Advice.leave(
                        "threads-enough",
                        "threads are busy to %s, which is enough of them".formatted(percent(window.busy())));
            }
        }
        PoolWindow newest = last.get(WINDOWS - 1);
        List<String> reasons = new ArrayList<>();
        reasons.add("%s of %d threads are busy and %s, in %d windows in a row"
                .formatted(percent(newest.busy()), current, waiting(newest), WINDOWS));
        little(newest).ifPresent(reasons::add);
        if (newest.hostCpu().orElse(0) >= HOST_CPU_LIMIT) {
            reasons.add("the host is %s busy: more threads would only share it (limit %.0f%%)"
                    .formatted(percent(newest.hostCpu()), HOST_CPU_LIMIT * 100));
            return Advice.withhold("threads-host-busy", reasons);
        }
        long most = Math.min(config.max(), ceiling);
        long next = Math.min(most, Math.max((long) Math.ceil(current * config.factor()), current + LEAST_STEP));
        if (next <= current) {
            reasons.add(
                    most == config.max()
                            ? "%d is the policy's maximum".formatted(config.max())
                            : "%d is the most that the agent of this node allows".formatted(ceiling));
            return Advice.withhold("threads-at-maximum", reasons);
        }
        reasons.add("try %d: %d x %s rounded up, at least +%d, at most %d"
                .formatted(next, current, show(config.factor()), LEAST_STEP, most));
        return Advice.change(List.of(new Setting(config.knob(), next)), "threads-grow", reasons);
    }

    private static boolean isSaturated(PoolWindow window, ThreadOptimization config) {
        double busy = window.busy().orElse(0);
        return window.queue().isPresent()
                ? busy >= config.busyAbove() && window.queue().getAsDouble() > 0
                : busy >= Math.max(config.busyAbove(), PINNED);
    }

    /** Little's law, N = X * R, as a check for people: how many threads the work keeps busy. */
    private static Optional<String> little(PoolWindow window) {
        if (window.throughput().isEmpty() || window.latency().isEmpty()) {
            return Optional.empty();
        }
        double inside = window.throughput().getAsDouble() * window.latency().getAsDouble();
        return Optional.of(String.format(
                Locale.ROOT,
                "Little's law: %.0f req/s x %.3f s = %.1f requests inside at once",
                window.throughput().getAsDouble(),
                window.latency().getAsDouble(),
                inside));
    }

    private static String waiting(PoolWindow window) {
        return window.queue().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%.0f requests wait",
                        Math.ceil(window.queue().getAsDouble()))
                : "the queue cannot be read";
    }

    private static String percent(OptionalDouble share) {
        return String.format(Locale.ROOT, "%.0f%%", share.orElse(Double.NaN) * 100);
    }

    private static String show(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
