package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.Curves;
import io.flyball.cli.Printer;
import io.flyball.simulator.capacity.Breaking;
import io.flyball.simulator.capacity.CapacityAnswer;
import io.flyball.simulator.capacity.CapacityAnswer.Refused;
import io.flyball.simulator.capacity.CapacityPlan;
import io.flyball.simulator.capacity.CapacityPlan.Sure;
import io.flyball.simulator.capacity.Fact;
import io.flyball.simulator.capacity.Facts;
import io.flyball.simulator.capacity.Objective;
import io.flyball.simulator.capacity.PeakHour;
import io.flyball.simulator.capacity.Rehearsal;
import java.util.Locale;

/** An answer as a tree, the one form that tables are printed from too. */
final class CapacityTreeLaunch {
    private static final double HOURS_A_DAY = 24;
    private static final double HOURS_A_MONTH = 730;

    private CapacityTreeLaunch() {}

    static ObjectNode tree(String name, CapacityAnswer answer) {
        ObjectNode tree = Printer.tree().objectNode();
        tree.put("plan", name);
        if (answer instanceof Refused refused) {
            tree.set("refused", Curves.texts(refused.reasons()));
        } else if (answer instanceof CapacityPlan plan) {
            result(tree, plan);
            cost(tree.putArray("cost"), plan);
            breaks(tree.putArray("breaks"), plan);
            plan.rehearsal().ifPresent(run -> simulated(tree.putObject("simulated"), run));
            plan.peakHour().ifPresent(hour -> peakHour(tree.putObject("peakHour"), hour));
            tree.put("sure", plan.sure().name().toLowerCase(Locale.ROOT));
            tree.set("because", Curves.texts(plan.because()));
        }
        assumptions(tree.putArray("assumptions"), answer.facts());
        return tree;
    }

    private static void result(ObjectNode tree, CapacityPlan plan) {
        tree.put("peak", plan.peak());
        ObjectNode instances = tree.putObject("instances");
        if (plan.sure() == Sure.LOW) {
            instances.putNull("number");
        } else {
            instances.put("number", plan.instances());
        }
        instances
                .put("from", plan.fewest())
                .put("to", plan.most())
                .put("plannedWith", plan.instances())
                .put("left", plan.left());
        if (plan.doubled() > 0) {
            instances.put("atTwice", plan.doubled());
        } else {
            instances.putNull("atTwice");
        }
        ObjectNode each = tree.putObject("instanceAtPeak");
        each.put("load", plan.perInstance()).put("utilization", plan.utilization());
        number(each, "latencyMeanSeconds", plan.latencyMean());
        number(each, "latencyP99Seconds", plan.latencyP99());
        Facts facts = plan.facts();
        plan.threads().ifPresent(pool -> {
            ObjectNode node = tree.putObject("threads");
            node.put("size", pool.size()).put("busy", pool.busy()).put("queue", pool.queue());
            number(node, "now", facts.of(Fact.THREADS_NOW));
        });
        plan.heap().ifPresent(heap -> {
            ObjectNode node = tree.putObject("heap");
            node.put("bytes", heap.bytes()).put("gcShare", heap.share()).put("containerBytes", heap.container());
            number(node, "now", facts.of(Fact.HEAP_NOW));
        });
        plan.connections().ifPresent(pool -> {
            ObjectNode node = tree.putObject("connections");
            node.put("size", pool.size()).put("busy", pool.busy()).put("total", (long) pool.size() * plan.instances());
            number(node, "limit", facts.of(Fact.CONNECTIONS));
            number(node, "now", facts.of(Fact.POOL_NOW));
        });
        ArrayNode objectives = tree.putArray("objectives");
        plan.objectives().stream().map(Objective::text).forEach(objectives::add);
    }

    private static void cost(ArrayNode rows, CapacityPlan plan) {
        double price = plan.facts().of(Fact.PRICE);
        double mean = plan.facts().of(Fact.INSTANCES_MEAN);
        row(
                rows,
                "now",
                plan.facts().has(Fact.INSTANCES_NOW) ? plan.facts().of(Fact.INSTANCES_NOW) : Double.NaN,
                price);
        row(rows, "in the history, mean", mean, price);
        row(rows, "proposed", plan.instances(), price);
        plan.rehearsal().ifPresent(run -> row(rows, "proposed, following the load", run.followMean(), price));
        row(rows, "at twice the peak", plan.doubled() > 0 ? plan.doubled() : Double.NaN, price);
    }

    private static void row(ArrayNode rows, String what, double instances, double price) {
        if (Double.isNaN(instances) || Double.isNaN(price)) {
            return;
        }
        double hour = instances * price;
        rows.addObject()
                .put("what", what)
                .put("instances", instances)
                .put("perHour", hour)
                .put("perDay", hour * HOURS_A_DAY)
                .put("perMonth", hour * HOURS_A_MONTH);
    }

    private static void breaks(ArrayNode rows, CapacityPlan plan) {
        for (Breaking one : plan.breaks()) {
            ObjectNode row = rows.addObject().put("resource", one.resource()).put("limit", one.limit());
            number(row, "times", one.times());
            number(row, "load", one.load());
            row.put("helps", one.helps());
        }
    }

    private static void simulated(ObjectNode node, Rehearsal run) {
        node.put("days", run.days())
                .put("highestUtilization", run.highest())
                .put("busyPct", run.busyPct())
                .put("lostPct", run.lostPct())
                .put("followingMeanInstances", run.followMean())
                .put("followingBusyPct", run.followBusyPct());
    }

    private static void peakHour(ObjectNode node, PeakHour hour) {
        number(node, "utilization", hour.utilization());
        number(node, "latencyP99Seconds", hour.latencyP99());
        number(node, "lostPct", hour.lostPct());
    }

    private static void assumptions(ArrayNode rows, Facts facts) {
        facts.all()
                .forEach((fact, known) -> rows.addObject()
                        .put("name", fact.label())
                        .put("value", known.value())
                        .put("unit", fact.unit().symbol())
                        .put("source", known.source()));
    }

    private static void number(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.putNull(field);
        }
    }
}
