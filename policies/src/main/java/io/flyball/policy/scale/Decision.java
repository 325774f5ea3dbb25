package io.flyball.policy.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chosen count with its trail: every proposal and every guard that spoke, in order. */
public record Decision(int current, int desired, List<String> reasons) {
    public Decision {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    public boolean isHold() {
        return desired == current;
    }

    public boolean shrinks() {
        return desired < current;
    }

    public boolean grows() {
        return desired > current;
    }

    /** The same with another word on it. */
    public Decision noting(String format, Object... arguments) {
        return retarget(desired, format, arguments);
    }

    /** Another count, and why. */
    public Decision retarget(int count, String format, Object... arguments) {
        List<String> longer = new ArrayList<>(reasons);
        longer.add(String.format(Locale.ROOT, format, arguments));
        return new Decision(current, count, longer);
    }
}
