package io.flyball.policy.tune;

import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Which metrics tell how busy the pool behind a knob is. A service's own pool {@code app.<pool>.<attribute>} tells
 * {@code app.<pool>.busy}, its size under the knob's own name, and {@code app.<pool>.queue}.
 */
public record PoolMetrics(String busyMetric, String sizeMetric, String queueMetric) {
    public static PoolMetrics of(String knob) {
        if (knob.startsWith(Knobs.HIKARI_MAX_POOL_SIZE)) {
            return new PoolMetrics(Metrics.HIKARI_ACTIVE, Metrics.HIKARI_MAX, Metrics.HIKARI_PENDING);
        }
        if (knob.startsWith("app.") && knob.lastIndexOf('.') > 3) {
            String pool = knob.substring(0, knob.lastIndexOf('.'));
            return new PoolMetrics(pool + ".busy", knob, pool + ".queue");
        }
        return new PoolMetrics(Metrics.TOMCAT_THREADS_BUSY, Metrics.TOMCAT_THREADS_MAX, Metrics.TOMCAT_QUEUE);
    }

    /** Means over samples of one window. */
    public PoolWindow window(List<Sample> samples) {
        return new PoolWindow(
                busy(samples),
                mean(samples, sample -> sample.value(queueMetric)),
                mean(samples, PoolMetrics::processor),
                mean(samples, sample -> sample.value(Metrics.THROUGHPUT)),
                mean(samples, sample -> sample.value(Metrics.LATENCY_MEAN)));
    }

    /** Mean busy share of the pool. */
    public OptionalDouble busy(List<Sample> samples) {
        return mean(samples, this::share);
    }

    private OptionalDouble share(Sample sample) {
        OptionalDouble busy = sample.value(busyMetric);
        OptionalDouble size = sample.value(sizeMetric);
        return busy.isPresent() && size.isPresent() && size.getAsDouble() > 0
                ? OptionalDouble.of(Math.min(1, busy.getAsDouble() / size.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** Of the host; where that cannot be read, what the process itself takes. */
    private static OptionalDouble processor(Sample sample) {
        OptionalDouble host = sample.value(Metrics.HOST_CPU);
        return host.isPresent() ? host : sample.value(Metrics.CPU);
    }

    private static OptionalDouble mean(List<Sample> samples, Function<Sample, OptionalDouble> value) {
        return samples.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
