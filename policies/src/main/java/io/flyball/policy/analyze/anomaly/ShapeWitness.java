package io.flyball.policy.analyze.anomaly;

import java.util.Arrays;
import java.util.Locale;

/**
 * Distance of the last samples to the nearest stretches of the past, after KNN-CAD (Burnaev, Ishimtsev 2016) but with plain
 * Euclidean distance, which did better on series it was not chosen on.
 *
 * <p>A stretch is {@code points} means of {@code width} samples each. The stretches searched end a while ago: as many
 * samples as the memory is long, half of the samples seen while there are fewer. So a slow change is not compared with
 * itself. Oddness is the root mean square distance to the {@code neighbours} nearest. One point of one sample is a test for
 * values that were never seen, even between the lowest and the highest.
 */
final class ShapeWitness implements Witness {
    private static final int FEWEST = 25;

    private final int points;
    private final int width;
    private final int memory;
    private final double[] nearest;
    private final double[] distances;
    private final RecentValues means;
    private final Calibration calibration;
    private double oddness;
    private int searched;

    ShapeWitness(int points, int width, int neighbours, int memory) {
        this.points = points;
        this.width = width;
        this.memory = memory;
        this.nearest = new double[neighbours];
        this.distances = new double[memory];
        this.means = width == 1 ? null : new RecentValues(2 * memory + points * width);
        this.calibration = new Calibration(2 * memory);
    }

    @Override
    public double surprise(long epochMillis, RecentValues recent, LongMemory before) {
        searched = 0;
        RecentValues source = recent;
        if (means != null) {
            if (recent.size() < width) {
                return 0;
            }
            means.add(recent.mean(0, width));
            source = means;
        }
        int span = (points - 1) * width + 1;
        long seen = source.count() - span;
        int delay = (int) Math.min(memory, Math.max(1, (seen + 1) / 2));
        int stretches = Math.min(memory, source.size() - span - delay + 1);
        if (stretches < FEWEST) {
            return 0;
        }
        searched = stretches;
        oddness = distance(source, delay, stretches);
        return calibration.surprise(oddness, before.rounding());
    }

    private double distance(RecentValues source, int delay, int stretches) {
        double[] values = source.array();
        int newest = source.end() - 1;
        int first = newest - delay - stretches + 1;
        Arrays.fill(distances, 0, stretches, 0);
        for (int point = 0; point < points; point++) {
            addSquares(values, first - point * width, values[newest - point * width], stretches);
        }
        return Math.sqrt(meanOfNearest(stretches));
    }

    /** Along the stretches rather than along the points: the compiler makes vector instructions of this loop. */
    private void addSquares(double[] values, int from, double value, int stretches) {
        for (int i = 0; i < stretches; i++) {
            double difference = values[from + i] - value;
            distances[i] += difference * difference;
        }
    }

    private double meanOfNearest(int stretches) {
        int known = 0;
        for (int i = 0; i < stretches; i++) {
            double distance = distances[i];
            if (known == nearest.length && distance >= nearest[known - 1]) {
                continue;
            }
            int place = known < nearest.length ? known++ : known - 1;
            while (place > 0 && nearest[place - 1] > distance) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = distance;
        }
        double sum = 0;
        for (int i = 0; i < known; i++) {
            sum += nearest[i];
        }
        return sum / known;
    }

    @Override
    public String words() {
        String what = switch (points) {
            case 1 -> "value";
            default -> "shape of the last %,d samples".formatted(points * width);
        };
        return String.format(
                Locale.ROOT,
                "%s is unlike any of %,d before: distance to the nearest %.4g, usual %.4g",
                what,
                searched,
                oddness,
                calibration.usual());
    }

    @Override
    public long bytes() {
        return 8L * (nearest.length + distances.length) + (means == null ? 0 : means.bytes()) + calibration.bytes();
    }
}
