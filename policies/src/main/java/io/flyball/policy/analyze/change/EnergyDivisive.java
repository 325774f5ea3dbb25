package io.flyball.policy.analyze.change;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * E-divisive of one or several variables as MongoDB's signal processing library does it: every stretch is split into two
 * parts that reach its ends, by the test statistic
 *
 * <pre>
 * t = nm/(n+m) * (2 mean|x - y| - mean|x - x'| - mean|y - y'|)
 * </pre>
 *
 * (means over all ordered pairs, Euclidean distance), and accepted by a permutation test.
 */
public final class EnergyDivisive {
    private final double[][] distances;
    private final Draws draws;

    private EnergyDivisive(double[][] distances, Draws draws) {
        this.distances = distances;
        this.draws = draws;
    }

    private record Best(int index, double t) {}

    /**
     * Indexes in ascending order.
     *
     * @param points one row per time, one column per variable; missing values take the value before them
     */
    public static List<Integer> find(double[][] points, double maxPValue, int permutations, Draws draws) {
        return new EnergyDivisive(distances(points), draws).find(maxPValue, permutations);
    }

    private List<Integer> find(double maxPValue, int permutations) {
        TreeSet<Integer> found = new TreeSet<>();
        while (distances.length > 1) {
            List<Integer> ends = new ArrayList<>(found);
            ends.add(0, 0);
            ends.add(distances.length);
            int[] order = new int[distances.length];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            Best best = best(order, ends);
            int better = 0;
            for (int i = 0; i < permutations; i++) {
                better += best(shuffled(order, ends), ends).t >= best.t ? 1 : 0;
            }
            if (best.index == 0 || (double) better / (permutations + 1) > maxPValue || !found.add(best.index)) {
                break;
            }
        }
        return List.copyOf(found);
    }

    private Best best(int[] order, List<Integer> ends) {
        Best best = new Best(0, Double.NEGATIVE_INFINITY);
        for (int i = 0; i + 1 < ends.size(); i++) {
            Best own = best(order, ends.get(i), ends.get(i + 1));
            best = own.t > best.t ? own : best;
        }
        return best;
    }

    private Best best(int[] order, int from, int to) {
        double across = 0;
        double left = 0;
        double right = 0;
        for (int i = from; i < to; i++) {
            for (int j = i; j < to; j++) {
                right += distances[order[i]][order[j]];
            }
        }
        Best best = new Best(from, Double.NEGATIVE_INFINITY);
        for (int tau = from; tau < to; tau++) {
            double t = statistic(2 * left, 2 * right, across, tau - from, to - tau);
            best = t > best.t ? new Best(tau, t) : best;
            double column = 0;
            for (int i = from; i < tau; i++) {
                column += distances[order[i]][order[tau]];
            }
            double row = 0;
            for (int j = tau; j < to; j++) {
                row += distances[order[tau]][order[j]];
            }
            across += row - column;
            left += column;
            right -= row;
        }
        return best;
    }

    private static double statistic(double left, double right, double across, int n, int m) {
        if (n == 0) {
            return 0;
        }
        double e = 2 * (across / ((double) n * m)) - left / ((double) n * n) - right / ((double) m * m);
        return (double) n * m / (n + m) * e;
    }

    private int[] shuffled(int[] order, List<Integer> ends) {
        int[] shuffled = order.clone();
        for (int part = 0; part + 1 < ends.size(); part++) {
            for (int i = ends.get(part + 1) - 1; i > ends.get(part); i--) {
                int other = ends.get(part) + draws.upTo(i - ends.get(part));
                int swap = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = swap;
            }
        }
        return shuffled;
    }

    private static double[][] distances(double[][] points) {
        int variables = points.length == 0 ? 0 : points[0].length;
        double[][] columns = new double[variables][];
        for (int v = 0; v < variables; v++) {
            double[] column = new double[points.length];
            for (int i = 0; i < points.length; i++) {
                column[i] = points[i][v];
            }
            columns[v] = Missing.filled(column);
        }
        double[][] distances = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                double squares = 0;
                for (double[] column : columns) {
                    squares += column.length == 0 ? 0 : (column[i] - column[j]) * (column[i] - column[j]);
                }
                distances[i][j] = Math.sqrt(squares);
            }
        }
        return distances;
    }
}
