package io.flyball.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private final Map<String, Object> spec = new HashMap<>(Map.of("selector", Map.of("service", "shop")));

    @Test
    void readsThePolicyOfTheDemo() {
        spec.put(
                "objectives",
                List.of(
                        Map.of("metric", "latency.p99", "below", "250ms"),
                        Map.of("metric", "error.rate", "below", "1%")));
        spec.put("monitoring", Map.of("interval", "1s", "staleAfter", "5s"));
        spec.put("scaling", demoScaling());
        spec.put("threads", Map.of("min", 4, "max", 64, "factor", 2, "busyAbove", "90%"));
        spec.put(
                "memory",
                Map.of(
                        "idleGiveBack",
                        true,
                        "idleFor",
                        "10s",
                        "idleAllocationBelow",
                        "20MB",
                        "idleThroughputBelow",
                        60));
        spec.put(
                "validation",
                Map.of("settle", "2s", "window", "6s", "maxDuration", "30s", "spread", "50%", "maxFailedTrials", 5));

        PolicyReader.Result result = read();

        assertThat(result.problems()).isEmpty();
        Policy policy = result.policy().orElseThrow();
        assertThat(policy.service()).isEqualTo(new ServiceName("shop"));
        assertThat(policy.objectives())
                .containsExactly(new Objective("latency.p99", 0.25), new Objective("error.rate", 0.01));
        assertThat(policy.monitoring().interval()).isEqualTo(Duration.ofSeconds(1));
        ScalingConfig scaling = policy.scaling().orElseThrow();
        assertThat(scaling.rules())
                .containsExactly(new ScalingRule.Load("throughput", 400), new ScalingRule.Resource("cpu", 0.8));
        assertThat(scaling.behavior().scaleDown().stabilization()).isEqualTo(Duration.ofSeconds(15));
        assertThat(scaling.behavior().scaleUp()).isEqualTo(PolicyDefaults.SCALE_UP);
        assertThat(policy.threads()).contains(new ThreadOptimization("tomcat.maxThreads", 4, 64, 2, 0.9));
        assertThat(policy.memory()).contains(new MemoryOptimization(true, Duration.ofSeconds(10), 20e6, 60));
        assertThat(policy.validation())
                .isEqualTo(new ValidationConfig(
                        Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(30), 0.5, 5));
        assertThat(policy.automation().enabled()).isTrue();
    }

    @Test
    void whatIsNotSaidIsNotManagedOrHasItsDefault() {
        Policy policy = read().policy().orElseThrow();
        assertThat(policy.scaling()).isEmpty();
        assertThat(policy.threads()).isEmpty();
        assertThat(policy.memory()).isEmpty();
        assertThat(policy.monitoring()).isEqualTo(PolicyDefaults.MONITORING);
        assertThat(policy.validation()).isEqualTo(PolicyDefaults.VALIDATION);
    }

    @Test
    void staleAfterFollowsTheInterval() {
        spec.put("monitoring", Map.of("interval", "10s"));
        assertThat(read().policy().orElseThrow().monitoring().staleAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void readsBehaviorInTheWordsOfHpa() {
        Map<String, Object> scaling = demoScaling();
        scaling.put(
                "behavior",
                Map.of(
                        "scaleUp",
                        Map.of(
                                "stabilization",
                                "30s",
                                "select",
                                "Min",
                                "tolerance",
                                0.05,
                                "policies",
                                List.of(
                                        Map.of("percent", 50, "period", "1m"),
                                        Map.of("pods", 3, "period", "15s"),
                                        Map.of("instances", 2, "period", "5s")))));
        spec.put("scaling", scaling);
        assertThat(read().policy()
                        .orElseThrow()
                        .scaling()
                        .orElseThrow()
                        .behavior()
                        .scaleUp())
                .isEqualTo(new ScalingBehavior.Direction(
                        Duration.ofSeconds(30),
                        Select.MIN,
                        List.of(
                                new Limit(true, 50, Duration.ofMinutes(1)),
                                new Limit(false, 3, Duration.ofSeconds(15)),
                                new Limit(false, 2, Duration.ofSeconds(5))),
                        0.05));
    }

    @Test
    void tellsAllProblemsAtOnceWithPathValueAndRule() {
        Map<String, Object> scaling = demoScaling();
        scaling.put("maxInstances", 1);
        scaling.put("rules", List.of(Map.of("resource", Map.of("metric", "cpuu", "target", Double.NaN))));
        spec.put("scaling", scaling);
        spec.put("treads", Map.of("min", 4));
        spec.put("validation", Map.of("window", "6 parsecs"));

        PolicyReader.Result result = read();

        assertThat(result.policy()).isEmpty();
        assertThat(result.problems())
                .containsExactlyInAnyOrder(
                        new Problem("spec.scaling.maxInstances", "1", "must be at least minInstances (2)"),
                        new Problem(
                                "spec.scaling.rules[0].resource.metric", "cpuu", "unknown metric: did you mean cpu?"),
                        new Problem(
                                "spec.scaling.rules[0].resource.target",
                                "NaN",
                                "must be a share from 1% to 100%, e.g. 60%"),
                        new Problem("spec.treads", "a mapping", "unknown field: did you mean threads?"),
                        new Problem(
                                "spec.validation.window",
                                "6 parsecs",
                                "must be a time from 300ms to 5m, e.g. 250ms, 5s, 5m, 2h or 14d"));
    }

    @ParameterizedTest(name = "{0}.{1} = {2}")
    @CsvSource({
        "threads, min, 65, must be at most max (64)",
        "threads, max, 1, must be a whole number from 2 to 100000",
        "threads, factor, .inf, must be a number from 1.01 to 4",
        "threads, busyAbove, 140%, must be a share from 50% to 100%",
        "threads, min, 4.5, must be a whole number",
        "threads, knob, a b, must be the name of a knob",
        "memory, idleFor, 10, must be a time",
        "memory, idleGiveBack, perhaps, must be true or false",
        "memory, idleAllocationBelow, 20 bananas, must be a size",
        "monitoring, staleAfter, 1s, must be at least two intervals",
        "validation, maxDuration, 3s, must be at least settle + window",
        "validation, spread, 0, must be a share from 1% to 100%",
        "scaling, scalingFactor, 1, must be a number from 1.01",
        "scaling, minInstances, 0, must be a whole number from 1",
        "scaling, cooldownPeriod, -5s, must be a time",
    })
    void refusesValuesOutOfRange(String section, String field, String value, String rule) {
        spec.put("threads", new HashMap<>(Map.of("min", 4, "max", 64)));
        spec.put("memory", new HashMap<>());
        spec.put("monitoring", new HashMap<>());
        spec.put("validation", new HashMap<>(Map.of("settle", "2s", "window", "15s")));
        spec.put("scaling", demoScaling());
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = (Map<String, Object>) spec.get(section);
        fields.put(field, value.equals(".inf") ? (Object) Double.POSITIVE_INFINITY : value);

        List<Problem> problems = read().problems();
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.path()).startsWith("spec." + section);
            assertThat(problem.rule()).startsWith(rule);
        });
    }

    @Test
    void anEmptySelectorIsAMistakeNotEverything() {
        spec.put("selector", Map.of());
        assertThat(read().problems()).extracting(Problem::path).contains("spec.selector.service");
        spec.remove("selector");
        assertThat(read().problems()).extracting(Problem::path).contains("spec.selector");
    }

    @Test
    void survivesTreesOfAnyShape() {
        List<Object> shapes = new ArrayList<>(List.of("text", 1, true, List.of(), Map.of(), Map.of(1, 2)));
        shapes.add(null);
        for (Object shape : shapes) {
            assertThat(PolicyReader.read(shape).problems()).isNotEmpty();
            for (String field : List.of(
                    "selector",
                    "objectives",
                    "monitoring",
                    "scaling",
                    "threads",
                    "connections",
                    "memory",
                    "vertical",
                    "limiter",
                    "validation",
                    "automation",
                    "rollout")) {
                Map<String, Object> one = new HashMap<>(Map.of("selector", Map.of("service", "shop")));
                one.put(field, shape);
                PolicyReader.read(document(one)); // must not throw
            }
        }
    }

    private PolicyReader.Result read() {
        return PolicyReader.read(document(spec));
    }

    private static Map<String, Object> document(Map<String, Object> spec) {
        return Map.of("apiVersion", "flyball/v1", "kind", "Policy", "metadata", Map.of("name", "shop"), "spec", spec);
    }

    private static Map<String, Object> demoScaling() {
        Map<String, Object> scaling = new HashMap<>();
        scaling.put("minInstances", 2);
        scaling.put("maxInstances", 4);
        scaling.put("scalingFactor", 2);
        scaling.put("cooldownPeriod", "10s");
        scaling.put(
                "rules",
                List.of(
                        Map.of("load", Map.of("metric", "throughput", "perInstance", 400)),
                        Map.of("resource", Map.of("metric", "cpu", "target", "80%"))));
        scaling.put("behavior", Map.of("scaleDown", Map.of("stabilization", "15s")));
        return scaling;
    }
}
