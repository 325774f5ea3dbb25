package io.flyball.policy.tune;

import io.flyball.policy.document.ThreadOptimization;
import java.util.List;

/**
 * One advice on the size of a pool out of three: what Little's law asks for where that is far off, else a step of the climb,
 * else a step down where threads take turns. All are trials; validation keeps or takes back.
 *
 * <p>Example: 4 threads, 195 req/s of 0.08 s and 12 waiting: 40 at once instead of 6, 9, 14, 21, 32, 48.
 */
public final class ThreadSizing {
    private ThreadSizing() {}

    /**
     * @param floor lowest value that the node's own envelope allows
     * @param ceiling highest value that it allows
     * @param guardSeconds objective on latency; NaN = none
     * @param firstGuess Little's law may leap; false once a leap was taken back, so that it is not tried again
     * @param windows oldest first; the last two count
     */
    public static Advice advise(
            long current,
            long floor,
            long ceiling,
            double guardSeconds,
            boolean firstGuess,
            ThreadOptimization config,
            List<PoolWindow> windows) {
        Advice climb = RequestThreads.advise(current, ceiling, config, windows);
        if (climb.isChange() && firstGuess) {
            Advice leap = ThreadDemand.advise(current, ceiling, config, windows);
            return leap.isChange()
                            && leap.settings().get(0).value()
                                    > climb.settings().get(0).value()
                    ? leap
                    : climb;
        }
        if (climb.isChange() || climb.worthTelling()) {
            return climb;
        }
        Advice down = ThreadContention.advise(current, floor, guardSeconds, config, windows);
        return down.isChange() || down.worthTelling() ? down : climb;
    }
}
