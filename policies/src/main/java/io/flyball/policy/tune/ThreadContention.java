package io.flyball.policy.tune;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step down of hill climbing: with more threads at work than the host has processors for, they take turns, and
 * every request is slower for it. Proposes {@code max(min, what Little's law needs, floor(current / factor))} when in two
 * windows nobody waits for a thread, the host is busy and latency is above its guard. Validation keeps it only when
 * throughput does not fall.
 *
 * <p>Measured on two processors: 64 threads 1,139 req/s, 2 threads 1,351.
 *
 * <p>Example: 64 threads, 30 busy, host 97 %, 300 ms against 250 ms, factor 1.5: 42.
 */
public final class ThreadContention {
    /** A host less busy than this has processors for every thread: the latency comes from elsewhere. */
    public static final double HOST_CPU_ABOVE = 0.85;
    /** Above this share of the pool the threads are not idle, and fewer of them would queue. */
    public static final double BUSY_BELOW = 0.8;

    private ThreadContention() {}

    /**
     * @param floor lowest value that the node's own envelope allows
     * @param guardSeconds latency that hurts; NaN = there is no objective, nothing is proposed
     * @param windows oldest first; the last two count
     */
    public static Advice advise(
            long current, long floor, double guardSeconds, ThreadOptimization config, List<PoolWindow> windows) {
        if (!(guardSeconds > 0)) {
            return Advice.leave("threads-no-guard", "no objective on latency: fewer threads have nothing to win");
        }
        if (windows.size() < RequestThreads.WINDOWS) {
            return Advice.leave(
                    "threads-no-data", "fewer than %d windows were measured".formatted(RequestThreads.WINDOWS));
        }
        List<PoolWindow> last = windows.subList(windows.size() - RequestThreads.WINDOWS, windows.size());
        for (PoolWindow window : last) {
            Optional<String> against = against(window, guardSeconds);
            if (against.isPresent()) {
                return Advice.leave("threads-no-contention", against.get());
            }
        }
        PoolWindow newest = last.get(last.size() - 1);
        List<String> reasons = new ArrayList<>();
        reasons.add(Numbers.show(
                "%.0f%% of %d threads are busy, none waits, the host is %.0f%% busy and %.0f ms are above %.0f ms:"
                        + " threads take turns",
                newest.busy().orElse(0) * 100,
                current,
                newest.hostCpu().orElse(0) * 100,
                newest.latency().orElse(0) * 1000,
                guardSeconds * 1000));
        double working = newest.busy().orElse(0) * current;
        long least = Math.max(Math.max(config.min(), floor), 1);
        long step = (long) Math.floor(current / Math.max(1.01, config.factor()));
        long next = Math.max(least, Math.max((long) Math.ceil(working), Math.min(step, current - 1)));
        if (next >= current) {
            reasons.add(Numbers.show("%.0f threads work, and %d is the least: no step down", working, least));
            return Advice.withhold("threads-at-minimum", reasons);
        }
        reasons.add("try %d: %d over %s rounded down, at least the %d that work, at least %d"
                .formatted(next, current, config.factor(), (long) Math.ceil(working), least));
        return Advice.change(List.of(new Setting(config.knob(), next)), "threads-shrink", reasons);
    }

    /** What speaks against contention; what was not measured does. */
    private static Optional<String> against(PoolWindow window, double guard) {
        if (window.busy().isEmpty()
                || window.queue().isEmpty()
                || window.hostCpu().isEmpty()
                || window.latency().isEmpty()) {
            return Optional.of("busy threads, queue, host and latency must all be measured before fewer are tried");
        }
        if (!(window.latency().getAsDouble() > guard)) {
            return Optional.of(
                    Numbers.show("%.0f ms are within %.0f ms", window.latency().getAsDouble() * 1000, guard * 1000));
        }
        if (!(window.queue().getAsDouble() == 0)) {
            return Optional.of(Numbers.show(
                    "%.1f requests wait for a thread", window.queue().getAsDouble()));
        }
        if (!(window.busy().getAsDouble() <= BUSY_BELOW && window.busy().getAsDouble() >= 0)) {
            return Optional.of(Numbers.show(
                    "%.0f%% of the threads are busy: none is spare",
                    window.busy().getAsDouble() * 100));
        }
        if (!(window.hostCpu().getAsDouble() >= HOST_CPU_ABOVE)) {
            return Optional.of(Numbers.show(
                    "the host is %.0f%% busy: every thread has its processor",
                    window.hostCpu().getAsDouble() * 100));
        }
        return Optional.empty();
    }
}
