package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import java.util.List;

/** Best mean of completed requests per second over a stretch, so that one lucky second proves nothing. */
final class Throughput {
    static final int STRETCH_SECONDS = 10;

    private Throughput() {}

    /** 0 where the load is shorter than the stretch. */
    static double best(List<LoadSecond> load) {
        return best(load, STRETCH_SECONDS);
    }

    static double best(List<LoadSecond> load, int seconds) {
        int at = bestStart(load, seconds);
        return at < 0 ? 0 : mean(load.subList(at, at + seconds));
    }

    /** Index at which the best stretch begins; -1 where there is none. */
    static int bestStart(List<LoadSecond> load, int seconds) {
        int best = -1;
        double most = -1;
        for (int i = 0; i + seconds <= load.size(); i++) {
            double mean = mean(load.subList(i, i + seconds));
            if (mean > most) {
                most = mean;
                best = i;
            }
        }
        return best;
    }

    static double mean(List<LoadSecond> load) {
        return load.stream().mapToLong(LoadSecond::completed).average().orElse(0);
    }
}
