package io.flyball.simulator.demo.load;

import java.time.Duration;
import java.util.List;

/**
 * A day of requests pressed into a run: straight lines between points, repeated for ever.
 *
 * <p>The day of the demo, for four minutes: night 160/s, a ramp that passes what two badly set instances can do
 * (2 x 4 threads / 20 ms = 400/s) at about 19 s, a peak of 1,400/s, a fall to 30/s, a night, and a dawn.
 *
 * @param length of one day
 * @param points in order of {@link Point#at}; the first at 0, the last at 1
 */
public record DayShape(Duration length, List<Point> points) {
    /**
     * @param at share of the day, [0, 1]
     * @param rate requests per second
     * @param phase the name of what begins here
     */
    public record Point(double at, double rate, String phase) {}

    public DayShape {
        points = List.copyOf(points);
        if (length.toMillis() < 1) {
            throw new IllegalArgumentException("length = " + length + ": must be at least 1 ms");
        }
        if (points.size() < 2
                || points.get(0).at() != 0
                || points.get(points.size() - 1).at() != 1) {
            throw new IllegalArgumentException("points = " + points + ": must begin at 0 and end at 1");
        }
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (!(point.rate() > 0) || i > 0 && !(point.at() > points.get(i - 1).at())) {
                throw new IllegalArgumentException(point + ": must have a rate above 0 and follow the one before");
            }
        }
    }

    public static DayShape demo(Duration length) {
        return new DayShape(
                length,
                List.of(
                        new Point(0, 160, "night"),
                        new Point(10 / 240.0, 160, "ramp"),
                        new Point(20 / 240.0, 450, "ramp"),
                        new Point(60 / 240.0, 850, "ramp"),
                        new Point(90 / 240.0, 1_400, "peak"),
                        new Point(148 / 240.0, 1_400, "fall"),
                        new Point(164 / 240.0, 30, "night"),
                        new Point(216 / 240.0, 30, "dawn"),
                        new Point(230 / 240.0, 300, "morning"),
                        new Point(1, 300, "morning")));
    }

    /** The same rate all day. */
    public static DayShape steady(Duration length, double rate) {
        return new DayShape(length, List.of(new Point(0, rate, "steady"), new Point(1, rate, "steady")));
    }

    /** Requests per second at {@code seconds} after the beginning; days follow each other. */
    public double rate(double seconds) {
        double at = shareOfDay(seconds);
        int i = segment(at);
        Point from = points.get(i);
        Point to = points.get(i + 1);
        return from.rate() + (to.rate() - from.rate()) * (at - from.at()) / (to.at() - from.at());
    }

    public String phase(double seconds) {
        return points.get(segment(shareOfDay(seconds))).phase();
    }

    /** Seconds from the beginning of the first day to its {@code nth} point (from 0) of this phase. */
    public double begins(String phase, int nth) {
        List<Point> found =
                points.stream().filter(point -> point.phase().equals(phase)).toList();
        return found.get(nth).at() * seconds();
    }

    private double seconds() {
        return length.toNanos() / 1e9;
    }

    private double shareOfDay(double seconds) {
        double days = seconds / seconds();
        return days - Math.floor(days);
    }

    private int segment(double at) {
        int i = 0;
        while (i < points.size() - 2 && points.get(i + 1).at() <= at) {
            i++;
        }
        return i;
    }
}
