package io.flyball.policy.limit;

/**
 * A number of requests, fixed or growing with the logarithm or the root of the limit:
 * {@code fixed + timesLog10 * log10(limit)}, or {@code max(fixed, sqrt(limit))} where {@code root}.
 *
 * <p>Example: {@code 6 x log10} at a limit of 150 is 12.
 */
public record Slack(int fixed, int timesLog10, boolean root) {
    public static Slack of(int fixed) {
        return new Slack(fixed, 0, false);
    }

    public static Slack log10(int times) {
        return new Slack(0, times, false);
    }

    public static Slack root(int least) {
        return new Slack(least, 0, true);
    }

    public int at(double limit) {
        return root ? Roots.square((int) limit, fixed) : fixed + timesLog10 * Roots.log10((int) limit);
    }
}
