package io.flyball.policy.analyze.bottleneck;

import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Samples of one node by metric, in order of time whatever order they came in. */
final class Window {
    /** A metric that is read now and then still counts; one seen once does not. */
    private static final double LEAST_SHARE = 0.1;

    private final List<Sample> samples;

    Window(List<Sample> samples) {
        this.samples = samples.stream().sorted(Comparator.comparing(Sample::at)).toList();
    }

    int size() {
        return samples.size();
    }

    /** Seconds from the first to the last sample. */
    double seconds() {
        return samples.isEmpty() ? 0 : secondsAt(samples.size() - 1);
    }

    /** Seconds from the first sample to sample {@code i}. */
    double secondsAt(int i) {
        Duration passed = Duration.between(samples.get(0).at(), samples.get(i).at());
        return passed.getSeconds() + passed.getNano() / 1e9; // toMillis overflows from one end of time to the other
    }

    /** One per sample; NaN where it was not read. */
    double[] values(String metric) {
        return samples.stream()
                .mapToDouble(sample -> sample.value(metric).orElse(Double.NaN))
                .toArray();
    }

    /** NaN when it was read in fewer than a tenth of the samples, or only once. */
    double mean(String metric) {
        double[] read = read(metric);
        if (read.length < Math.max(2, samples.size() * LEAST_SHARE)) {
            return Double.NaN;
        }
        double mean = 0;
        for (int i = 0; i < read.length; i++) {
            mean += read[i] / read.length; // so that the sum of huge values stays finite
        }
        return mean;
    }

    double max(String metric) {
        return Arrays.stream(read(metric)).max().orElse(Double.NaN);
    }

    private double[] read(String metric) {
        return Arrays.stream(values(metric))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Longest time in seconds over which {@code metric} stayed at or above {@code least} in every sample. */
    double secondsAtLeast(String metric, double least) {
        double[] values = values(metric);
        double longest = 0;
        int start = -1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= least) {
                start = start < 0 ? i : start;
                longest = Math.max(longest, secondsAt(i) - secondsAt(start));
            } else {
                start = -1;
            }
        }
        return longest;
    }

    /** In order of the alphabet. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.addAll(sample.values().keySet()));
        return names;
    }
}
