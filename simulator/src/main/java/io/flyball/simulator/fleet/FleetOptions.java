package io.flyball.simulator.fleet;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A virtual fleet and the members that it loads.
 *
 * @param servers HTTP addresses of members; links are spread over them in turn
 * @param token bearer token of links and calls
 * @param nodes at the beginning, 1 to 50,000; the members start and stop some
 * @param services 1 to {@code nodes}, of at most 1,000 nodes each
 * @param links agents, one connection each; 1 to {@code nodes} and at most 4,000, with at most 2,000 nodes each
 * @param interval between two reports of a node, 1 s to 1 min: a trial is judged over four of them
 * @param warmUp load before what is timed, 0 s to 1 h
 * @param duration of the load that is timed, 5 s to 24 h
 * @param startTime from the order to a ready instance, 0 s to 10 min
 * @param apply whether policies are stored before and removed afterwards
 */
public record FleetOptions(
        List<URI> servers,
        Optional<String> token,
        int nodes,
        int services,
        int links,
        Duration interval,
        Duration warmUp,
        Duration duration,
        Duration startTime,
        long seed,
        boolean apply) {
    private static final int MOST_NODES = 50_000;
    private static final int MOST_PER_SERVICE = 1_000;
    /** Half of what a member takes, since services grow. */
    private static final int MOST_PER_LINK = 2_000;
    /** Files that one process may open are often 4,096 or more; a link is one. */
    private static final int MOST_LINKS = 4_000;

    /** @throws IllegalArgumentException with all mistakes, each on a line of its own */
    public FleetOptions {
        servers = List.copyOf(servers);
        List<String> wrong = new ArrayList<>();
        require(wrong, !servers.isEmpty(), "--server", "none", "at least one member");
        require(wrong, nodes >= 1 && nodes <= MOST_NODES, "--nodes", nodes, "1 to " + MOST_NODES);
        require(
                wrong,
                services >= 1 && services <= nodes && (nodes + services - 1L) / services <= MOST_PER_SERVICE,
                "--services",
                services,
                "1 to --nodes (" + nodes + "), with at most " + MOST_PER_SERVICE + " nodes each");
        int most = Math.min(nodes, MOST_LINKS);
        require(
                wrong,
                links >= 1 && links <= most && (nodes + links - 1L) / links <= MOST_PER_LINK,
                "--links",
                links,
                "1 to --nodes, at most " + MOST_LINKS + ", with at most " + MOST_PER_LINK + " nodes each");
        require(wrong, isBetween(interval, 1, 60), "--interval", interval, "1s to 1m");
        require(wrong, isBetween(warmUp, 0, 3_600), "--warm-up", warmUp, "0s to 1h");
        require(wrong, isBetween(duration, 5, 86_400), "--duration", duration, "5s to 24h");
        require(wrong, isBetween(startTime, 0, 600), "--start-time", startTime, "0s to 10m");
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n  ", wrong));
        }
    }

    private static boolean isBetween(Duration value, long least, long most) {
        return value.compareTo(Duration.ofSeconds(least)) >= 0 && value.compareTo(Duration.ofSeconds(most)) <= 0;
    }

    private static void require(List<String> wrong, boolean holds, String option, Object value, String rule) {
        if (!holds) {
            wrong.add(option + " = " + value + ": must be " + rule);
        }
    }
}
