package io.flyball.simulator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.simulator.controller.Controller.Mark;
import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Stage;
import io.flyball.simulator.run.Totals;

/** One run as JSON. The names and order of the first seven fields are an interface that other programs read. */
public final class RunJson {
    private RunJson() {}

    /** Everything: totals, parameters, curves and decisions. */
    public static ObjectNode full(Outcome outcome, String version) {
        ObjectNode row = totals(outcome, version);
        row.set("curves", curves(outcome.curve()));
        ArrayNode decisions = row.putArray("decisions");
        outcome.marks().forEach(mark -> decisions.add(decision(mark)));
        row.put("decisionsLeftOut", outcome.moreMarks());
        return row;
    }

    /** Without curves and decisions. */
    public static ObjectNode totals(Outcome outcome, String version) {
        Totals totals = outcome.totals();
        Stage stage = outcome.stage();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("trace", stage.name());
        row.put("controller", outcome.controller());
        row.set("violationPct", Rounded.total(totals.violationPct()));
        row.set("lostLoadPct", Rounded.total(totals.lostLoadPct()));
        row.set("meanInstances", Rounded.total(totals.meanInstances()));
        row.set("actionsPerDay", Rounded.total(totals.actionsPerDay()));
        row.set("directionFlipsPerDay", Rounded.total(totals.flipsPerDay()));
        row.put("mostInstances", totals.mostInstances());
        row.set("instanceHours", Rounded.total(totals.instanceHours()));
        row.set("startsAndStopsPerDay", Rounded.total(totals.startsAndStopsPerDay()));
        row.set("worstP99Seconds", Rounded.total(totals.worstP99()));
        row.set("days", Rounded.total(totals.days()));
        row.put("nodeSteps", totals.nodeSteps());
        row.put("seed", stage.seed());
        row.put("version", version);
        row.set("parameters", parameters(stage));
        ArrayNode ignored = row.putArray("faultsNotModelled");
        outcome.ignoredFaults().forEach(ignored::add);
        return row;
    }

    private static ObjectNode parameters(Stage stage) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters.put("plant", stage.plant());
        parameters.put("startMillis", stage.startMillis());
        parameters.put("periodMillis", stage.periodMillis());
        parameters.put("lengthMillis", stage.lengthMillis());
        parameters.put("minInstances", stage.bounds().min());
        parameters.put("maxInstances", stage.bounds().max());
        parameters.put("instancesAtBegin", stage.begin());
        parameters.set("target", Rounded.total(stage.target()));
        parameters.set("capacityPerInstance", Rounded.total(stage.perInstance() / stage.target()));
        return parameters;
    }

    private static ObjectNode curves(Curve curve) {
        ObjectNode curves = JsonNodeFactory.instance.objectNode();
        curves.put("pointMillis", curve.millis());
        curves.set("load", Rounded.curve(curve.load()));
        curves.set("loadHighest", Rounded.curve(curve.loadHighest()));
        curves.set("lost", Rounded.curve(curve.lost()));
        curves.set("capacity", Rounded.curve(curve.capacity()));
        curves.set("ready", Rounded.curve(curve.ready()));
        curves.set("running", Rounded.curve(curve.running()));
        curves.set("violated", Rounded.curve(curve.violated()));
        if (curve.hasLatency()) {
            curves.set("latencyP99Seconds", Rounded.curve(curve.latencyP99()));
        }
        return curves;
    }

    private static ObjectNode decision(Mark mark) {
        ObjectNode decision = JsonNodeFactory.instance.objectNode();
        decision.put("atMillis", mark.at());
        decision.put("subject", mark.subject());
        decision.put("from", mark.from());
        decision.put("to", mark.to());
        ArrayNode reasons = decision.putArray("reasons");
        mark.reasons().forEach(reasons::add);
        return decision;
    }
}
