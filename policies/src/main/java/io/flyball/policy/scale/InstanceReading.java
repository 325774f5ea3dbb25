package io.flyball.policy.scale;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One instance and the metric that a rule looks at; a starting one is not {@code ready}. */
public record InstanceReading(String name, OptionalDouble value, boolean ready) {
    static final double THOUSANDTHS = 1000;

    /** A request, in the unit of the metric, as pods have it. */
    static OptionalLong thousandths(double request) {
        return OptionalLong.of(Math.round(request * THOUSANDTHS));
    }

    /** As HPA's calculator wants it; what is no number is no reading. {@code request} is {@link #thousandths}. */
    PodReading pod(OptionalLong request) {
        boolean measured = value.isPresent() && Double.isFinite(value.getAsDouble());
        OptionalLong usage =
                measured ? OptionalLong.of(Math.round(value.getAsDouble() * THOUSANDTHS)) : OptionalLong.empty();
        return new PodReading(name, usage, request, ready ? PodLife.SERVING : PodLife.PENDING);
    }
}
