package io.flyball.planner.service;

import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The latest samples of one node, oldest first, bounded in number and age. A replayed sample finds its place. */
final class Window {
    static final int MAX_SAMPLES = 360;
    static final Duration MAX_AGE = Duration.ofMinutes(15);
    static final Window EMPTY = new Window(new Sample[0]);

    private static final int SPREAD = 24;

    private final Sample[] samples;
    private final boolean ready;

    private Window(Sample[] samples) {
        this.samples = samples;
        this.ready = samples.length > 0 && !(samples[samples.length - 1].valueOrNaN(Metrics.READY) <= 0);
    }

    /** A tick that is already there changes nothing. */
    Window plus(Sample sample) {
        int at = samples.length;
        while (at > 0 && samples[at - 1].at().isAfter(sample.at())) {
            at--;
        }
        if (at > 0 && samples[at - 1].at().equals(sample.at())) {
            return this;
        }
        Instant oldest = (at == samples.length ? sample : samples[samples.length - 1])
                .at()
                .minus(MAX_AGE);
        int drop = samples.length + 1 > MAX_SAMPLES ? 1 : 0;
        while (drop < samples.length && samples[drop].at().isBefore(oldest)) {
            drop++;
        }
        if (at < drop) {
            return this; // older than everything that is kept
        }
        Sample[] next = new Sample[samples.length + 1 - drop];
        System.arraycopy(samples, drop, next, 0, at - drop);
        next[at - drop] = samples.length == 0 ? sample : sample.sharingNames(samples[samples.length - 1]);
        System.arraycopy(samples, at, next, at - drop + 1, samples.length - at);
        return new Window(next);
    }

    Optional<Sample> newest() {
        return samples.length == 0 ? Optional.empty() : Optional.of(samples[samples.length - 1]);
    }

    /** Samples with {@code from < tick <= to}, oldest first: a view, no copy. */
    List<Sample> between(Instant from, Instant to) {
        int end = end(to);
        return Collections.unmodifiableList(Arrays.asList(samples).subList(start(from, end), end));
    }

    /** Mean of what was measured of {@code metric} with {@code from < tick <= to}; NaN where nothing was. */
    double mean(MetricColumn metric, Instant from, Instant to) {
        double sum = 0;
        int count = 0;
        for (int i = end(to) - 1; i >= 0 && samples[i].at().isAfter(from); i--) {
            double value = metric.of(samples[i]);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Largest of what was measured of {@code metric} with {@code from < tick <= to}; NaN where nothing was. */
    double max(MetricColumn metric, Instant from, Instant to) {
        double most = Double.NaN;
        for (int i = end(to) - 1; i >= 0 && samples[i].at().isAfter(from); i--) {
            double value = metric.of(samples[i]);
            if (!Double.isNaN(value) && !(most >= value)) {
                most = value;
            }
        }
        return most;
    }

    /**
     * Whether {@code metric} was above {@code limit} after {@code from}. At most {@value #SPREAD} samples, evenly
     * spread, are looked at: what lasts for less than the gap between two of them may be missed.
     */
    boolean wasAbove(double limit, MetricColumn metric, Instant from) {
        int start = start(from, samples.length);
        int step = Math.max(1, (samples.length - start) / SPREAD);
        for (int i = samples.length - 1; i >= start; i -= step) {
            if (metric.of(samples[i]) > limit) {
                return true;
            }
        }
        return false;
    }

    /** The newest sample says so; a node without a ready check counts as ready, one without a sample does not. */
    boolean isReady() {
        return ready;
    }

    int size() {
        return samples.length;
    }

    private int end(Instant to) {
        int end = samples.length;
        while (end > 0 && samples[end - 1].at().isAfter(to)) {
            end--;
        }
        return end;
    }

    private int start(Instant from, int end) {
        int low = 0;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples[middle].at().isAfter(from)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
