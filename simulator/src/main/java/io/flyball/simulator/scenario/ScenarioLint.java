package io.flyball.simulator.scenario;

import io.flyball.policy.document.field.Written;
import io.flyball.policy.lint.Finding;
import io.flyball.policy.lint.Finding.Severity;
import io.flyball.simulator.fault.Fault;
import io.flyball.simulator.fault.PlannedFault;
import io.flyball.simulator.scenario.FleetPlan.Kind;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What about a scenario that can be read is hardly as it was meant. */
public final class ScenarioLint {
    /** Above, a run is announced as long. */
    public static final double MANY_NODE_STEPS = 1e9;

    /** Node-steps that one core computes per second, at least. */
    public static final double PER_SECOND = 1e6;

    private static final double SECONDS_PER_MINUTE = 60;

    private final Scenario scenario;
    private final List<Finding> findings = new ArrayList<>();

    private ScenarioLint(Scenario scenario) {
        this.scenario = scenario;
    }

    public static List<Finding> check(Scenario scenario) {
        ScenarioLint lint = new ScenarioLint(scenario);
        lint.load();
        lint.faults();
        lint.counts();
        return List.copyOf(lint.findings);
    }

    /** Instances times steps of all runs, about: as many instances as carry the mean load when 60 % busy. */
    public static double nodeSteps(Scenario scenario) {
        Load load = scenario.load(scenario.seeds().get(0));
        return nodeSteps(scenario, Measured.of(load, scenario.duration()));
    }

    private static double nodeSteps(Scenario scenario, Measured load) {
        FleetPlan fleet = scenario.fleet();
        double carried = fleet.capacity().orElse(FleetPlan.capacity(load)) * FleetPlan.COMFORTABLE;
        double wanted =
                fleet.plant() == Kind.SERVICE ? fleet.instances().orElse(fleet.max() / 2) : load.mean() / carried;
        double instances = Math.min(fleet.max(), Math.max(fleet.min(), wanted));
        double runs = (double) scenario.controllers().size() * scenario.seeds().size();
        return instances * scenario.steps() * runs;
    }

    private void load() {
        Measured load = Measured.of(scenario.load(scenario.seeds().get(0)), scenario.duration());
        if (load.peak() == 0) {
            warn(
                    "load-zero",
                    "spec.traffic",
                    "0",
                    "must be above 0 at some time",
                    "nobody asks for anything",
                    "raise a rate");
        }
        double nodeSteps = nodeSteps(scenario, load);
        if (nodeSteps > MANY_NODE_STEPS) {
            warn(
                    "long-run",
                    "spec.duration",
                    text(scenario.duration()),
                    "must not be needlessly long",
                    String.format(
                            Locale.ROOT,
                            "about %.1e node-steps take %.0f min of one core",
                            nodeSteps,
                            nodeSteps / PER_SECOND / SECONDS_PER_MINUTE),
                    "lengthen step, or take fewer seeds or controllers");
        }
    }

    private void faults() {
        for (int i = 0; i < scenario.faults().size(); i++) {
            PlannedFault planned = scenario.faults().get(i);
            Fault fault = planned.fault();
            String path = "spec.faults[" + i + "]." + fault.word();
            Duration at = planned.timing().at();
            Duration lasts = planned.timing().lasts();
            if (at.compareTo(scenario.duration()) > 0) {
                warn(
                        "fault-after-end",
                        path + ".at",
                        text(at),
                        "must be within the run",
                        "the run ends at " + text(scenario.duration()),
                        "lengthen duration, or let it happen earlier");
            }
            if (!lasts.isZero() && !(fault instanceof Fault.PlannerFailover) && lasts.compareTo(scenario.step()) < 0) {
                warn(
                        "fault-shorter-than-step",
                        path + ".for",
                        text(lasts),
                        "must be at least step (" + text(scenario.step()) + ")",
                        "it begins and ends unseen between two steps",
                        "shorten step, or lengthen the fault");
            }
            if (scenario.fleet().plant() == Kind.SIMPLE && needsService(fault)) {
                warn(
                        "fault-not-modelled",
                        path,
                        fault.word(),
                        "must be one that plant simple models",
                        "it has no effect there",
                        "take plant: service");
            }
        }
    }

    private static boolean needsService(Fault fault) {
        return fault instanceof Fault.Hang
                || fault instanceof Fault.SlowNode
                || fault instanceof Fault.StartFailure
                || fault instanceof Fault.ProvisionerBackPressure
                || fault instanceof Fault.DownstreamOutage
                || fault instanceof Fault.ZoneLoss;
    }

    private void counts() {
        FleetPlan fleet = scenario.fleet();
        fleet.instances().ifPresent(count -> within(fleet, "spec.fleet.instances", count));
        for (int i = 0; i < scenario.controllers().size(); i++) {
            if (scenario.controllers().get(i) instanceof ControllerChoice.Static fixed) {
                within(fleet, "spec.controllers[" + i + "].static.instances", fixed.instances());
            }
        }
    }

    private void within(FleetPlan fleet, String path, int count) {
        if (count < fleet.min() || count > fleet.max()) {
            warn(
                    "count-out-of-bounds",
                    path,
                    count,
                    "must be from minInstances (%d) to maxInstances (%d)".formatted(fleet.min(), fleet.max()),
                    "no other controller may order it",
                    "widen the bounds");
        }
    }

    private static String text(Duration time) {
        return Written.time(time);
    }

    private void warn(String name, String path, Object value, String rule, String why, String mend) {
        findings.add(new Finding(name, Severity.WARNING, path, String.valueOf(value), rule, why, mend));
    }
}
