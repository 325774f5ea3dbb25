package io.flyball.simulator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A comparison as JSON: a row per trace, controller and figure. */
public final class ComparisonJson {
    private ComparisonJson() {}

    public static ArrayNode of(Comparison comparison) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Comparison.Line line : comparison.lines()) {
            ObjectNode row = rows.addObject();
            row.put("trace", line.stage());
            row.put("controller", line.controller());
            row.put("figure", line.figure().field());
            row.put("seeds", line.value().count());
            row.set("mean", Rounded.total(line.value().mean()));
            row.set("plusMinus95", Rounded.total(line.value().half()));
            row.set("differenceToFirst", Rounded.total(line.difference().mean()));
            row.set("differencePlusMinus95", Rounded.total(line.difference().half()));
            row.put("verdict", line.verdict().words());
        }
        return rows;
    }
}
