package io.flyball.policy.tune;

import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

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
                queue(samples),
                processor(samples),
                mean(samples, new MetricColumn(Metrics.THROUGHPUT)::of),
                mean(samples, new MetricColumn(Metrics.LATENCY_MEAN)::of));
    }

    /** Mean busy share of the pool. */
    public OptionalDouble busy(List<Sample> samples) {
        MetricColumn busy = new MetricColumn(busyMetric);
        MetricColumn size = new MetricColumn(sizeMetric);
        return mean(samples, sample -> {
            double threads = size.of(sample);
            return threads > 0 ? Math.min(1, busy.of(sample) / threads) : Double.NaN;
        });
    }

    /** Mean number of requests that wait. */
    public OptionalDouble queue(List<Sample> samples) {
        return mean(samples, new MetricColumn(queueMetric)::of);
    }

    /** Of the host; where that cannot be read, what the process itself takes. */
    private static OptionalDouble processor(List<Sample> samples) {
        MetricColumn host = new MetricColumn(Metrics.HOST_CPU);
        MetricColumn own = new MetricColumn(Metrics.CPU);
        return mean(samples, sample -> {
            double share = host.of(sample);
            return Double.isNaN(share) ? own.of(sample) : share;
        });
    }

    private static OptionalDouble mean(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double sum = 0;
        int count = 0;
        for (Sample sample : samples) {
            double measured = value.applyAsDouble(sample);
            if (!Double.isNaN(measured)) {
                sum += measured;
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }
}
