package io.flyball.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round places on an axis, and times in words. */
final class Ticks {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] TIMES = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY,
        28 * DAY
    };
    private static final int MOST_TIMES = 12;

    private Ticks() {}

    /** From 0 to at least {@code top}: at most 5 equal steps of 1, 2 or 5 times a power of ten. */
    static double[] upTo(double top) {
        if (!(top > 0) || Double.isInfinite(top)) {
            return new double[] {0, 1};
        }
        double power = 1;
        while (power * 10 <= top) {
            power *= 10;
        }
        while (power > top) {
            power /= 10;
        }
        double step =
                top <= power * 1 ? power / 4 : top <= power * 2 ? power / 2 : top <= power * 5 ? power : power * 2;
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; ticks.isEmpty() || ticks.get(ticks.size() - 1) < top; i++) {
            ticks.add(i * step);
        }
        return ticks.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static List<Long> times(long length) {
        long step = TIMES[TIMES.length - 1];
        for (int i = TIMES.length - 1; i >= 0 && length / TIMES[i] <= MOST_TIMES; i--) {
            step = TIMES[i];
        }
        while (length / step > MOST_TIMES) {
            step *= 2;
        }
        List<Long> ticks = new ArrayList<>();
        for (long at = 0; at <= length; at += step) {
            ticks.add(at);
        }
        return ticks;
    }

    /** In the unit that suits a run of {@code length}: {@code 36 h}, {@code 2.5 d}. */
    static String label(long millis, long length) {
        long unit = length > 2 * DAY ? DAY : length > 2 * HOUR ? HOUR : length > 2 * MINUTE ? MINUTE : SECOND;
        String name = unit == DAY ? "d" : unit == HOUR ? "h" : unit == MINUTE ? "min" : "s";
        return Rounded.text((double) millis / unit, 4) + " " + name;
    }

    /** {@code 1 d 06:30:15}. */
    static String moment(long millis) {
        long seconds = millis / SECOND;
        String clock =
                String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        return millis >= DAY ? millis / DAY + " d " + clock : clock;
    }

    /** {@code 2 min}, {@code 1.5 d}: the largest unit of which there is at least one. */
    static String duration(long millis) {
        long unit = millis >= DAY ? DAY : millis >= HOUR ? HOUR : millis >= MINUTE ? MINUTE : SECOND;
        String name = unit == DAY ? " d" : unit == HOUR ? " h" : unit == MINUTE ? " min" : " s";
        return Rounded.text((double) millis / unit, 3) + name;
    }
}
