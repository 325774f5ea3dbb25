package io.flyball.simulator.scenario;

import io.flyball.policy.document.schema.JsonSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of the scenario document, made of the definitions that its reader uses. */
public final class ScenarioSchema {
    public static final String ID = "urn:flyball:v1:scenario";

    private ScenarioSchema() {}

    public static Map<String, Object> schema() {
        Map<String, Object> schema = JsonSchema.document(ID, "Flyball scenario", ScenarioFields.ROOT);
        Map<String, Object> spec = map(map(schema.get("properties")).get("spec"));
        Map<String, Object> fields = map(spec.get("properties"));
        fields.put("seeds", seeds(map(fields.get("seeds"))));
        return schema;
    }

    /** A list, or the short form of one. */
    private static Map<String, Object> seeds(Map<String, Object> list) {
        Map<String, Object> either = new LinkedHashMap<>();
        Map<String, Object> range = JsonSchema.of(ScenarioFields.SEED_RANGE);
        either.put("description", list.remove("description"));
        either.put("anyOf", List.of(list, range));
        return either;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
