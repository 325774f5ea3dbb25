package io.flyball.simulator.scenario;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.Section;
import io.flyball.policy.document.field.Suggestion;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the plant {@code service} takes a model. */
final class ModelCheck {
    private static final Pattern OBJECTION = Pattern.compile("(\\S+) = (\\S+): (must .*)");
    private static final List<String> NAMES =
            Arrays.stream(Trait.values()).map(Trait::key).sorted().toList();

    private ModelCheck() {}

    static void check(FleetPlan fleet, Section section, List<Problem> problems) {
        Map<String, Double> known = new TreeMap<>(fleet.traits());
        for (String name : fleet.model().keySet()) {
            if (!NAMES.contains(name)) {
                known.remove(name);
                String rule = Suggestion.near(name, NAMES)
                        .map(near -> "unknown trait: did you mean " + near + "?")
                        .orElse("unknown trait: must be one of " + String.join(", ", NAMES));
                problems.add(new Problem(
                        section.at("model") + "." + name, "" + fleet.model().get(name), rule));
            }
        }
        if (fleet.startTime().isPresent() && fleet.model().containsKey("start")) {
            section.problem("startTime", "must not be given twice: the model has a start");
        }
        if (fleet.zones().isPresent() && fleet.model().containsKey("zones")) {
            section.problem("zones", "must not be given twice: the model has zones");
        }
        try {
            ServiceModel.DEFAULTS.with(known);
        } catch (IllegalArgumentException refused) {
            refused.getMessage().lines().forEach(line -> objection(line, section, problems));
        }
    }

    private static void objection(String line, Section section, List<Problem> problems) {
        Matcher matcher = OBJECTION.matcher(line);
        problems.add(
                matcher.matches()
                        ? new Problem(section.at("model") + "." + matcher.group(1), matcher.group(2), matcher.group(3))
                        : new Problem(section.at("model"), "a mapping", line));
    }
}
