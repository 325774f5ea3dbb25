package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ScenarioSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<Path> examples() {
        return Scenarios.files();
    }

    /** {@code -Dflyball.golden=update} writes it anew. */
    @Test
    void theFileIsTheGeneratedOne() throws IOException {
        String generated = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ScenarioSchema.schema()) + "\n";
        Path file = Scenarios.project().resolve("docs/scenario.schema.json");
        if ("update".equals(System.getProperty("flyball.golden"))) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file)).isEqualTo(generated);
    }

    @Test
    void isASchemaItself() {
        Schema meta = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(JSON.valueToTree(ScenarioSchema.schema()).toString(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void ourExamplesConform(Path file) throws IOException {
        assertThat(mistakes(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traffic: [{constant: {rate: 5}}]\nduration: 1h\nseeds: {from: 1}",
                "traffic: [{constant: {rate: 5}}]\nduration: 1h\nseeds: many",
                "traffic: [{constant: {rate: many}}]\nduration: 1h",
                "traffic: [{constant: {rate: 5}}]\nduration: 1h\ncontrollers: [vba]",
                "traffic: [{constant: {rate: 5}}]\nduration: 1h\ncontrollers: [{hpa: {}, vpa: {}}]",
                "traffic: [{constant: {rate: 5}}]\nduration: 1h\nfaults: [{crash: {}}]",
                "traffic: [{constant: {rate: 5}}]\nduration: 5",
                "duration: 1h",
            })
    void refusesWhatTheReaderRefuses(String spec) {
        assertThat(Scenarios.problems(spec)).isNotEmpty();
        assertThat(mistakes(Scenarios.text(spec))).isNotEmpty();
    }

    private List<String> mistakes(String yaml) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Schema schema =
                registry.getSchema(JSON.valueToTree(ScenarioSchema.schema()).toString(), InputFormat.JSON);
        return schema.validate(JSON.valueToTree(tree).toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
