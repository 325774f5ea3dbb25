package io.flyball.simulator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to measure and how much of it.
 *
 * @param members planner members to start
 * @param links virtual agents, spread over the members in turn
 * @param interval between two reports of one node
 * @param warmUp load that is not measured, before the load that is
 * @param window reports of one link that may wait for their acknowledgement; ingest only
 * @param heap {@code -Xmx} of a member
 * @param javaOptions further options of the members' JVMs
 * @param data what the processes write stays there; a temporary directory is removed
 */
record BenchOptions(
        Mode mode,
        int members,
        int nodes,
        int services,
        int links,
        Duration interval,
        Duration warmUp,
        Duration duration,
        int window,
        String heap,
        List<String> javaOptions,
        Optional<Path> data,
        Optional<Path> json) {
    static final String USAGE = """
            usage: bench fleet|ingest|agent [options]
              fleet   time from a report to the command it causes, CPU and memory of the members
              ingest  reports per CPU second of one member, closed loop
              agent   CPU and memory of a node agent, and the CPU it causes in what it watches
            options (defaults of fleet / ingest / agent)
              --members N      members                               3 / 1 / 1
              --nodes N        virtual nodes, or watched JVMs        1000 / 1000 / 4
              --services N     services                              50 / 20 / 1
              --links N        virtual agents                        20 / 8 / -
              --interval D     between two reports of a node         5s / - / 5s
              --warm-up D      load before the measurement           20s / 30s / 120s
              --for D          measurement                           120s / 20s / 60s
              --window N       un-acknowledged reports of a link     - / 256 / -
              --heap SIZE      heap of a member                      512m
              --java-options S options of the members' JVMs, e.g. a flight recording
              --data DIR       keep logs and data of the processes there
              --json FILE      write the figures there as well
            """;

    /** Most instances that one message of the link can name. */
    private static final int MOST_PER_SERVICE = 256;
    /** Most nodes that a member takes on one link. */
    private static final int MOST_PER_LINK = 4096;

    /** What is measured. */
    enum Mode {
        FLEET,
        INGEST,
        AGENT
    }

    BenchOptions {
        javaOptions = List.copyOf(javaOptions);
        require(members >= 1 && members <= 9, "--members", members, "1 to 9");
        require(services >= 1, "--services", services, "1 or more");
        require(
                nodes >= services && nodes % services == 0 && nodes / services <= MOST_PER_SERVICE,
                "--nodes",
                nodes,
                "a multiple of --services (" + services + "), at most " + MOST_PER_SERVICE + " times it");
        require(
                links >= 1 && (nodes + links - 1) / links <= MOST_PER_LINK,
                "--links",
                links,
                "1 or more, with at most " + MOST_PER_LINK + " nodes each");
        require(window >= 1, "--window", window, "1 or more");
        require(!interval.minusMillis(100).isNegative(), "--interval", interval, "100ms or more");
        require(!warmUp.isNegative() && warmUp.toMinutes() < 60, "--warm-up", warmUp, "0s to 1h");
        require(!duration.minusSeconds(1).isNegative() && duration.toMinutes() < 60, "--for", duration, "1s to 1h");
    }

    static BenchOptions defaults(Mode mode) {
        Duration five = Duration.ofSeconds(5);
        return switch (mode) {
            case FLEET -> of(mode, 3, 1000, 50, 20, five, 20, 120);
            case INGEST -> of(mode, 1, 1000, 20, 8, five, 30, 20);
            case AGENT -> of(mode, 1, 4, 1, 1, five, 120, 60);
        };
    }

    private static BenchOptions of(
            Mode mode, int members, int nodes, int services, int links, Duration interval, int warmUp, int seconds) {
        return new BenchOptions(
                mode,
                members,
                nodes,
                services,
                links,
                interval,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                256,
                "512m",
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** @throws IllegalArgumentException with what is wrong */
    static BenchOptions parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("what to measure: must be fleet, ingest or agent");
        }
        Flags flags = Flags.of(arguments.subList(1, arguments.size()));
        BenchOptions standard = defaults(mode(arguments.get(0)));
        BenchOptions parsed = new BenchOptions(
                standard.mode,
                flags.count("--members", standard.members),
                flags.count("--nodes", standard.nodes),
                flags.count("--services", standard.services),
                flags.count("--links", standard.links),
                flags.duration("--interval", standard.interval),
                flags.duration("--warm-up", standard.warmUp),
                flags.duration("--for", standard.duration),
                flags.count("--window", standard.window),
                flags.text("--heap").orElse(standard.heap),
                flags.text("--java-options").map(BenchOptions::words).orElse(List.of()),
                flags.text("--data").map(Path::of),
                flags.text("--json").map(Path::of));
        flags.requireAllUsed();
        return parsed;
    }

    int nodesPerService() {
        return nodes / services;
    }

    private static Mode mode(String text) {
        try {
            return Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what to measure = " + text + ": must be fleet, ingest or agent");
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " = " + value + ": must be " + rule);
        }
    }
}
