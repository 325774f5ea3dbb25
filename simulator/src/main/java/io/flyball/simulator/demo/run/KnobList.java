package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The knobs that one node offered, those that it proved to have. */
record KnobList(String node, String jvm, List<String> available, int listed) {
    KnobList {
        available = List.copyOf(available);
    }

    static KnobList of(String node, String jvm, JsonNode json) {
        List<String> available = new ArrayList<>();
        for (JsonNode knob : json.path("knobs")) {
            if (knob.path("available").asBoolean()) {
                available.add(knob.path("knob").asText());
            }
        }
        return new KnobList(node, jvm, available, json.path("knobs").size());
    }
}
