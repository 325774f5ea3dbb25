package io.flyball.server.http.port;

import io.flyball.policy.document.Policy;
import java.util.List;
import java.util.Optional;

/** Reads the text of a policy, YAML or JSON, and finds every mistake in it at once. */
@FunctionalInterface
public interface PolicyCheck {
    Checked check(String text);

    /** Where {@code mistakes} is empty there is a policy, and the other way round. */
    record Checked(Optional<Policy> policy, List<Mistake> mistakes) {
        public Checked {
            mistakes = List.copyOf(mistakes);
            if (policy.isPresent() != mistakes.isEmpty()) {
                throw new IllegalArgumentException("a policy is present when and only when there are no mistakes");
            }
        }
    }
}
