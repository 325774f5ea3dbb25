package io.flyball.policy.document;

import io.flyball.policy.document.Section.Element;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a policy from the tree that a YAML or JSON parser gives (maps, lists, text, numbers, booleans). Strict: an
 * unknown field, unknown metric, value out of range or contradiction is a problem, and all problems are told at once.
 * What is not said takes its value from {@link PolicyDefaults}.
 */
public final class PolicyReader {
    public static final String API_VERSION = "flyball/v1";
    public static final String KIND = "Policy";

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern KNOB = Pattern.compile("[A-Za-z][A-Za-z0-9._@-]{0,127}");
    private static final int MOST_LIST_ELEMENTS = 32;

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
        Section root = Section.of("", tree, problems);
        exactly(root, "apiVersion", API_VERSION);
        exactly(root, "kind", KIND);
        String name = root.section("metadata").map(PolicyReader::name).orElseGet(() -> {
            root.problem("metadata", "must be given, with a name");
            return "";
        });
        Optional<Policy> policy = root.section("spec").map(spec -> spec(name, spec));
        if (policy.isEmpty()) {
            root.problem("spec", "must be given");
        }
        root.end();
        return new Result(problems.isEmpty() ? policy : Optional.empty(), problems);
    }

    private static void exactly(Section section, String field, String wanted) {
        if (!wanted.equals(section.raw(field))) {
            section.problem(field, "must be " + wanted);
        }
    }

    private static String name(Section metadata) {
        String name = metadata.text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            metadata.problem("name", "must be 1 to 63 lower-case letters, digits, '.' or '-'");
        }
        metadata.end();
        return name;
    }

    private static Policy spec(String name, Section spec) {
        MonitoringConfig monitoring =
                spec.section("monitoring").map(PolicyReader::monitoring).orElse(PolicyDefaults.MONITORING);
        Policy policy = new Policy(
                name,
                selector(spec),
                objectives(spec),
                monitoring,
                spec.section("scaling").map(PolicyReader::scaling),
                spec.section("threads").map(PolicyReader::threads),
                spec.section("memory").map(PolicyReader::memory),
                spec.section("validation").map(PolicyReader::validation).orElse(PolicyDefaults.VALIDATION),
                spec.section("automation").map(PolicyReader::automation).orElse(PolicyDefaults.AUTOMATION));
        if (policy.validation().window().compareTo(monitoring.interval().multipliedBy(3)) < 0) {
            spec.problem("validation", "must have a window of at least three monitoring intervals");
        }
        spec.end();
        return policy;
    }

    /** An empty selector would select everything by accident. */
    private static ServiceName selector(Section spec) {
        Optional<Section> selector = spec.section("selector");
        Optional<String> service = selector.flatMap(section -> section.text("service"));
        selector.ifPresent(Section::end);
        if (service.isEmpty() || !NAME.matcher(service.get()).matches()) {
            spec.problem("selector", "must name one service, e.g. {service: checkout}");
            return new ServiceName("none");
        }
        return new ServiceName(service.get());
    }

    private static List<Objective> objectives(Section spec) {
        List<Objective> objectives = new ArrayList<>();
        for (Element element : bounded(spec, "objectives")) {
            Section section = spec.child(element);
            String metric = metric(section);
            if (!section.has("below")) {
                section.problem("below", "must be given");
            }
            double below = section.value(
                    "below", 0, Double.MIN_VALUE, Double.MAX_VALUE, "must be a value above 0, e.g. 250ms, 1% or 2GiB");
            section.end();
            objectives.add(new Objective(metric, below));
        }
        return objectives;
    }

    private static MonitoringConfig monitoring(Section section) {
        Duration interval =
                section.duration("interval", PolicyDefaults.INTERVAL, Duration.ofMillis(100), Duration.ofHours(1));
        Duration stale = interval.multipliedBy(PolicyDefaults.STALE_INTERVALS);
        Duration staleAfter = section.duration("staleAfter", stale, Duration.ofMillis(200), DAY);
        if (staleAfter.compareTo(interval.multipliedBy(2)) < 0) {
            section.problem(
                    "staleAfter", "must be at least two intervals (" + Section.show(interval.multipliedBy(2)) + ")");
        }
        Duration retention =
                section.duration("retention", PolicyDefaults.RETENTION, Duration.ofMinutes(1), Duration.ofDays(3650));
        Map<String, Double> thresholds = new HashMap<>();
        section.section("alertThresholds")
                .ifPresent(alerts -> alerts.eachField(metric -> {
                    if (!Metrics.isKnown(metric)) {
                        alerts.problem(metric, unknownMetric(metric));
                    }
                    thresholds.put(
                            metric,
                            alerts.value(
                                    metric,
                                    0,
                                    -Double.MAX_VALUE,
                                    Double.MAX_VALUE,
                                    "must be a finite value, e.g. 0.85"));
                }));
        section.end();
        return new MonitoringConfig(interval, staleAfter, retention, thresholds);
    }

    private static ScalingConfig scaling(Section section) {
        int min = section.count("minInstances", PolicyDefaults.MIN_INSTANCES, 1, 100_000);
        if (!section.has("maxInstances")) {
            section.problem("maxInstances", "must be given: it bounds the cost");
        }
        int max = section.count("maxInstances", min, 1, 100_000);
        if (max < min) {
            section.problem("maxInstances", "must be at least minInstances (" + min + ")");
        }
        double factor = section.number(
                "scalingFactor",
                PolicyDefaults.SCALING_FACTOR,
                1.01,
                100,
                "must be a number from 1.01 to 100, e.g. 1.5");
        Duration cooldown = section.duration("cooldownPeriod", PolicyDefaults.COOLDOWN, Duration.ZERO, DAY);
        List<ScalingRule> rules = new ArrayList<>();
        for (Element element : bounded(section, "rules")) {
            rule(section.child(element)).ifPresent(rules::add);
        }
        if (section.list("rules").isEmpty()) {
            section.problem("rules", "must have at least one rule, e.g. - resource: {metric: cpu, target: 60%}");
        }
        ScalingBehavior behavior = section.section("behavior")
                .map(BehaviorReader::read)
                .orElse(new ScalingBehavior(PolicyDefaults.SCALE_UP, PolicyDefaults.SCALE_DOWN));
        section.end();
        return new ScalingConfig(min, max, factor, cooldown, rules, behavior);
    }

    private static Optional<ScalingRule> rule(Section section) {
        Optional<ScalingRule> resource = section.section("resource").map(resourceRule -> {
            String metric = metric(resourceRule);
            required(resourceRule, "target");
            double target = resourceRule.ratio("target", 1, 0.01, 1);
            resourceRule.end();
            return new ScalingRule.Resource(metric, target);
        });
        Optional<ScalingRule> load = section.section("load").map(loadRule -> {
            String metric = metric(loadRule);
            required(loadRule, "perInstance");
            boolean learned = "learned".equals(loadRule.raw("perInstance"));
            String rule = learned ? "learned is not supported by this version" : "must be a number above 0, e.g. 400";
            double perInstance = loadRule.value("perInstance", 1, 0.001, 1e15, rule);
            loadRule.end();
            return new ScalingRule.Load(metric, perInstance);
        });
        for (String later : List.of("predictive", "cost")) {
            if (section.has(later)) {
                section.problem(later, "not supported by this version");
                return Optional.empty();
            }
        }
        section.end();
        if (resource.isPresent() == load.isPresent()) {
            section.wrong("must have exactly one of resource, load");
        }
        return resource.or(() -> load);
    }

    private static ThreadOptimization threads(Section section) {
        String knob = section.text("knob").orElse(PolicyDefaults.THREADS_KNOB);
        if (!KNOB.matcher(knob).matches()) {
            section.problem("knob", "must be the name of a knob, e.g. tomcat.maxThreads");
        }
        int max = section.count("max", PolicyDefaults.THREADS_MAX, 2, 100_000);
        int min = section.count("min", Math.min(PolicyDefaults.THREADS_MIN, max), 1, 100_000);
        if (min > max) {
            section.problem("min", "must be at most max (" + max + ")");
        }
        double factor = section.number(
                "factor", PolicyDefaults.THREADS_FACTOR, 1.01, 4, "must be a number from 1.01 to 4, e.g. 1.25");
        double busyAbove = section.ratio("busyAbove", PolicyDefaults.BUSY_ABOVE, 0.5, 1);
        section.end();
        return new ThreadOptimization(knob, min, max, factor, busyAbove);
    }

    private static MemoryOptimization memory(Section section) {
        MemoryOptimization memory = new MemoryOptimization(
                section.flag("idleGiveBack", PolicyDefaults.IDLE_GIVE_BACK),
                section.duration("idleFor", PolicyDefaults.IDLE_FOR, Duration.ofSeconds(1), DAY),
                section.bytes("idleAllocationBelow", PolicyDefaults.IDLE_ALLOCATION_BELOW, 1, 1e15),
                section.number(
                        "idleThroughputBelow",
                        PolicyDefaults.IDLE_THROUGHPUT_BELOW,
                        0,
                        1e9,
                        "must be requests per second, 0 or more, e.g. 5"));
        section.end();
        return memory;
    }

    private static ValidationConfig validation(Section section) {
        Duration settle = section.duration("settle", PolicyDefaults.SETTLE, Duration.ZERO, Duration.ofHours(1));
        Duration window =
                section.duration("window", PolicyDefaults.WINDOW, Duration.ofMillis(300), Duration.ofMinutes(5));
        Duration least = settle.plus(window);
        Duration most =
                PolicyDefaults.MAX_DURATION.compareTo(least) < 0 ? least.multipliedBy(2) : PolicyDefaults.MAX_DURATION;
        Duration maxDuration = section.duration("maxDuration", most, MILLI, DAY);
        if (maxDuration.compareTo(least) < 0) {
            section.problem("maxDuration", "must be at least settle + window (" + Section.show(least) + ")");
        }
        ValidationConfig validation = new ValidationConfig(
                settle,
                window,
                maxDuration,
                section.ratio("spread", PolicyDefaults.SPREAD, 0.01, 1),
                section.count("maxFailedTrials", PolicyDefaults.MAX_FAILED_TRIALS, 1, 1000));
        section.end();
        return validation;
    }

    private static AutomationConfig automation(Section section) {
        AutomationConfig automation =
                new AutomationConfig(section.flag("enabled", PolicyDefaults.AUTOMATION.enabled()));
        section.end();
        return automation;
    }

    private static String metric(Section section) {
        String metric = section.text("metric").orElse("");
        if (metric.isEmpty()) {
            required(section, "metric");
        } else if (!Metrics.isKnown(metric)) {
            section.problem("metric", unknownMetric(metric));
        }
        return metric;
    }

    private static String unknownMetric(String metric) {
        return Suggestion.near(metric, Metrics.ALL)
                .map(near -> "unknown metric: did you mean " + near + "?")
                .orElse("unknown metric: must be a metric that agents report, or start with app.");
    }

    private static void required(Section section, String field) {
        if (!section.has(field)) {
            section.problem(field, "must be given");
        }
    }

    private static List<Element> bounded(Section section, String field) {
        List<Element> elements = section.list(field);
        if (elements.size() > MOST_LIST_ELEMENTS) {
            section.problem(field, "must have at most " + MOST_LIST_ELEMENTS + " elements");
            return elements.subList(0, MOST_LIST_ELEMENTS);
        }
        return elements;
    }
}
