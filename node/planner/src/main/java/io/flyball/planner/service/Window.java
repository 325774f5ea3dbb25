package io.flyball.planner.service;

import io.flyball.protocol.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The latest samples of one node, oldest first, bounded in number and age. A replayed sample finds its place. */
final class Window {
    static final int MAX_SAMPLES = 360;
    static final Duration MAX_AGE = Duration.ofMinutes(15);
    static final Window EMPTY = new Window(new Sample[0]);

    private final Sample[] samples;

    private Window(Sample[] samples) {
        this.samples = samples;
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
        next[at - drop] = sample;
        System.arraycopy(samples, at, next, at - drop + 1, samples.length - at);
        return new Window(next);
    }

    Optional<Sample> newest() {
        return samples.length == 0 ? Optional.empty() : Optional.of(samples[samples.length - 1]);
    }

    /** Samples with {@code from < tick <= to}, oldest first. */
    List<Sample> between(Instant from, Instant to) {
        int end = samples.length;
        while (end > 0 && samples[end - 1].at().isAfter(to)) {
            end--;
        }
        int start = end;
        while (start > 0 && samples[start - 1].at().isAfter(from)) {
            start--;
        }
        return Collections.unmodifiableList(
                new ArrayList<>(Arrays.asList(samples).subList(start, end)));
    }

    int size() {
        return samples.length;
    }
}
