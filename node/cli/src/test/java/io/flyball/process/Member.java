package io.flyball.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One planner member, over all its lives: ports, disk and tap stay. */
final class Member {
    private static final String MAIN = "io.flyball.cli.Main";

    private final String name;
    private final Children children;
    private final List<String> arguments = new ArrayList<>();
    private final Api api;
    private final LinkTap tap;
    private Process process;

    /** @param join cluster port of the first member; empty for that one itself */
    Member(String name, int http, int cluster, List<Integer> join, Children children, Transcript transcript) {
        this.name = name;
        this.children = children;
        this.api = new Api(http);
        this.tap = new LinkTap(http, transcript);
        Path data = children.directory().resolve(name);
        arguments.addAll(List.of("--name", name, "--data", data.toString()));
        arguments.addAll(List.of("--http", "127.0.0.1:" + http, "--cluster", "127.0.0.1:" + cluster));
        join.forEach(port -> arguments.addAll(List.of("--join", "127.0.0.1:" + port)));
    }

    String name() {
        return name;
    }

    Api api() {
        return api;
    }

    LinkTap tap() {
        return tap;
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The planners' own fence is off, so that it hides nothing: the nodes have to protect themselves. */
    void start() {
        List<String> properties = List.of(
                "flyball.role=server",
                "flyball.planner.self-fence=off",
                "flyball.server.link.frame-within=2s",
                "flyball.server.cluster.look-for-known-members=6s");
        List<String> all = new ArrayList<>(List.of("server"));
        all.addAll(arguments);
        process = children.start(name, children.java("200m", properties, MAIN, all.toArray(String[]::new)));
    }

    void kill() {
        Children.kill(process);
    }
}
