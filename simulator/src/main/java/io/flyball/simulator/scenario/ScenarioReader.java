package io.flyball.simulator.scenario;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.Section;
import io.flyball.policy.document.field.Quantity;
import io.flyball.simulator.fault.FaultPlan;
import io.flyball.simulator.fault.PlannedFault;
import io.flyball.simulator.scenario.FleetPlan.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Reads a scenario, with the traces and policies that it names. Strict: an unknown field, a value out of range, a file that
 * is not what it should be or a contradiction is a problem, and all problems are told at once. What may stand where is said
 * by {@link ScenarioFields}.
 */
public final class ScenarioReader {
    private final Mistakes mistakes = new Mistakes(new ArrayList<>());
    private final Path folder;

    private ScenarioReader(Path folder) {
        this.folder = folder;
    }

    /** A scenario, or what is wrong with it; never both. */
    public record Result(Optional<Scenario> scenario, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** Names of files in it are relative to its own folder. */
    public static Result file(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        DocumentText.Parsed parsed =
                DocumentText.read(folder, file.toAbsolutePath().toString());
        return parsed.tree().map(tree -> read(tree, folder)).orElseGet(() -> refused(file.toString(), parsed));
    }

    /** @param folder that names of files in it start from */
    public static Result text(String text, Path folder) {
        DocumentText.Parsed parsed = DocumentText.parse(text);
        return parsed.tree().map(tree -> read(tree, folder)).orElseGet(() -> refused("text", parsed));
    }

    private static Result refused(String value, DocumentText.Parsed parsed) {
        return new Result(
                Optional.empty(),
                List.of(new Problem("scenario", value, parsed.mistake().orElseThrow())));
    }

    /** @param tree of maps, lists, text, numbers, booleans */
    public static Result read(Object tree, Path folder) {
        try {
            return new ScenarioReader(folder).read(tree);
        } catch (StackOverflowError endless) { // a list that contains itself
            return new Result(Optional.empty(), List.of(new Problem("scenario", "text", "must not contain itself")));
        }
    }

    private Result read(Object tree) {
        List<Problem> problems = mistakes.problems();
        Section root = new Section("", ScenarioFields.ROOT, Shorthand.expand(tree, problems), problems);
        root.word("apiVersion");
        root.word("kind");
        String name = root.section("metadata").map(ScenarioReader::name).orElse("");
        Optional<Scenario> scenario = root.section("spec").map(spec -> spec(name, spec));
        root.end();
        return new Result(problems.isEmpty() ? scenario : Optional.empty(), problems);
    }

    private static String name(Section metadata) {
        String name = metadata.name("name").orElse("");
        metadata.end();
        return name;
    }

    private Scenario spec(String name, Section spec) {
        Duration duration = spec.optionalTime("duration").orElse(Duration.ofSeconds(1));
        FleetPlan fleet = spec.section("fleet").map(this::fleet).orElse(FleetPlan.of(Kind.SIMPLE));
        Duration step = spec.time("step");
        Scenario scenario = new Scenario(
                name,
                duration,
                step,
                fleet,
                traffic(spec),
                faults(spec, duration),
                new ControllerReader(mistakes, folder).read(spec),
                spec.sections("objectives").stream()
                        .map(ScenarioReader::goal)
                        .flatMap(Optional::stream)
                        .toList(),
                seeds(spec));
        if (spec.has("step") && step.compareTo(duration) > 0) {
            spec.problem("step", "must be at most duration (" + duration.toMillis() / 1000.0 + " s)");
        }
        spec.end();
        return scenario;
    }

    private List<Source> traffic(Section spec) {
        TrafficReader reader = new TrafficReader(mistakes, folder);
        List<Section> elements = spec.sections("traffic");
        if (elements.isEmpty() && spec.has("traffic")) {
            spec.problem("traffic", "must have at least one element, e.g. - constant: {rate: 500}");
        }
        return elements.stream().map(reader::read).flatMap(Optional::stream).toList();
    }

    private List<PlannedFault> faults(Section spec, Duration duration) {
        List<PlannedFault> faults = spec.sections("faults").stream()
                .map(FaultReader::read)
                .flatMap(Optional::stream)
                .toList();
        long all = faults.stream()
                .mapToLong(fault -> fault.timing().occurrences(duration))
                .sum();
        if (all > FaultPlan.MOST_OCCURRENCES) {
            spec.problem(
                    "faults",
                    "must have at most %d occurrences within the duration, has %d"
                            .formatted(FaultPlan.MOST_OCCURRENCES, all));
        }
        return faults;
    }

    private FleetPlan fleet(Section section) {
        int min = section.count("minInstances");
        int max = section.count("maxInstances");
        if (max < min) {
            section.problem("maxInstances", "must be at least minInstances (" + min + ")");
        }
        Kind plant = section.choice("plant", Kind.class, Kind.SIMPLE);
        if (plant == Kind.SERVICE && section.has("capacity")) {
            section.problem("capacity", "only with plant: simple");
        }
        if (plant == Kind.SIMPLE && section.has("model")) {
            section.problem("model", "only with plant: service");
        }
        FleetPlan fleet = new FleetPlan(
                plant,
                section.optionalCount("instances"),
                min,
                max,
                section.optionalTime("startTime"),
                section.optionalCount("zones"),
                section.optional("capacity"),
                section.map("model").map(ScenarioReader::model).orElse(Map.of()));
        if (plant == Kind.SERVICE) {
            ModelCheck.check(fleet, section, mistakes.problems());
        }
        section.end();
        return fleet;
    }

    private static Map<String, Double> model(Section section) {
        Map<String, Double> model = new TreeMap<>();
        for (String trait : section.names()) {
            OptionalDouble value = section.optional(trait);
            if (value.isPresent()) {
                model.put(trait, value.getAsDouble());
            }
        }
        return model;
    }

    private static Optional<Goal> goal(Section section) {
        Optional<String> word = section.word("result");
        double below = section.number("below");
        section.end();
        return word.flatMap(result -> Arrays.stream(Goal.Result.values())
                        .filter(one -> one.word().equals(result))
                        .findFirst())
                .map(result -> new Goal(result, below));
    }

    private List<Long> seeds(Section spec) {
        List<Long> seeds = spec.scalars("seeds", ScenarioReader::seed);
        if (seeds.isEmpty() && spec.raw("seeds").filter(List.of()::equals).isPresent()) {
            spec.problem("seeds", "must have at least one");
        }
        if (seeds.stream().distinct().count() < seeds.size()) {
            spec.problem("seeds", "must all differ");
        }
        return seeds.isEmpty() ? List.of(1L) : seeds;
    }

    private static Optional<Long> seed(Object value) {
        OptionalDouble seed = Quantity.plain(value);
        return seed.isPresent()
                        && seed.getAsDouble() >= 0
                        && seed.getAsDouble() <= Integer.MAX_VALUE
                        && seed.getAsDouble() == Math.rint(seed.getAsDouble())
                ? Optional.of((long) seed.getAsDouble())
                : Optional.empty();
    }
}
