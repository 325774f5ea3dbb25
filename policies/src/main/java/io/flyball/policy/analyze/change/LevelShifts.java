package io.flyball.policy.analyze.change;

import io.flyball.policy.math.Moments;
import io.flyball.policy.math.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Binary segmentation of the mean that does not take neighbours for independent.
 *
 * <p>The split that explains most squares is tested first, over all segments. It is accepted while
 *
 * <pre>
 * gain / s^2 * (1 - r) / (1 + r)  &gt;  penalty * ln(n)
 * </pre>
 *
 * where the gain is {@code n1 n2 / (n1 + n2) * (difference of the means)^2}, s^2 and r are the variance and the lag-1
 * autocorrelation of what is left around the means, n the length of the series. The left side is the squared t
 * statistic, reduced to the number of independent values; the penalty is of the size of the modified Bayesian information
 * criterion's 3 (Zhang and Siegmund 2007). So a ramp or a random walk, whose rest around two levels is strongly
 * correlated, has no change point, however significant a plain t-test finds it. A level that returns hides behind such a
 * rest as well: where one split does not suffice, up to {@code together} splits of the same segment are tested as one,
 * against as many times the limit. In any case levels must explain a segment better than a straight line does.
 *
 * <p>Example: 20 values, 10 around 20, 10 around 30, s = 2, r = 0: gain 5 * 100 = 500, 500 / 4 = 125 &gt; 4 * 3.0 = 12.
 */
public final class LevelShifts {
    private LevelShifts() {}

    /**
     * @param penalty in units of ln(n), positive: higher finds less
     * @param shortest values that a segment has at least
     * @param together splits of one segment that are tested as one, at most
     * @param most change points in a series
     */
    public record Settings(double penalty, int shortest, int together, int most) {
        public static final Settings DEFAULTS = new Settings(4, 5, 4, 50);

        public Settings {
            require(penalty > 0, "penalty", penalty, "positive");
            require(shortest >= 2, "shortest", shortest, "at least 2");
            require(together >= 1, "together", together, "at least 1");
            require(most >= 0, "most", most, "at least 0");
        }

        private static void require(boolean kept, String name, Number value, String rule) {
            if (!kept) {
                throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, rule));
            }
        }
    }

    private record Split(int from, int index, int to, double gain) {}

    public static List<ChangePoint> find(double[] values, Settings settings) {
        double[] series = Missing.filled(values);
        double[] scaled = scaled(series);
        double limit = settings.penalty() * Math.log(Math.max(2, scaled.length));
        List<Integer> accepted = new ArrayList<>();
        List<Split> open = new ArrayList<>();
        best(scaled, 0, scaled.length, settings).ifPresent(open::add);
        while (!open.isEmpty()) {
            Split first = largest(open);
            List<Integer> indexes = accepted(scaled, first, limit, settings);
            if (indexes.isEmpty() || accepted.size() + indexes.size() > settings.most()) {
                break;
            }
            accepted.addAll(indexes);
            open.remove(first);
            int from = first.from;
            for (int i = 0; i <= indexes.size(); i++) {
                int to = i < indexes.size() ? indexes.get(i) : first.to;
                best(scaled, from, to, settings).ifPresent(open::add);
                from = to;
            }
        }
        return described(series, scaled, accepted.stream().sorted().toList());
    }

    /** To mean 0 and deviation 1, so that sums of squares keep their digits; constant series become zeros. */
    private static double[] scaled(double[] series) {
        double largest = Arrays.stream(series).map(Math::abs).max().orElse(0);
        double[] scaled = Arrays.stream(series)
                .map(value -> largest > 0 ? value / largest : 0)
                .toArray();
        Moments moments = Moments.of(scaled);
        double deviation = moments.populationDeviation();
        return Arrays.stream(scaled)
                .map(value -> deviation > 1e-12 ? (value - moments.mean()) / deviation : 0)
                .toArray();
    }

    /** The fewest splits, beginning with {@code first}, that are accepted together; empty when none are. */
    private static List<Integer> accepted(double[] scaled, Split first, double limit, Settings settings) {
        List<Integer> indexes = new ArrayList<>();
        List<Split> next = new ArrayList<>(List.of(first));
        double line = aroundLine(scaled, first.from, first.to);
        double gain = 0;
        while (indexes.size() < settings.together() && !next.isEmpty()) {
            Split split = largest(next);
            next.remove(split);
            best(scaled, split.from, split.index, settings).ifPresent(next::add);
            best(scaled, split.index, split.to, settings).ifPresent(next::add);
            indexes.add(split.index);
            indexes.sort(Comparator.naturalOrder());
            gain += split.gain;
            Rest rest = Rest.of(scaled, first.from, indexes, first.to);
            if (rest.evidence(gain) > limit * indexes.size() && rest.squares < line) {
                return indexes;
            }
        }
        return List.of();
    }

    /** Squares left around the straight line that fits best. */
    private static double aroundLine(double[] values, int from, int to) {
        double mean = Moments.of(values, from, to).mean();
        double middle = (from + to - 1) / 2.0;
        double products = 0;
        double squares = 0;
        double times = 0;
        for (int i = from; i < to; i++) {
            products += (i - middle) * (values[i] - mean);
            times += (i - middle) * (i - middle);
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return times > 0 ? Math.max(0, squares - products * products / times) : squares;
    }

    private static Split largest(List<Split> splits) {
        return splits.stream().max(Comparator.comparingDouble(Split::gain)).orElseThrow();
    }

    private static Optional<Split> best(double[] scaled, int from, int to, Settings settings) {
        double total = 0;
        for (int i = from; i < to; i++) {
            total += scaled[i];
        }
        Split best = null;
        double left = 0;
        for (int index = from + 1; index <= to - settings.shortest(); index++) {
            left += scaled[index - 1];
            int before = index - from;
            int after = to - index;
            if (before >= settings.shortest()) {
                double difference = left / before - (total - left) / after;
                double gain = (double) before * after / (before + after) * difference * difference;
                best = best == null || gain > best.gain ? new Split(from, index, to, gain) : best;
            }
        }
        return Optional.ofNullable(best);
    }

    /** What is left around the levels: its variance, and how much one value says about the next. */
    private record Rest(double squares, double variance, double correlation, int count) {
        static Rest of(double[] values, int from, List<Integer> indexes, int to) {
            double squares = 0;
            double products = 0;
            double last = 0;
            int start = from;
            for (int i = 0; i <= indexes.size(); i++) {
                int end = i < indexes.size() ? indexes.get(i) : to;
                Moments level = Moments.of(values, start, end);
                for (int at = start; at < end; at++) {
                    double rest = values[at] - level.mean();
                    products += at > from ? last * rest : 0;
                    last = rest;
                }
                squares += level.squares();
                start = end;
            }
            double correlation = squares > 0 ? Math.min(0.999, Math.max(0, products / squares)) : 0;
            double variance = squares / Math.max(1, to - from - indexes.size() - 1);
            return new Rest(squares, variance, correlation, to - from);
        }

        double independent() {
            return (1 - correlation) / (1 + correlation);
        }

        double evidence(double gain) {
            if (variance < 1e-18) {
                return gain > 1e-12 ? Double.POSITIVE_INFINITY : 0;
            }
            return gain / variance * independent();
        }
    }

    private static List<ChangePoint> described(double[] series, double[] scaled, List<Integer> indexes) {
        List<ChangePoint> points = new ArrayList<>();
        for (int i = 0; i < indexes.size(); i++) {
            int from = i == 0 ? 0 : indexes.get(i - 1);
            int index = indexes.get(i);
            int to = i == indexes.size() - 1 ? series.length : indexes.get(i + 1);
            double before = Moments.of(series, from, index).mean();
            double after = Moments.of(series, index, to).mean();
            double step = Moments.of(scaled, from, index).mean()
                    - Moments.of(scaled, index, to).mean();
            Rest rest = Rest.of(scaled, from, List.of(index), to);
            double evidence = rest.evidence(step * step * (index - from) * (to - index) / (to - from));
            double df = Math.max(1, rest.count() * rest.independent() - 2);
            double pValue = StudentT.twoSided(Math.sqrt(evidence), df);
            String why = String.format(
                    Locale.ROOT,
                    "level shift of %.1f deviations, autocorrelation %.2f, p = %.2g",
                    Math.abs(step) / Math.sqrt(rest.variance()),
                    rest.correlation(),
                    pValue);
            points.add(new ChangePoint(index, before, after, pValue, ChangePoint.words(before, after, why)));
        }
        return List.copyOf(points);
    }
}
