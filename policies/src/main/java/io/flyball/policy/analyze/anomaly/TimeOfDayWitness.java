package io.flyball.policy.analyze.anomaly;

import java.util.Arrays;
import java.util.Locale;

/**
 * Distance from the median of the same time of day, five minutes earlier and later included, on the last seven days. It
 * needs values of three slots of earlier days.
 */
final class TimeOfDayWitness implements Witness {
    private static final int DAYS = 7;
    private static final long SLOT_MILLIS = 300_000;
    private static final int SLOTS = 288;
    private static final int FEWEST = 3;

    private final float[][] mean = new float[DAYS][SLOTS];
    private final int[][] samples = new int[DAYS][SLOTS];
    private final long[] dayOfRow = new long[DAYS];
    private final double[] alike = new double[DAYS * 3];
    private final Calibration calibration;
    private double value;
    private double usual;

    TimeOfDayWitness(int memory) {
        this.calibration = new Calibration(2 * memory);
        Arrays.fill(dayOfRow, Long.MIN_VALUE);
    }

    @Override
    public double surprise(long epochMillis, RecentValues recent, LongMemory before) {
        long slots = Math.floorDiv(epochMillis, SLOT_MILLIS);
        long day = Math.floorDiv(slots, SLOTS);
        int slot = (int) Math.floorMod(slots, (long) SLOTS);
        int row = (int) Math.floorMod(day, (long) DAYS);
        if (dayOfRow[row] != day) {
            dayOfRow[row] = day;
            Arrays.fill(samples[row], 0);
        }
        value = recent.newest();
        int known = collect(day, slot);
        remember(row, slot);
        if (known < FEWEST) {
            return 0;
        }
        Arrays.sort(alike, 0, known);
        usual = alike[known / 2];
        return calibration.surprise(Math.abs(value - usual), before.rounding());
    }

    private int collect(long day, int slot) {
        int known = 0;
        for (int row = 0; row < DAYS; row++) {
            if (dayOfRow[row] >= day || dayOfRow[row] <= day - DAYS) {
                continue;
            }
            for (int near = slot - 1; near <= slot + 1; near++) {
                int at = Math.floorMod(near, SLOTS);
                if (samples[row][at] > 0) {
                    alike[known++] = mean[row][at];
                }
            }
        }
        return known;
    }

    private void remember(int row, int slot) {
        int count = ++samples[row][slot];
        mean[row][slot] += (float) ((value - mean[row][slot]) / count);
        if (count == 1) {
            mean[row][slot] = (float) value;
        }
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT,
                "value %.4g, at this time of the last days it was %.4g, usual difference %.4g",
                value,
                usual,
                calibration.usual());
    }

    @Override
    public long bytes() {
        return DAYS * SLOTS * 8L + calibration.bytes();
    }
}
