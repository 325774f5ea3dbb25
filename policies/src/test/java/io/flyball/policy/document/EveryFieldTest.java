package io.flyball.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.schema.Difference;
import io.flyball.policy.lint.Finding;
import io.flyball.policy.lint.Lint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader reads every field that is defined, and stands whatever is written there. */
class EveryFieldTest {
    private static final String WHOLE = "policies/src/test/resources/io/flyball/policy/whole.yaml";
    private static final List<Object> ODD = new ArrayList<>(List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MIN_VALUE,
            0,
            1,
            "",
            " ",
            "999999999999999d",
            "-5s",
            "100%",
            "1TiB..2TiB",
            "1..",
            "auto",
            "learned",
            "* * * * *",
            "x".repeat(100_000),
            true,
            List.of(),
            List.of(1, "a", Map.of()),
            Map.of(),
            Map.of("a", 1)));

    /** A field that the reader forgot would take anything. */
    @Test
    void nonsenseInAnyFieldIsToldWithItsPath() {
        List<String> quiet = new ArrayList<>();
        for (String defined : PolicyFields.ROOT.paths()) {
            String path = defined.substring(1).replace("<metric>", "cpu").replace("<name>", "x");
            Object document = alone(List.of(path.replace("[]", ".[]").split("\\.")), Map.of("nonsense", List.of()));
            String place = path.replace("[]", "[0]");
            if (PolicyReader.read(document).problems().stream()
                    .noneMatch(problem -> problem.path().startsWith(place))) {
                quiet.add(path);
            }
        }
        assertThat(quiet).isEmpty();
    }

    /** A document with nothing but this value at the end of these steps. */
    private static Object alone(List<String> steps, Object value) {
        if (steps.isEmpty()) {
            return value;
        }
        Object inner = alone(steps.subList(1, steps.size()), value);
        return steps.get(0).equals("[]") ? List.of(inner) : Map.of(steps.get(0), inner);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void oddValuesAreToldOrTakenAndNeverThrown(long seed) {
        var random = new SplittableRandom(seed);
        List<String> paths = new ArrayList<>();
        eachLeaf(tree(), "", paths::add);
        Object whole = tree();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            set(whole, paths.get(random.nextInt(paths.size())), ODD.get(random.nextInt(ODD.size())));
        }
        PolicyReader.Result result = PolicyReader.read(whole);
        assertThat(result.policy().isPresent()).isEqualTo(result.problems().isEmpty());
        assertThat(result.problems()).allSatisfy(problem -> {
            assertThat(problem.path()).isNotBlank();
            assertThat(problem.rule()).isNotBlank();
            assertThat(problem.value().length()).isLessThan(100);
        });
        result.policy()
                .ifPresent(policy -> assertThat(Lint.check(policy))
                        .extracting(Finding::why)
                        .allMatch(why -> !why.contains("NaN") && !why.isBlank()));
        assertThat(Difference.between(tree(), whole))
                .allMatch(one -> !one.path().isBlank());
    }

    private static Object tree() {
        return Documents.tree(Documents.file(WHOLE));
    }

    private static void eachLeaf(Object tree, String path, Consumer<String> visitor) {
        if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, value) -> eachLeaf(value, path.isEmpty() ? "" + key : path + "." + key, visitor));
        } else if (tree instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                eachLeaf(list.get(i), path + "[" + i + "]", visitor);
            }
        } else {
            visitor.accept(path);
        }
    }

    private static void set(Object tree, String path, Object value) {
        walk(tree, "", path, value);
    }

    @SuppressWarnings("unchecked")
    private static void walk(Object tree, String here, String path, Object value) {
        if (tree instanceof Map<?, ?> map) {
            for (Object key : List.copyOf(map.keySet())) {
                String place = here.isEmpty() ? "" + key : here + "." + key;
                if (place.equals(path)) {
                    ((Map<Object, Object>) map).put(key, value);
                } else if (path.startsWith(place)) {
                    walk(map.get(key), place, path, value);
                }
            }
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String place = here + "[" + i + "]";
                if (place.equals(path)) {
                    ((List<Object>) list).set(i, value);
                } else if (path.startsWith(place)) {
                    walk(list.get(i), place, path, value);
                }
            }
        }
    }
}
