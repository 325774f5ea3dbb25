package io.flyball.simulator.scenario;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Short forms of a scenario, written out: {@code - hpa} is {@code - hpa: {}}, {@code seeds: {from: 3, count: 2}} is
 * {@code seeds: [3, 4]}.
 */
final class Shorthand {
    private Shorthand() {}

    /** The same tree where there is nothing to write out. */
    static Object expand(Object tree, List<Problem> problems) {
        if (!(tree instanceof Map<?, ?> root) || !(root.get("spec") instanceof Map<?, ?> spec)) {
            return tree;
        }
        Map<Object, Object> expanded = new LinkedHashMap<>(spec);
        if (spec.get("controllers") instanceof List<?> controllers) {
            expanded.put("controllers", controllers(controllers));
        }
        if (spec.get("seeds") instanceof Map<?, ?> seeds) {
            expanded.put("seeds", seeds(seeds, problems));
        }
        Map<Object, Object> whole = new LinkedHashMap<>(root);
        whole.put("spec", expanded);
        return whole;
    }

    private static List<Object> controllers(List<?> written) {
        List<Object> controllers = new ArrayList<>();
        for (Object one : written) {
            if (one instanceof String word
                    && List.of(ScenarioFields.CONTROLLERS).contains(word)) {
                controllers.add(Map.of(word, Map.of()));
            } else if (one instanceof Map<?, ?> map) {
                Map<Object, Object> settings = new LinkedHashMap<>();
                map.forEach((kind, value) -> settings.put(kind, value == null ? Map.of() : value));
                controllers.add(settings);
            } else {
                controllers.add(one);
            }
        }
        return controllers;
    }

    private static List<Object> seeds(Map<?, ?> written, List<Problem> problems) {
        Section section = new Section("spec.seeds", ScenarioFields.SEED_RANGE, written, problems);
        long from = section.count("from");
        int count = section.count("count");
        section.end();
        List<Object> seeds = new ArrayList<>();
        for (int i = 0; i < count && from + i <= Integer.MAX_VALUE; i++) {
            seeds.add(from + i);
        }
        return seeds;
    }
}
