package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One wave a day between {@code base} and {@code peak}, highest at {@code peakAt} after midnight. Harmonics sharpen it: the
 * sum of {@code cos(x)} and {@code h[k] cos((k + 2) x)}, stretched so that base and peak are met exactly.
 *
 * <p>Worked example: base 100, peak 900, peak at 14 h, no harmonics: 500 at 8 h and at 20 h, 100 at 2 h.
 */
public final class Diurnal implements Load {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int PLACES = 1_440;

    private final double base;
    private final double peak;
    private final long peakAt;
    private final double[] harmonics;
    private final double highest;
    private final double lowest;

    /** @param harmonics heights of the waves of half a day, a third of a day ... beside that of the day, each at least 0 */
    public Diurnal(double base, double peak, Duration peakAt, List<Double> harmonics) {
        this.base = Must.rate("base", base);
        this.peak = Must.that(peak >= base && peak <= Double.MAX_VALUE, "peak", peak, "at least base (" + base + ")");
        this.peakAt = Must.that(!peakAt.isNegative() && peakAt.toMillis() < DAY, "peakAt", peakAt, "within a day")
                .toMillis();
        harmonics.forEach(height -> Must.rate("harmonics", height));
        this.harmonics = harmonics.stream().mapToDouble(Double::doubleValue).toArray();
        this.highest = 1 + Arrays.stream(this.harmonics).sum(); // all waves crest together at the peak
        double low = highest;
        for (int i = 0; i < PLACES; i++) {
            low = Math.min(low, wave(i * (DAY / PLACES)));
        }
        this.lowest = low;
    }

    @Override
    public double at(long millis) {
        double share = (wave(Math.floorMod(millis - peakAt, DAY)) - lowest) / (highest - lowest);
        return base + (peak - base) * Math.min(1, Math.max(0, share));
    }

    private double wave(long sincePeak) {
        double angle = 2 * StrictMath.PI * sincePeak / DAY;
        double sum = StrictMath.cos(angle);
        for (int i = 0; i < harmonics.length; i++) {
            sum += harmonics[i] * StrictMath.cos((i + 2) * angle);
        }
        return sum;
    }
}
