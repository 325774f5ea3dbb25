package io.flyball.policy.tune;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * First guess of a pool's size by Little's law: {@code (throughput x latency + waiting) / utilization}. It saves the climb
 * of {@link RequestThreads} most of its trials; validation decides as with any other step.
 *
 * <p>Example: 195 req/s of 0.08 s are 15.6 inside, 12 wait, busy to 70 %: 27.6 / 0.7 = 40 threads.
 */
public final class ThreadDemand {
    /** Share of the pool that should be busy. */
    public static final double UTILIZATION = 0.7;
    /** A guess below this many times the present size is left to the climb. */
    static final double WORTHWHILE = 1.5;

    private ThreadDemand() {}

    /** Threads that the window's work needs; NaN when it was not measured. */
    public static double threads(PoolWindow window, double utilization) {
        double inside =
                window.throughput().orElse(Double.NaN) * window.latency().orElse(Double.NaN);
        double waiting = window.queue().orElse(0);
        double needed = (inside + waiting) / utilization;
        return inside >= 0 && waiting >= 0 && Double.isFinite(needed) ? needed : Double.NaN;
    }

    /**
     * Only upwards: idle threads cost little, and what a quiet window needs says nothing about the next.
     *
     * @param ceiling highest value that the node's own envelope allows
     * @param windows oldest first; the least demand of the last two counts, so that one spike is no guess
     */
    public static Advice advise(long current, long ceiling, ThreadOptimization config, List<PoolWindow> windows) {
        if (windows.size() < RequestThreads.WINDOWS) {
            return Advice.leave(
                    "threads-no-data", "fewer than %d windows were measured".formatted(RequestThreads.WINDOWS));
        }
        List<PoolWindow> last = windows.subList(windows.size() - RequestThreads.WINDOWS, windows.size());
        double least = Double.POSITIVE_INFINITY;
        for (PoolWindow window : last) {
            double needed = threads(window, UTILIZATION);
            if (Double.isNaN(needed)) {
                return Advice.leave("threads-no-data", "throughput or latency was not measured, so nothing changes");
            }
            least = Math.min(least, needed);
        }
        PoolWindow newest = last.get(last.size() - 1);
        List<String> reasons = new ArrayList<>();
        reasons.add(Numbers.show(
                "Little's law: %.0f req/s x %.3f s = %.1f inside, %.1f wait: %.1f threads at %.0f%% busy",
                newest.throughput().orElse(Double.NaN),
                newest.latency().orElse(Double.NaN),
                newest.throughput().orElse(Double.NaN) * newest.latency().orElse(Double.NaN),
                newest.queue().orElse(0),
                least,
                UTILIZATION * 100));
        if (least < current * WORTHWHILE) {
            return Advice.leave("threads-near", reasons.get(0) + Numbers.show(", near the present %d", current));
        }
        if (newest.hostCpu().orElse(0) >= RequestThreads.HOST_CPU_LIMIT) {
            reasons.add(Numbers.show(
                    "the host is %.0f%% busy: more threads would only share it",
                    newest.hostCpu().orElse(0) * 100));
            return Advice.withhold("threads-host-busy", reasons);
        }
        long most = Math.min(config.max(), ceiling);
        long next = (long) Math.min(most, Math.ceil(least));
        if (next <= current) {
            reasons.add("%d is the most that policy and node allow".formatted(most));
            return Advice.withhold("threads-at-maximum", reasons);
        }
        reasons.add("try %d as a first guess instead of %d, at most %d".formatted(next, current, most));
        return Advice.change(List.of(new Setting(config.knob(), next)), "threads-first-guess", reasons);
    }
}
