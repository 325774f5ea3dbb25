package io.flyball.server.http.port;

import java.util.List;

/** Whether this member can serve; {@code reasons} say why not and are empty when it can. */
public record Readiness(List<String> reasons) {
    public static final Readiness READY = new Readiness(List.of());

    public Readiness {
        reasons = List.copyOf(reasons);
    }

    public boolean ready() {
        return reasons.isEmpty();
    }
}
