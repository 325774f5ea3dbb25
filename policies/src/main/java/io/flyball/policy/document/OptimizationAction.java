package io.flyball.policy.document;

import io.flyball.policy.automate.Action;
import java.util.Map;
import java.util.Set;

/**
 * Something that automation does.
 *
 * @param name one of {@link #NAMES}, or {@code custom.<name of an optimizer>}
 * @param parameters as written, numbers and flags as text
 */
public record OptimizationAction(String name, Map<String, String> parameters) {
    /** Analyze and remember; let all optimizers recommend; one optimizer; collect once; give idle heap back; alert. */
    public static final Set<String> NAMES =
            Set.of("analyze", "optimize", "threads", "connections", "memory", "cache", "collect", "giveBack", "alert");

    public static final String CUSTOM = "custom.";

    public OptimizationAction {
        parameters = Map.copyOf(parameters);
    }

    public static boolean isKnown(String name) {
        return NAMES.contains(name) || name.startsWith(CUSTOM) && name.length() > CUSTOM.length();
    }

    /** As what runs it takes it. */
    public Action action() {
        return new Action(name, parameters);
    }
}
