package io.flyball.simulator.scenario;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a document; also what its values refuse when they are put together. */
record Mistakes(List<Problem> problems) {
    private static final Pattern REFUSAL = Pattern.compile("(?s)(\\S+) = .*?: (must be .*)");

    /** What {@code maker} makes; nothing where the section is wrong already, or the values refuse each other. */
    <T> Optional<T> built(Section section, int before, Supplier<T> maker) {
        if (problems.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException refused) {
            Matcher matcher = REFUSAL.matcher(String.valueOf(refused.getMessage()));
            if (matcher.matches() && section.names().contains(matcher.group(1))) {
                section.problem(matcher.group(1), matcher.group(2));
            } else {
                section.wrong(String.valueOf(refused.getMessage()));
            }
            return Optional.empty();
        }
    }

    int size() {
        return problems.size();
    }
}
