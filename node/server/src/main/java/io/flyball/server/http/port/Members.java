package io.flyball.server.http.port;

import java.util.List;
import java.util.Set;

/** The planner members, as this one sees them. */
@FunctionalInterface
public interface Members {
    List<Seen> seen();

    /**
     * @param status of the cluster membership, e.g. {@code Up}
     * @param version of Flyball that the member runs
     */
    record Seen(String address, String status, boolean reachable, boolean self, String version, Set<String> roles) {
        public Seen {
            roles = Set.copyOf(roles);
        }
    }
}
