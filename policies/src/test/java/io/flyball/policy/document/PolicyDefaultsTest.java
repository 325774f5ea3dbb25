package io.flyball.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyDefaultsTest {
    private static final String FILE = "policies/src/main/resources/io/flyball/policy/defaults.yaml";

    @Test
    void theFileSaysWhatHoldsWhereNothingIsSaid() {
        Policy file =
                PolicyReader.read(Documents.tree(Documents.file(FILE))).policy().orElseThrow();
        Policy silent = Documents.policy("""
                selector: {service: example}
                scaling: {maxInstances: 1, rules: [{resource: {metric: cpu, target: 60%}}]}
                threads: {}
                connections: [{}]
                memory: {}
                vertical: {}
                limiter: {}
                """);
        assertThat(file)
                .isEqualTo(new Policy(
                        "defaults",
                        silent.service(),
                        silent.objectives(),
                        silent.monitoring(),
                        silent.scaling(),
                        silent.threads(),
                        silent.connections(),
                        silent.memory(),
                        silent.vertical(),
                        silent.limiter(),
                        silent.validation(),
                        silent.automation(),
                        silent.rollout()));
    }

    @Test
    void theFileNamesEveryField() {
        String text = Documents.file(FILE);
        List<String> unnamed = new ArrayList<>();
        for (String path : PolicyFields.ROOT.paths()) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            if (!name.contains("[")
                    && !name.contains("<")
                    && !List.of("pods", "value", "end").contains(name)) {
                if (!text.contains(name + ":")) {
                    unnamed.add(path);
                }
            }
        }
        assertThat(unnamed).isEmpty();
    }

    /** The definition of each field has the default that the reader answers. */
    @Test
    void theDefinitionsHaveTheSameDefaults() {
        Object file = Documents.tree(Documents.file(FILE));
        List<String> different = new ArrayList<>();
        compare("", PolicyFields.ROOT, file, different);
        assertThat(different).isEmpty();
    }

    private static void compare(String path, Field definition, Object tree, List<String> different) {
        if (!(tree instanceof Map<?, ?> map) || definition.type() == Type.MAP) {
            return;
        }
        map.forEach((key, value) -> {
            Field field = definition.field(String.valueOf(key)).orElseThrow();
            Optional<Object> otherwise = Optional.ofNullable(field.otherwise());
            String place = path + "." + key;
            otherwise
                    .map(known -> io.flyball.policy.document.field.Written.of(field, known))
                    .filter(known -> !known.equals(String.valueOf(value)))
                    .ifPresent(known -> different.add(place + ": " + known + " in the definition, " + value));
            compare(
                    place,
                    field.inner(),
                    value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value,
                    different);
        });
    }
}
