package io.flyball.simulator.scenario;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.controllers}, with the policy files that they name. */
final class ControllerReader {
    private static final String FLYBALL = "flyball";

    private final Mistakes mistakes;
    private final Path folder;

    ControllerReader(Mistakes mistakes, Path folder) {
        this.mistakes = mistakes;
        this.folder = folder;
    }

    List<ControllerChoice> read(Section spec) {
        List<ControllerChoice> choices = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int i = 0;
        for (Section element : spec.sections("controllers")) {
            Optional<ControllerChoice> choice = choice(element);
            if (choice.isPresent() && !names.add(choice.get().name())) {
                element.wrong("must have a name of its own: there are two called "
                        + choice.get().name() + "; add e.g. name: "
                        + choice.get().name() + "-" + (i + 1));
            }
            choice.ifPresent(choices::add);
            i++;
        }
        return choices.isEmpty() ? List.of(new ControllerChoice.Flyball(FLYBALL, Optional.empty())) : choices;
    }

    private Optional<ControllerChoice> choice(Section element) {
        List<String> kinds = element.present(element.names());
        element.end();
        if (kinds.size() != 1) {
            element.wrong("must have exactly one of " + String.join(", ", element.names()));
        }
        Optional<ControllerChoice> first = Optional.empty();
        for (String kind : kinds) {
            Optional<ControllerChoice> choice = element.section(kind).map(section -> choice(kind, section));
            first = first.or(() -> choice);
        }
        return first;
    }

    private ControllerChoice choice(String kind, Section section) {
        String name = section.name("name").orElse(kind);
        ControllerChoice choice = switch (kind) {
            case FLYBALL -> new ControllerChoice.Flyball(name, policy(section));
            case "hpa" -> new ControllerChoice.Hpa(name, section.number("target"));
            case "hpa-seasonal" -> new ControllerChoice.HpaSeasonal(name, section.number("target"));
            case "vpa" -> new ControllerChoice.Vpa(name);
            case "static" -> new ControllerChoice.Static(name, section.count("instances"));
            case "none" -> new ControllerChoice.None(name);
            default ->
                new ControllerChoice.Clairvoyant(name, section.number("target"), section.optionalTime("lookAhead"));
        };
        section.end();
        return choice;
    }

    private Optional<Policy> policy(Section section) {
        Optional<String> file = section.text("policy");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String path = section.at("policy");
        DocumentText.Parsed parsed = DocumentText.read(folder, file.get());
        if (parsed.mistake().isPresent()) {
            mistakes.problems()
                    .add(new Problem(path, file.get(), parsed.mistake().get()));
            return Optional.empty();
        }
        PolicyReader.Result result = PolicyReader.read(parsed.tree().orElseThrow());
        result.problems()
                .forEach(problem ->
                        mistakes.problems().add(new Problem(path, file.get(), "in the policy, " + problem.toString())));
        return result.policy();
    }
}
