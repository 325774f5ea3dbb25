package io.flyball.policy.tune;

/**
 * Mean and spread of what was seen at one setting, in running form. Long tallies are halved in weight, so that the last
 * windows count.
 */
public record Tally(double count, double mean, double squares, double latency) {
    public static final Tally EMPTY = new Tally(0, 0, 0, 0);
    private static final double MOST = 64;

    public Tally add(double throughput, double seconds) {
        Tally room = count >= MOST ? new Tally(count / 2, mean, squares / 2, latency) : this;
        double n = room.count + 1;
        double delta = throughput - room.mean;
        double next = room.mean + delta / n;
        return new Tally(
                n, next, room.squares + delta * (throughput - next), room.latency + ((seconds - room.latency) / n));
    }

    /** Standard error of the mean, relative to it; the whole of it for fewer than two windows. */
    public double relativeError() {
        return count < 2 || mean <= 0 ? 1 : Math.sqrt(squares / (count - 1) / count) / mean;
    }
}
