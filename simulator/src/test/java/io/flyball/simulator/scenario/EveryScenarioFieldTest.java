package io.flyball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.PolicyReader.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The reader reads every field that is defined, and stands whatever is written there. */
class EveryScenarioFieldTest {
    private static final List<Object> ODD = List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
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
            "3650d",
            "1ms",
            "-5s",
            "100%",
            "..",
            "\u0000",
            "/",
            "hpa",
            "x".repeat(10_000),
            true,
            List.of(),
            List.of(1, "a", Map.of()),
            Map.of(),
            Map.of("a", 1),
            Map.of("from", 5, "count", 1000),
            Map.of("at", "1h", "every", "1ms"));

    /** A field that the reader forgot would take anything. */
    @Test
    void nonsenseInAnyFieldIsToldWithItsPath() {
        List<String> quiet = new ArrayList<>();
        for (String defined : ScenarioFields.ROOT.paths()) {
            String path = defined.substring(1).replace("<trait>", "cpu");
            Object document = alone(List.of(path.replace("[]", ".[]").split("\\.")), Map.of("nonsense", List.of()));
            String place = path.replace("[]", "[0]");
            if (ScenarioReader.read(document, Scenarios.examples()).problems().stream()
                    .noneMatch(problem -> problem.path().startsWith(place))) {
                quiet.add(path);
            }
        }
        assertThat(quiet).isEmpty();
    }

    private static Object alone(List<String> steps, Object value) {
        if (steps.isEmpty()) {
            return value;
        }
        Object inner = alone(steps.subList(1, steps.size()), value);
        return steps.get(0).equals("[]") ? List.of(inner) : Map.of(steps.get(0), inner);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void oddValuesAreToldOrTakenAndNeverThrown(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = List.of("bad-day.yaml", "flash-sale.yaml", "recorded.yaml", "two-kinds-of-clients.yaml");
        Object whole = tree(names.get(random.nextInt(names.size())));
        List<Consumer<Object>> places = new ArrayList<>();
        eachPlace(whole, places);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            places.get(random.nextInt(places.size())).accept(ODD.get(random.nextInt(ODD.size())));
        }
        ScenarioReader.Result result = ScenarioReader.read(whole, Scenarios.examples());
        assertThat(result.scenario().isPresent()).isEqualTo(result.problems().isEmpty());
        assertThat(result.problems()).allSatisfy(EveryScenarioFieldTest::complete);
        result.scenario().ifPresent(EveryScenarioFieldTest::works);
    }

    private static void complete(Problem problem) {
        assertThat(problem.path()).isNotBlank();
        assertThat(problem.rule()).isNotBlank().doesNotContain("NaN");
        assertThat(problem.value().length()).isLessThan(120);
    }

    private static void works(Scenario scenario) {
        long seed = scenario.seeds().get(0);
        for (int i = 0; i < 20; i++) {
            assertThat(scenario.load(seed).at(scenario.duration().toMillis() / 20 * i))
                    .isFinite()
                    .isNotNegative();
        }
        assertThat(scenario.faults(seed).events()).hasSizeLessThanOrEqualTo(200_000);
    }

    /** Random trees, not near anything that is right. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.simulator.Seeds#all")
    void anyTreeIsToldAndNeverThrown(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> words = ScenarioFields.ROOT.paths().stream()
                .map(path -> path.substring(path.lastIndexOf('.') + 1).replace("[]", ""))
                .distinct()
                .toList();
        ScenarioReader.Result result = ScenarioReader.read(random(random, words, 6), Scenarios.examples());
        assertThat(result.problems()).isNotEmpty().allSatisfy(EveryScenarioFieldTest::complete);
    }

    private static Object random(SplittableRandom random, List<String> words, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        if (random.nextInt(4) == 0) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                list.add(random(random, words, depth - 1));
            }
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        if (depth == 6) {
            map.put("spec", random(random, words, depth - 1));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(words.get(random.nextInt(words.size())), random(random, words, depth - 1));
        }
        return map;
    }

    private static Object tree(String example) {
        try {
            return new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(Scenarios.examples().resolve(example)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void eachPlace(Object tree, List<Consumer<Object>> places) {
        if (tree instanceof Map<?, ?> map) {
            for (Object key : List.copyOf(map.keySet())) {
                places.add(value -> ((Map<Object, Object>) map).put(key, value));
                eachPlace(map.get(key), places);
            }
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                places.add(value -> ((List<Object>) list).set(index, value));
                eachPlace(list.get(i), places);
            }
        }
    }
}
