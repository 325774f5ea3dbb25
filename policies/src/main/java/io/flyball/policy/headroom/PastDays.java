package io.flyball.policy.headroom;

import java.util.Arrays;

/**
 * The highest load of each minute of a little more than a week. Immutable; a minute costs the copy of one hour.
 *
 * @param hours by number of the hour modulo their count; null where nothing was measured
 * @param newest number of the newest minute since the epoch
 */
record PastDays(float[][] hours, long newest) {
    static final long MINUTES_A_DAY = 1440;
    private static final int HOURS = 7 * 24 + 2;
    private static final int MINUTES = 60;

    static final PastDays NOTHING = new PastDays(new float[HOURS][], Long.MIN_VALUE);

    /** Raises the minute; one before the newest is raised too, as long as it is remembered. */
    PastDays plus(long minute, double load) {
        if (!Double.isFinite(load) || (newest != Long.MIN_VALUE && minute < newest - MINUTES)) {
            return this;
        }
        long hour = Math.floorDiv(minute, MINUTES);
        float[] known = minute == newest ? hours[place(hour)] : null;
        if (known != null && load <= known[Math.floorMod(minute, MINUTES)]) {
            return this;
        }
        float[][] next = hours.clone();
        long newestHour = newest == Long.MIN_VALUE ? hour - HOURS : Math.floorDiv(newest, MINUTES);
        for (long passed = Math.max(newestHour + 1, hour - HOURS + 1); passed <= hour; passed++) {
            next[place(passed)] = null;
        }
        float[] of = next[place(hour)] == null ? unknown() : next[place(hour)].clone();
        int at = Math.floorMod(minute, MINUTES);
        of[at] = (float) RecentLoad.higher(of[at], load);
        next[place(hour)] = of;
        return new PastDays(next, Math.max(newest, minute));
    }

    /** Highest of the minutes {@code from} to {@code to}; NaN where none was measured or all are forgotten. */
    double highest(long from, long to) {
        double found = Double.NaN;
        long oldest = (Math.floorDiv(newest, MINUTES) - HOURS + 1) * MINUTES;
        for (long minute = newest == Long.MIN_VALUE ? to + 1 : Math.max(from, oldest);
                minute <= Math.min(to, newest);
                minute++) {
            float[] of = hours[place(Math.floorDiv(minute, MINUTES))];
            if (of != null) {
                found = RecentLoad.higher(found, of[Math.floorMod(minute, MINUTES)]);
            }
        }
        return found;
    }

    private static int place(long hour) {
        return Math.floorMod(hour, HOURS);
    }

    private static float[] unknown() {
        float[] minutes = new float[MINUTES];
        Arrays.fill(minutes, Float.NaN);
        return minutes;
    }
}
