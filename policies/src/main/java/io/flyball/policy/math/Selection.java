package io.flyball.policy.math;

/** The k-th smallest of many without sorting them all (Hoare's quickselect, pivot the median of three): O(n) on average. */
public final class Selection {
    private Selection() {}

    /**
     * Reorders the first {@code length} values. Example: of {4, 1, 3, 2} with {@code k} 0 it is 1, with 2 it is 3.
     *
     * @param k from 0 to {@code length} - 1; values must not be NaN
     */
    public static double kth(double[] values, int length, int k) {
        int from = 0;
        int to = length - 1;
        while (from < to) {
            double pivot = middle(values[from], values[(from + to) >>> 1], values[to]);
            int left = from;
            int right = to;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double kept = values[left];
                    values[left++] = values[right];
                    values[right--] = kept;
                }
            }
            if (k <= right) {
                to = right;
            } else if (k >= left) {
                from = left;
            } else {
                return values[k];
            }
        }
        return values[k];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
