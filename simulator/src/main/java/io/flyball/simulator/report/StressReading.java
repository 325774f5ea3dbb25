package io.flyball.simulator.report;

import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.scenario.Breaking;
import io.flyball.simulator.scenario.NamedTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Of a stress test: at which load it breaks, and what first. */
final class StressReading {
    private static final double BUSY = 0.9;

    private final Outcome outcome;
    private final Curve curve;
    private final long stepMillis;

    private StressReading(Outcome outcome) {
        this.outcome = outcome;
        this.curve = outcome.curve();
        this.stepMillis = outcome.stage().lengthMillis() / NamedTests.STRESS_STEPS;
    }

    static Finding of(Outcome outcome, double peak) {
        return new StressReading(outcome).read(peak);
    }

    private Finding read(double peak) {
        Breaking breaking = new Breaking(stepMillis);
        for (int i = 0; i < curve.size(); i++) {
            breaking.see(i * curve.millis(), curve.load()[i], curve.violated()[i], curve.lost()[i]);
        }
        Optional<Breaking.Point> broken = breaking.found();
        double carried = broken.map(Breaking.Point::carried).orElseGet(breaking::carried);
        List<String> lines = new ArrayList<>();
        if (broken.isEmpty()) {
            lines.add("carries everything up to %s requests/s".formatted(Rounded.text(carried, 4)));
        } else {
            lines.add("breaks at %s requests/s, after %s; carried %s"
                    .formatted(
                            Rounded.text(broken.get().load(), 4),
                            Ticks.duration(broken.get().millis()),
                            carried > 0 ? Rounded.text(carried, 4) : "none of the loads before"));
            lines.add("first to give way: " + cause(broken.get()));
        }
        return new Finding(
                outcome.controller(),
                outcome.stage().seed(),
                carried >= peak,
                lines,
                broken.map(Breaking.Point::load).orElse(Double.NaN),
                carried);
    }

    /** By what the second half of the step looks like, in which the controller has had its time. */
    private String cause(Breaking.Point point) {
        int from = (int) ((point.millis() + stepMillis / 2) / curve.millis());
        Part part = Part.of(curve, from, (int) ((point.millis() + stepMillis) / curve.millis()));
        int max = outcome.stage().bounds().max();
        String ready = "%s ready, %s".formatted(Rounded.text(part.ready(), 3), part.percentBusy());
        String latency = Double.isNaN(part.latency()) ? "" : ", p99 %s s".formatted(Rounded.text(part.latency(), 3));
        if (part.busy() >= BUSY && part.running() >= max - 0.5) {
            return "the most instances that may be ordered, %d (%s)".formatted(max, ready);
        }
        if (part.busy() >= BUSY && part.running() > part.ready() + 0.5) {
            return "the start time of instances (%s ordered, %s)".formatted(Rounded.text(part.running(), 3), ready);
        }
        if (part.busy() >= BUSY) {
            return "the controller, which orders no more of the %d instances that may be ordered (%s)"
                    .formatted(max, ready);
        }
        return "not the instances, which are %s%s: what they wait for".formatted(part.percentBusy(), latency);
    }
}
