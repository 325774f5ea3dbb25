package io.flyball.simulator.whatif;

import io.flyball.policy.document.Policy;
import java.time.Duration;
import java.time.Instant;

/**
 * What is asked.
 *
 * @param times epoch milliseconds of the load, rising
 * @param load of the whole service per second; NaN = not recorded: nothing is reported then
 * @param metric under which an instance reports its share of the load, e.g. {@code throughput}
 * @param capacity load per second that keeps one instance busy to 100 %, above 0
 * @param instances at the beginning, at least 1
 * @param start time from the order to a ready instance
 */
public record Question(
        Policy policy, long[] times, double[] load, String metric, double capacity, int instances, Duration start) {
    public Question {
        if (times.length == 0 || times.length != load.length) {
            throw new IllegalArgumentException("load = %d values: must be as many as times (%d), at least one"
                    .formatted(load.length, times.length));
        }
        if (!(capacity > 0) || Double.isInfinite(capacity)) {
            throw new IllegalArgumentException("capacity = " + capacity + ": must be a number above 0");
        }
    }

    Instant first() {
        return Instant.ofEpochMilli(times[0]);
    }

    Instant last() {
        return Instant.ofEpochMilli(times[times.length - 1]);
    }
}
