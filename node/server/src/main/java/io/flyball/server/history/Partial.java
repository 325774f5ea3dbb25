package io.flyball.server.history;

import io.flyball.server.history.Scatter.Gathered;

/** Says in words that an answer may lack something. */
final class Partial {
    private Partial() {}

    /** Empty when every known store answered. */
    static String say(Gathered<?> gathered) {
        if (gathered.problems().isEmpty()) {
            return "";
        }
        return "partial: " + String.join("; ", gathered.problems());
    }
}
