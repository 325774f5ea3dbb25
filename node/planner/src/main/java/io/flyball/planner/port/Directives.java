package io.flyball.planner.port;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.ServiceName;
import java.util.Optional;
import java.util.function.Consumer;

/** What people ordered for a service: the policy in force and whether everything is frozen. */
public interface Directives {
    /** Calls back at once with what is known and then with every change, on a thread of its own choosing. */
    ControlStore.Subscription watch(ServiceName service, Consumer<Directive> listener);

    /** @param frozenBecause the reason given with the freeze, global or of this service */
    record Directive(Optional<PolicyRef> policy, Optional<String> frozenBecause) {
        public static final Directive NONE = new Directive(Optional.empty(), Optional.empty());
    }

    /** A policy and the revision under which it is stored. */
    record PolicyRef(Policy policy, long revision) {
        /** For people, e.g. {@code checkout#3}. */
        public String label() {
            return policy.name() + "#" + revision;
        }
    }
}
