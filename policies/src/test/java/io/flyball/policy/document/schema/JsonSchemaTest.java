package io.flyball.policy.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.flyball.policy.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "docs/policy.schema.json";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** {@code -Dflyball.golden=update} writes it anew. */
    @Test
    void theFileIsTheGeneratedOne() throws IOException {
        String generated = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JsonSchema.policy()) + "\n";
        Path file = Documents.project().resolve(FILE);
        if ("update".equals(System.getProperty("flyball.golden"))) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file)).isEqualTo(generated);
    }

    @Test
    void isASchemaItself() {
        Schema meta = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(mistakes(meta, JsonSchema.policy())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policies/src/main/resources/io/flyball/policy/defaults.yaml",
                "deploy/demo/policy.yaml",
                "deploy/demo/bad-policy.yaml",
                "policies/src/test/resources/io/flyball/policy/whole.yaml"
            })
    void ourPoliciesConform(String file) {
        assertThat(mistakes(Documents.tree(Documents.file(file)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "treads: {min: 4}",
                "threads: {min: many}",
                "threads: {min: 0}",
                "threads: {busyAbove: 90 percent}",
                "scaling: {rules: []}",
                "scaling: {maxInstances: 4, rules: [{resource: {metric: cpu, target: 1}, cost: {instancePerHour: 1}}]}",
                "scaling: {maxInstances: 4, rules: [{load: {metric: cpu, perInstance: learnd}}]}",
                "monitoring: {interval: 5}",
                "memory: {gc: {idleGiveBack: perhaps}}",
                "limiter: {algorithm: vega}",
                "automation: {actions: [{name: dance}]}",
            })
    @SuppressWarnings("unchecked")
    void refusesWhatTheReaderRefuses(String spec) {
        Object tree = Documents.document((Map<String, Object>) Documents.tree(spec));
        assertThat(Documents.read(spec).problems()).isNotEmpty();
        assertThat(mistakes(tree)).isNotEmpty();
    }

    private List<String> mistakes(Object tree) {
        return mistakes(registry.getSchema(text(JsonSchema.policy()), InputFormat.JSON), tree);
    }

    private static List<String> mistakes(Schema schema, Object tree) {
        return schema.validate(text(tree), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String text(Object tree) {
        return JSON.valueToTree(tree).toString();
    }
}
