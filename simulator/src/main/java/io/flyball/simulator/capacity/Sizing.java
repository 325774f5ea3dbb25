package io.flyball.simulator.capacity;

import java.util.List;
import java.util.Optional;

/**
 * The fewest instances that keep every objective at a load when some are gone.
 *
 * <p>Example: 900/s, 100/s each at 100 %, utilization below 90 %, one may fail: 10 carry it, so 11.
 *
 * @param service empty where no objective is on latency and none was measured
 */
record Sizing(
        Capacity capacity,
        Optional<ServiceTime> service,
        double cores,
        double variability,
        List<Objective> objectives,
        Failure failure) {
    static final int MOST_INSTANCES = 10_000;

    /** One answer: {@code left} of {@code instances} carry the load. */
    record Fit(int instances, int left, double perInstance, double capacity, Optional<ResponseTime> response) {
        double utilization() {
            return perInstance / capacity;
        }
    }

    Sizing {
        objectives = List.copyOf(objectives);
    }

    /** Empty where no count up to {@value #MOST_INSTANCES} does. */
    Optional<Fit> smallest(double load) {
        int needed = capacity.scaling().isPresent() ? scanned(load) : searched(load);
        if (needed == 0) {
            return Optional.empty();
        }
        int instances = needed;
        while (failure.left(instances) < needed && instances < 2 * MOST_INSTANCES) {
            instances++;
        }
        return instances <= MOST_INSTANCES ? Optional.of(at(load, instances, needed)) : Optional.empty();
    }

    /** Each more relieves the others. */
    private int searched(double load) {
        int low = 1;
        int high = MOST_INSTANCES;
        if (!holds(load, high)) {
            return 0;
        }
        while (low < high) {
            int middle = (low + high) / 2;
            if (holds(load, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    /** Beyond the peak of what they carry together each more makes it worse. */
    private int scanned(double load) {
        double peak = capacity.scaling().orElseThrow().wholePeak().orElse(MOST_INSTANCES);
        for (int left = 1; left <= Math.min(peak, MOST_INSTANCES); left++) {
            if (holds(load, left)) {
                return left;
            }
        }
        return 0;
    }

    Fit at(double load, int instances, int left) {
        double each = capacity.each(left);
        return new Fit(instances, left, load / left, each, response(each));
    }

    boolean holds(double load, int left) {
        double each = capacity.each(left);
        if (!(load / left <= each)) {
            return false;
        }
        Optional<ResponseTime> response = response(each);
        return objectives.stream().allMatch(objective -> objective.holds(load / left, each, response.orElse(null)));
    }

    Sizing countingOn(double low) {
        return new Sizing(capacity.countingOn(low), service, cores, variability, objectives, failure);
    }

    private Optional<ResponseTime> response(double each) {
        return service.map(time -> ResponseTime.of(time, each, cores, variability));
    }
}
