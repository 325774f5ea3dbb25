package io.flyball.policy.analyze.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Numenta Anomaly Benchmark's scoring rule (Lavin, Ahmad 2015), for the best single threshold over all files: the
 * earliest detection in a labelled window earns up to 1, a false alarm costs, a missed window costs.
 */
record NabScorer(double falseAlarm, double missed) {
    static final NabScorer STANDARD = new NabScorer(0.11, 1);
    static final NabScorer FEW_FALSE_ALARMS = new NabScorer(0.22, 1);
    static final NabScorer FEW_MISSES = new NabScorer(0.11, 2);

    /** @param windows first and last sample of each labelled window */
    record Series(double[] scores, List<int[]> windows) {
        int probation() {
            return (int) Math.floor(Math.min(0.15 * scores.length, 0.15 * 5000));
        }
    }

    /** @param score 100 is perfect, 0 is to say nothing */
    record Result(double score, double threshold) {}

    private record Event(double score, int window, double worth) {}

    Result score(List<Series> corpus) {
        List<Event> events = new ArrayList<>();
        int windows = 0;
        for (Series series : corpus) {
            collect(series, windows, events);
            windows += series.windows().size();
        }
        events.sort(Comparator.comparingDouble(Event::score).reversed());
        Map<Integer, Double> found = new HashMap<>();
        double sum = -missed * windows;
        double best = sum;
        double threshold = 1.1;
        for (int i = 0; i < events.size(); i++) {
            sum += gain(events.get(i), found);
            boolean last = i + 1 == events.size()
                    || events.get(i + 1).score() < events.get(i).score();
            if (last && sum > best) {
                best = sum;
                threshold = events.get(i).score();
            }
        }
        return new Result(100 * (best + missed * windows) / ((1 + missed) * windows), threshold);
    }

    private double gain(Event event, Map<Integer, Double> found) {
        if (event.window() < 0) {
            return falseAlarm * event.worth();
        }
        Double before = found.get(event.window());
        if (before != null && before >= event.worth()) {
            return 0;
        }
        found.put(event.window(), event.worth());
        return before == null ? missed + event.worth() : event.worth() - before;
    }

    private static void collect(Series series, int windowsBefore, List<Event> events) {
        int[] last = null;
        for (int i = 0; i < series.scores().length; i++) {
            int inside = windowOf(series, i);
            if (inside >= 0) {
                last = series.windows().get(inside);
            }
            if (i < series.probation()) {
                continue;
            }
            double score = series.scores()[i];
            if (inside >= 0) {
                double position = -(last[1] - i + 1) / (double) (last[1] - last[0] + 1);
                events.add(new Event(score, windowsBefore + inside, sigmoid(position) / sigmoid(-1)));
            } else {
                events.add(new Event(score, -1, last == null ? -1 : worthAfter(last, i)));
            }
        }
    }

    private static double worthAfter(int[] window, int at) {
        double position = (at - window[1]) / (double) Math.max(window[1] - window[0], 1);
        return position > 3 ? -1 : sigmoid(position);
    }

    private static int windowOf(Series series, int at) {
        for (int w = 0; w < series.windows().size(); w++) {
            int[] window = series.windows().get(w);
            if (at >= window[0] && at <= window[1]) {
                return w;
            }
        }
        return -1;
    }

    private static double sigmoid(double position) {
        return 2 / (1 + Math.exp(5 * position)) - 1;
    }
}
