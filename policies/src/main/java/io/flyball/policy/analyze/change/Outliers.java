package io.flyball.policy.analyze.change;

import io.flyball.policy.math.Moments;
import io.flyball.policy.math.StudentT;
import java.util.ArrayList;
import java.util.List;

/**
 * Rosner's generalized extreme Studentized deviate test: up to so many outliers of a roughly normal sample.
 *
 * <p>The value furthest from the mean is taken out, again and again; the number of outliers is the last round whose
 * deviation exceeded the critical value {@code (n-i-1) t / sqrt((n-i-2+t^2)(n-i))} with t the {@code 1 - alpha/(2(n-i))}
 * quantile of Student's t with n-i-2 degrees of freedom. Masking does not hide outliers behind each other.
 *
 * @param count how many of the candidates are outliers
 * @param candidates indexes, in the order in which they were taken out
 */
public record Outliers(int count, List<Integer> candidates) {
    public Outliers {
        candidates = List.copyOf(candidates);
    }

    /** The indexes that are outliers. */
    public List<Integer> indexes() {
        return candidates.subList(0, count);
    }

    /**
     * @param most rounds, at most two less than there are values
     * @param alpha level of the test, (0, 1)
     */
    public static Outliers generalizedEsd(double[] values, int most, double alpha) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                left.add(i);
            }
        }
        List<Integer> taken = new ArrayList<>();
        int outliers = 0;
        while (taken.size() < most && left.size() > 2) {
            int n = left.size();
            Moments moments =
                    Moments.of(left.stream().mapToDouble(i -> values[i]).toArray());
            if (!(moments.deviation() > 0)) {
                break;
            }
            int furthest = 0;
            for (int i = 1; i < n; i++) {
                furthest = distance(values[left.get(i)], moments) > distance(values[left.get(furthest)], moments)
                        ? i
                        : furthest;
            }
            double deviation = distance(values[left.get(furthest)], moments) / moments.deviation();
            taken.add(left.remove(furthest));
            if (deviation > critical(n, alpha)) {
                outliers = taken.size();
            }
        }
        return new Outliers(outliers, taken);
    }

    private static double distance(double value, Moments moments) {
        return Math.abs(value - moments.mean());
    }

    private static double critical(int n, double alpha) {
        double t = StudentT.quantile(1 - alpha / (2.0 * n), n - 2.0);
        return (n - 1) * t / Math.sqrt((n - 2 + t * t) * n);
    }
}
