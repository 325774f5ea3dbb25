package io.flyball.policy.analyze.change;

import io.flyball.policy.math.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The algorithm of Apache Otava ("Hunter: Using Change Point Detection to Hunt for Performance Regressions", Fleming et
 * al. 2023), answer for answer.
 *
 * <p>Split: {@link Divisive} with a t-test and a weak limit (ten times the limit, when that is below 0.05) on windows
 * that slide by half their length, or to the last point found. Merge: of all these points the one with the largest
 * p-value goes while that is not below the limit, then the one with the least relative change while that is not above the
 * least; the two points after it are tested again each time, the one before it is not, as in Otava.
 */
public final class WindowedDivisive {
    private WindowedDivisive() {}

    /**
     * @param window values looked at together, at least 2
     * @param maxPValue [0, 1]
     * @param minMagnitude relative change that a point must exceed: 0.2 = 20 %
     */
    public record Settings(int window, double maxPValue, double minMagnitude) {
        /** Those of Otava. */
        public static final Settings DEFAULTS = new Settings(50, 0.001, 0);

        public Settings {
            if (window < 2) {
                throw new IllegalArgumentException("window = %d: must be at least 2".formatted(window));
            }
        }

        double weakPValue() {
            if (maxPValue < 0.05) {
                return maxPValue * 10;
            }
            return maxPValue < 0.5 ? maxPValue * 2 : maxPValue;
        }
    }

    public static List<ChangePoint> find(double[] values, Settings settings) {
        double[] series = Missing.filled(values);
        List<Integer> weak = split(series, settings);
        List<ChangePoint> points = new ArrayList<>();
        for (int i = 0; i < weak.size(); i++) {
            points.add(tested(series, weak.get(i), i == 0 ? 0 : weak.get(i - 1), at(weak, i + 1, series.length)));
        }
        merge(points, series, settings);
        return List.copyOf(points);
    }

    private static List<Integer> split(double[] series, Settings settings) {
        TreeSet<Integer> found = new TreeSet<>();
        int step = settings.window() / 2;
        int start = 0;
        while (start < series.length) {
            int end = Math.min(start + settings.window(), series.length);
            double[] window = Arrays.copyOfRange(series, start, end);
            List<Integer> points = Divisive.find(window, settings.weakPValue(), Significance.byTTest());
            int from = start;
            points.forEach(point -> found.add(point + from));
            int last = points.isEmpty() ? 0 : points.get(points.size() - 1) + start;
            start = Math.max(last, start + step);
        }
        return List.copyOf(found);
    }

    private static void merge(List<ChangePoint> points, double[] series, Settings settings) {
        while (!points.isEmpty()) {
            int weakest = largestPValue(points);
            if (points.get(weakest).pValue() < settings.maxPValue()) {
                weakest = leastMagnitude(points);
                if (points.get(weakest).magnitude() > settings.minMagnitude()) {
                    return;
                }
            }
            points.remove(weakest);
            test(points, weakest, series);
            test(points, weakest + 1, series);
        }
    }

    private static int largestPValue(List<ChangePoint> points) {
        int found = 0;
        for (int i = 1; i < points.size(); i++) {
            found = points.get(i).pValue() > points.get(found).pValue() ? i : found;
        }
        return found;
    }

    private static int leastMagnitude(List<ChangePoint> points) {
        int found = 0;
        for (int i = 1; i < points.size(); i++) {
            found = points.get(i).magnitude() < points.get(found).magnitude() ? i : found;
        }
        return found;
    }

    private static void test(List<ChangePoint> points, int i, double[] series) {
        if (i >= 0 && i < points.size()) {
            int from = i == 0 ? 0 : points.get(i - 1).index();
            int to = i == points.size() - 1 ? series.length : points.get(i + 1).index();
            points.set(i, tested(series, points.get(i).index(), from, to));
        }
    }

    private static ChangePoint tested(double[] series, int index, int from, int to) {
        double before = Moments.of(series, from, index).mean();
        double after = Moments.of(series, index, to).mean();
        double pValue = Significance.tTest(series, from, index, to);
        String why = String.format(
                Locale.ROOT, "t-test of %d against %d values, p = %.2g", index - from, to - index, pValue);
        return new ChangePoint(index, before, after, pValue, ChangePoint.words(before, after, why));
    }

    private static int at(List<Integer> points, int i, int otherwise) {
        return i < points.size() ? points.get(i) : otherwise;
    }
}
