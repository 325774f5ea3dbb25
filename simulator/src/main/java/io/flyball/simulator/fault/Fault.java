package io.flyball.simulator.fault;

import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/** One kind of thing that goes wrong. */
public sealed interface Fault {
    /** As a scenario has it, e.g. {@code slowNode}. */
    String word();

    /** Whether it hits single instances; else it hits the service as a whole. */
    default boolean hitsInstances() {
        return false;
    }

    /** The instance ends at once; what starts it anew is the fleet's. It has no end of its own. */
    record Crash() implements Fault {
        @Override
        public String word() {
            return "crash";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** The instance answers nothing but goes on reporting. */
    record Hang() implements Fault {
        @Override
        public String word() {
            return "hang";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** @param factor everything on the instance takes this many times as long, at least 1 */
    record SlowNode(double factor) implements Fault {
        public SlowNode {
            Must.that(factor >= 1 && factor <= Double.MAX_VALUE, "factor", factor, "a number from 1 up");
        }

        @Override
        public String word() {
            return "slowNode";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** @param probability that a start fails, [0, 1] */
    record StartFailure(double probability) implements Fault {
        public StartFailure {
            Must.share("probability", probability);
        }

        @Override
        public String word() {
            return "startFailure";
        }
    }

    /** @param mostStarting instances that may start at the same time, 0 or more */
    record ProvisionerBackPressure(int mostStarting) implements Fault {
        public ProvisionerBackPressure {
            Must.that(mostStarting >= 0, "mostStarting", mostStarting, "at least 0");
        }

        @Override
        public String word() {
            return "provisionerBackPressure";
        }
    }

    /** Nothing of the instance reaches the controller. */
    record MetricLoss() implements Fault {
        @Override
        public String word() {
            return "metricLoss";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** The instance reports the values of the moment in which the fault began, again and again, with new times. */
    record FrozenMetrics() implements Fault {
        @Override
        public String word() {
            return "frozenMetrics";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** The instance reports 0 for everything but its readiness. */
    record ZeroMetrics() implements Fault {
        @Override
        public String word() {
            return "zeroMetrics";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** @param by what the clock of the instance's agent is off; negative: behind */
    record ClockStep(Duration by) implements Fault {
        @Override
        public String word() {
            return "clockStep";
        }

        @Override
        public boolean hitsInstances() {
            return true;
        }
    }

    /** Nobody decides; at the end another begins with what survives. */
    record PlannerFailover() implements Fault {
        @Override
        public String word() {
            return "plannerFailover";
        }
    }

    /** @param by the time from an order of a count to its arrival, at least 0 */
    record DelayedCommands(Duration by) implements Fault {
        public DelayedCommands {
            Must.notNegative("by", by);
        }

        @Override
        public String word() {
            return "delayedCommands";
        }
    }

    /**
     * @param probability that an order arrives twice, [0, 1]
     * @param after the time from the first arrival to the second; a late one sets back what came between, where nothing
     *     numbers orders as Flyball's agents do
     */
    record DuplicatedCommands(double probability, Duration after) implements Fault {
        public DuplicatedCommands {
            Must.share("probability", probability);
            Must.notNegative("after", after);
        }

        @Override
        public String word() {
            return "duplicatedCommands";
        }
    }

    /** @param factor what the service calls takes this many times as long, at least 1; infinite: it answers nothing */
    record DownstreamOutage(double factor) implements Fault {
        public DownstreamOutage {
            Must.that(factor >= 1, "factor", factor, "a number from 1 up");
        }

        @Override
        public String word() {
            return "downstreamOutage";
        }
    }

    /** @param zone counted from 0; negative: one that the seed chooses */
    record ZoneLoss(int zone) implements Fault {
        public static final int ANY = -1;

        @Override
        public String word() {
            return "zoneLoss";
        }
    }
}
