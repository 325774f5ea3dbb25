package io.flyball.policy.document;

import io.flyball.policy.document.ScalingConfig.FlapBudget;
import io.flyball.protocol.model.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a policy from the tree that a YAML or JSON parser gives (maps, lists, text, numbers, booleans). Strict: an
 * unknown field, unknown metric, value out of range or contradiction is a problem, and all problems are told at once.
 * What may stand where is said by {@link PolicyFields}; what is not written is as in {@link PolicyDefaults}.
 */
public final class PolicyReader {
    public static final String API_VERSION = "flyball/v1";
    public static final String KIND = "Policy";

    private PolicyReader() {}

    /** A policy, or what is wrong with it; never both. */
    public record Result(Optional<Policy> policy, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** One mistake: where, what stands there, and the rule it breaks. */
    public record Problem(String path, String value, String rule) {
        @Override
        public String toString() {
            return path + " = " + value + ": " + rule;
        }
    }

    public static Result read(Object tree) {
        List<Problem> problems = new ArrayList<>();
        Section root = new Section("", PolicyFields.ROOT, tree, problems);
        root.word("apiVersion");
        root.word("kind");
        String name = root.section("metadata").map(PolicyReader::name).orElse("");
        Optional<Policy> policy = root.section("spec").map(spec -> spec(name, spec));
        root.end();
        return new Result(problems.isEmpty() ? policy : Optional.empty(), problems);
    }

    private static String name(Section metadata) {
        String name = metadata.name("name").orElse("");
        metadata.end();
        return name;
    }

    private static Policy spec(String name, Section spec) {
        MonitoringConfig monitoring =
                spec.section("monitoring").map(ConductReader::monitoring).orElse(PolicyDefaults.MONITORING);
        Policy policy = new Policy(
                name,
                spec.section("selector").map(PolicyReader::service).orElse(new ServiceName("none")),
                spec.sections("objectives").stream()
                        .map(PolicyReader::objective)
                        .toList(),
                monitoring,
                spec.section("scaling").map(PolicyReader::scaling),
                spec.section("threads").map(NodeReader::threads),
                NodeReader.connections(spec),
                spec.section("memory").map(MemoryReader::read),
                spec.section("vertical").map(NodeReader::vertical),
                spec.section("limiter").map(NodeReader::limiter),
                spec.section("validation").map(ConductReader::validation).orElse(PolicyDefaults.VALIDATION),
                spec.section("automation").map(ConductReader::automation).orElse(PolicyDefaults.AUTOMATION),
                spec.section("rollout").map(ConductReader::rollout).orElse(PolicyDefaults.ROLLOUT));
        if (policy.validation().window().compareTo(monitoring.interval().multipliedBy(3)) < 0) {
            spec.problem("validation", "must have a window of at least three monitoring intervals");
        }
        spec.end();
        return policy;
    }

    private static ServiceName service(Section selector) {
        ServiceName service = new ServiceName(selector.name("service").orElse("none"));
        selector.end();
        return service;
    }

    private static Objective objective(Section section) {
        Objective objective = new Objective(section.metric("metric"), section.number("below"));
        section.end();
        return objective;
    }

    private static ScalingConfig scaling(Section section) {
        int min = section.count("minInstances");
        int max = section.count("maxInstances", min);
        if (max < min) {
            section.problem("maxInstances", "must be at least minInstances (" + min + ")");
        }
        ScalingConfig scaling = new ScalingConfig(
                min,
                max,
                section.number("scalingFactor"),
                section.time("cooldownPeriod"),
                section.time("settle"),
                section.section("flapBudget").map(PolicyReader::flapBudget),
                section.optionalTime(ScalingFields.START_TIME),
                RuleReader.read(section),
                section.section("behavior")
                        .map(BehaviorReader::read)
                        .orElse(new ScalingBehavior(PolicyDefaults.SCALE_UP, PolicyDefaults.SCALE_DOWN)));
        section.end();
        return scaling;
    }

    private static FlapBudget flapBudget(Section section) {
        FlapBudget budget = new FlapBudget(section.count("actions"), section.time("per"));
        section.end();
        return budget;
    }
}
