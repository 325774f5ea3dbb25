package io.flyball.policy.document;

import io.flyball.policy.automate.Cron;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** One way to propose an instance count. */
public sealed interface ScalingRule {
    /** The word of the policy document. */
    String kind();

    /** A rule that looks at one metric. */
    sealed interface Measured extends ScalingRule {
        String metric();
    }

    /**
     * Keep the mean of a ratio at {@code target}, as HPA's Utilization target.
     *
     * @param request what 100 % of an absolute metric is per instance, as HPA's resource request; empty: the metric is
     *     a ratio itself
     */
    record Resource(String metric, double target, OptionalDouble request) implements Measured {
        public Resource(String metric, double target) {
            this(metric, target, OptionalDouble.empty());
        }

        @Override
        public String kind() {
            return "resource";
        }
    }

    /** Keep the mean of an absolute metric per instance at {@code perInstance}, as HPA's AverageValue target. */
    record Load(String metric, double perInstance) implements Measured {
        @Override
        public String kind() {
            return "load";
        }
    }

    /**
     * As {@link Load}, with the capacity of an instance learned from what was measured.
     *
     * @param atLeastConfidence in [0, 1]; a capacity that is known less well is not used
     * @param headroom share of the learned capacity that is kept free, [0, 1]
     * @param meanwhile per instance while nothing is known well enough; empty: the rule proposes nothing then
     */
    record LearnedLoad(String metric, double atLeastConfidence, double headroom, OptionalDouble meanwhile)
            implements Measured {
        @Override
        public String kind() {
            return "load";
        }
    }

    /**
     * One value for the whole service, e.g. the length of a queue: HPA's Object and External metrics.
     *
     * @param combine how the readings of the instances become one value
     * @param perInstance true: {@code target} is the share of one instance (AverageValue), false: the whole (Value)
     */
    record Total(String metric, Combine combine, boolean perInstance, double target) implements Measured {
        @Override
        public String kind() {
            return "total";
        }
    }

    /** MAX where every instance reports the same outer value, SUM where each reports its part. */
    enum Combine {
        MAX,
        SUM
    }

    /**
     * Count for what the metric is forecast to be; its value per instance is that of the rule of the same metric.
     *
     * @param season length of one period; empty: found in the data
     * @param horizon how far ahead; empty: the start time of an instance
     * @param quantile of the forecast that is planned for, in (0, 1)
     * @param release true: where proven, the forecast may also shrink the service
     */
    record Predictive(
            String metric, Optional<Duration> season, Optional<Duration> horizon, double quantile, boolean release)
            implements Measured {
        @Override
        public String kind() {
            return "predictive";
        }
    }

    /**
     * As many instances as stay below a limit even if the load rises within the start time as it mostly did.
     *
     * @param perInstance of the metric, that an instance is not to exceed; of a ratio e.g. 0.9
     * @param quantile share of the past cases in which that would have been kept, in (0, 1)
     * @param horizon how far ahead; empty: the start time of an instance
     */
    record Headroom(String metric, double perInstance, double quantile, Optional<Duration> horizon)
            implements Measured {
        @Override
        public String kind() {
            return "headroom";
        }
    }

    /**
     * Shrink where what it saves is worth what it disturbs.
     *
     * @param instancePerHour price of one instance-hour, in any currency
     * @param minSavingToDisruption least ratio of the saved share of the price to the disturbed share of the service
     */
    record Cost(double instancePerHour, double minSavingToDisruption) implements ScalingRule {
        @Override
        public String kind() {
            return "cost";
        }
    }

    /**
     * At least {@code minInstances} from each time of {@code start} on.
     *
     * @param duration how long; exactly one of this and {@code end} is present
     * @param end times at which it ends
     */
    record Schedule(Cron start, Optional<Duration> duration, Optional<Cron> end, int minInstances)
            implements ScalingRule {
        @Override
        public String kind() {
            return "schedule";
        }
    }
}
