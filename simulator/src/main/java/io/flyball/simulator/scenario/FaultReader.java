package io.flyball.simulator.scenario;

import io.flyball.policy.document.Section;
import io.flyball.simulator.fault.Fault;
import io.flyball.simulator.fault.Hit;
import io.flyball.simulator.fault.PlannedFault;
import io.flyball.simulator.fault.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads an element of {@code spec.faults}. */
final class FaultReader {
    private FaultReader() {}

    static Optional<PlannedFault> read(Section element) {
        List<String> kinds = element.present(element.names());
        element.end();
        if (kinds.size() != 1) {
            element.wrong("must have exactly one of " + String.join(", ", element.names()));
        }
        Optional<PlannedFault> first = Optional.empty();
        for (String kind : kinds) { // all of them, so that all mistakes are told
            Optional<PlannedFault> fault = element.section(kind).map(section -> planned(kind, section));
            first = first.or(() -> fault);
        }
        return first;
    }

    private static PlannedFault planned(String kind, Section section) {
        Fault fault = fault(kind, section);
        PlannedFault planned = new PlannedFault(fault, hit(fault, section), timing(section));
        section.end();
        return planned;
    }

    private static Fault fault(String kind, Section section) {
        return switch (kind) {
            case "crash" -> new Fault.Crash();
            case "hang" -> new Fault.Hang();
            case "slowNode" -> new Fault.SlowNode(section.number("factor"));
            case "startFailure" -> new Fault.StartFailure(section.number("probability"));
            case "provisionerBackPressure" -> new Fault.ProvisionerBackPressure(section.count("mostStarting"));
            case "metricLoss" -> new Fault.MetricLoss();
            case "frozenMetrics" -> new Fault.FrozenMetrics();
            case "zeroMetrics" -> new Fault.ZeroMetrics();
            case "clockStep" -> new Fault.ClockStep(section.time("by"));
            case "plannerFailover" -> new Fault.PlannerFailover();
            case "delayedCommands" -> new Fault.DelayedCommands(section.time("by"));
            case "duplicatedCommands" ->
                new Fault.DuplicatedCommands(section.number("probability"), section.time("after"));
            case "downstreamOutage" ->
                new Fault.DownstreamOutage(section.optional("factor").orElse(Double.POSITIVE_INFINITY));
            default -> new Fault.ZoneLoss(section.optionalCount("zone").orElse(Fault.ZoneLoss.ANY));
        };
    }

    private static Hit hit(Fault fault, Section section) {
        if (!fault.hitsInstances()) {
            return Hit.ALL;
        }
        OptionalInt count = section.optionalCount("count");
        OptionalDouble share = section.optional("share");
        if (section.has("count") && section.has("share")) {
            section.wrong("must have at most one of count, share");
        }
        return share.isPresent() ? Hit.share(share.getAsDouble()) : Hit.count(count.orElse(1));
    }

    private static Timing timing(Section section) {
        boolean lasts = section.names().contains("for");
        return new Timing(
                section.optionalTime("at").orElse(Duration.ZERO),
                lasts ? section.time("for") : Duration.ZERO,
                section.optionalTime("every"),
                section.time("jitter"));
    }
}
