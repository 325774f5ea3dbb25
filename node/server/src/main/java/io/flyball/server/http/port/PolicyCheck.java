package io.flyball.server.http.port;

import io.flyball.policy.document.Policy;
import io.flyball.policy.lint.Finding;
import java.util.List;
import java.util.Optional;

/** Reads the text of a policy, YAML or JSON, and finds every mistake in it at once. */
@FunctionalInterface
public interface PolicyCheck {
    Checked check(String text);

    /**
     * Where {@code mistakes} is empty there is a policy, and the other way round.
     *
     * @param findings about a policy that can be read: its errors refuse a new one, but not one that is stored already
     */
    record Checked(Optional<Policy> policy, List<Mistake> mistakes, List<Finding> findings) {
        public Checked {
            mistakes = List.copyOf(mistakes);
            findings = List.copyOf(findings);
            if (policy.isPresent() != mistakes.isEmpty()) {
                throw new IllegalArgumentException("a policy is present when and only when there are no mistakes");
            }
        }

        public Checked(Optional<Policy> policy, List<Mistake> mistakes) {
            this(policy, mistakes, List.of());
        }

        /** Everything for which a caller is refused. */
        public List<Mistake> refusals() {
            return mistakes.isEmpty()
                    ? findings.stream()
                            .filter(Finding::isError)
                            .map(one -> new Mistake(one.path(), one.value(), one.sentence()))
                            .toList()
                    : mistakes;
        }

        /** In words, with path and value. */
        public List<String> warnings() {
            return findings.stream().map(Finding::toString).toList();
        }
    }
}
