package io.flyball.process;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flyball.process.AgentFiles.Execution;
import io.flyball.simulator.demo.service.ShopMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three members, an agent that reaches each through a tap, the shops that it starts, and a few customers. */
final class Fleet implements AutoCloseable {
    private static final int MOST_SHOPS = 4;

    private final Children children;
    private final Transcript transcript = new Transcript();
    private final List<Member> members = new ArrayList<>();
    private final AgentFiles files;
    private final Customers customers;
    private final Path configuration;
    private Process agent;
    private int instances = 2;

    private Fleet(Path directory) throws IOException {
        children = new Children(directory);
        files = new AgentFiles(directory.resolve("agent"));
        List<Integer> ports = Ports.free(6);
        for (int i = 0; i < 3; i++) {
            List<Integer> join = i == 0 ? List.of() : List.of(ports.get(3));
            members.add(new Member("m" + (i + 1), ports.get(i), ports.get(3 + i), join, children, transcript));
        }
        configuration = Files.writeString(directory.resolve("agent.conf"), configuration());
        customers = new Customers(files.data().resolve("endpoints").resolve("shop.json"));
    }

    static Fleet start(Path directory) throws IOException {
        Fleet fleet = new Fleet(directory);
        fleet.heal();
        return fleet;
    }

    /** Allows for a machine with many times more work than processors. */
    static void eventually(String what, Callable<Boolean> holds) {
        await(what)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(holds);
    }

    // --- repair

    /** Everything runs, is reachable and has nothing under way that a test left behind. */
    void heal() {
        startMembers();
        members.forEach(member -> member.tap().letPass(true));
        apply(new ShopPolicy(2, instances, false));
        call("DELETE", "/v1/services/shop/freeze", "{\"reason\": \"next test\"}");
        if (agent == null || !agent.isAlive()) {
            startAgent();
        }
        eventually("all shops are seen", () -> {
            JsonNode service = service();
            return service.path("nodes").path("live").asInt() == instances
                    && service.path("nodes").size() == 1
                    && ready(service) == instances;
        });
    }

    void startMembers() {
        members.stream().filter(member -> !member.isAlive()).forEach(Member::start);
        for (Member member : members) {
            eventually(
                    member.name() + " takes part and sees all members",
                    () -> member.api().get("/health/ready").isOk() && up(member) == members.size());
        }
    }

    private static long up(Member member) {
        long up = 0;
        for (JsonNode each : member.api().read("/v1/members").path("members")) {
            boolean good = each.path("status").asText().equalsIgnoreCase("up")
                    && each.path("reachable").asBoolean();
            up += good ? 1 : 0;
        }
        return up;
    }

    private static int ready(JsonNode service) {
        int ready = 0;
        for (JsonNode instance : service.path("agents").path(0).path("instances")) {
            ready += instance.path("state").asText().equals("READY") ? 1 : 0;
        }
        return ready;
    }

    // --- the agent

    void startAgent() {
        agent = children.start(
                "agent",
                children.java(
                        "64m",
                        List.of("flyball.role=agent"),
                        "io.flyball.cli.Main",
                        "agent",
                        "--config",
                        configuration.toString()));
    }

    void killAgent() {
        Children.kill(agent);
    }

    private String configuration() {
        int port = Ports.row(MOST_SHOPS);
        List<String> command = children.java(
                "64m",
                List.of(
                        "flyball.service={service}",
                        "flyball.node={node}",
                        "flyball.scrape=http://127.0.0.1:{port}/metrics"),
                ShopMain.class.getName(),
                "--port",
                "{port}",
                "--cart-ttl-seconds",
                "1");
        return """
                flyball.agent {
                  name = "host-a"
                  servers = [%s]
                  data = "%s"
                  interval = 1s
                  discover-every = 500ms
                  watch = "%s .*flyball.service=shop"
                  link { retry-first = 100ms, retry-max = 1s, silence = 5s, connect-timeout = 5s }
                  templates = [{
                    service = shop, command = [%s], ports = "%d-%d", ready = "http://127.0.0.1:{port}/ready"
                    initial = 2, limit = %d, drain = 100ms, stop-timeout = 5s
                  }]
                }
                """.formatted(
                quoted(members.stream().map(member -> member.tap().url()).toList()),
                files.data(),
                children.mark(),
                quoted(command),
                port,
                port + MOST_SHOPS - 1,
                MOST_SHOPS);
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", "));
    }

    AgentFiles files() {
        return files;
    }

    Transcript transcript() {
        return transcript;
    }

    // --- members

    List<Member> members() {
        return members;
    }

    Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The member that the agent is linked to. */
    Optional<Member> linked() {
        return members.stream().filter(member -> member.tap().isLinked()).findFirst();
    }

    /** The agent ends up at this member and stays there. */
    void linkTo(Member wanted) {
        members.forEach(member -> member.tap().letPass(member == wanted));
        eventually("agent is linked to " + wanted.name(), () -> wanted.tap().isLinked());
    }

    Member planning() {
        return member(service().path("member").asText());
    }

    long term() {
        return service().path("token").path("term").asLong();
    }

    // --- API, at whoever answers

    JsonNode read(String path) {
        return awake().map(member -> member.api().read(path))
                .filter(answer -> !answer.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Until a member says that it is done; every call here may be repeated. */
    void call(String method, String path, String body) {
        eventually(
                method + " " + path,
                () -> members.stream()
                        .filter(Member::isAlive)
                        .anyMatch(
                                member -> member.api().send(method, path, body).isOk()));
    }

    /** Those that run, first the one that is known to answer: a stopped one costs the patience of a call. */
    private Stream<Member> awake() {
        return members.stream()
                .filter(Member::isAlive)
                .sorted(Comparator.comparing(member -> !member.tap().isLinked()));
    }

    JsonNode service() {
        return read("/v1/services/shop");
    }

    void apply(ShopPolicy policy) {
        instances = policy.instances();
        call("PUT", "/v1/policies/shop", policy.text());
    }

    int instances() {
        return instances;
    }

    /** Pids of the shops by node. */
    Map<String, Long> shops() {
        Map<String, Long> pids = new TreeMap<>();
        service()
                .path("agents")
                .path(0)
                .path("instances")
                .forEach(instance -> pids.put(
                        instance.path("node").asText(), instance.path("pid").asLong()));
        return pids;
    }

    /** Ticks of a node that the members know between two moments. */
    TreeSet<Long> history(String node, Instant from, Instant to) {
        TreeSet<Long> ticks = new TreeSet<>();
        String path = "/v1/services/shop/history?metric=rss&step=1s&node=" + node + "&from=" + from + "&to=" + to;
        read(path)
                .path("series")
                .path(0)
                .path("points")
                .forEach(point -> ticks.add(point.path(0).asLong()));
        return ticks;
    }

    // --- what the planner does

    /**
     * A trial of the shop's threads that is under way.
     *
     * @param command that began it
     * @param before threads of the node before it
     */
    record Trial(Execution command, int before) {
        String node() {
            return command.node();
        }
    }

    /** Makes the planner begin a trial that does not end for a minute. */
    Trial beginTrial() {
        int highest = 2;
        for (long pid : shops().values()) {
            highest = Math.max(highest, TargetBeans.maxThreads(pid));
        }
        int wanted = highest + 2;
        List<Execution> earlier = files.executions();
        apply(new ShopPolicy(wanted, instances, false));
        eventually("a trial begins", () -> tried(wanted, earlier).isPresent());
        apply(new ShopPolicy(wanted, instances, true));
        Execution begun = tried(wanted, earlier).orElseThrow();
        eventually(
                "the node is on trial",
                () -> TargetBeans.maxThreads(shops().get(begun.node())) == wanted
                        && files.node(begun.node()).orElseThrow().trial());
        return new Trial(begun, files.node(begun.node()).orElseThrow().restore().orElseThrow());
    }

    private Optional<Execution> tried(int threads, List<Execution> earlier) {
        return files.executions().stream()
                .filter(each -> !earlier.contains(each))
                .filter(each -> each.kind().equals("try"))
                .filter(each -> each.settings().equals("tomcat.maxThreads=" + threads))
                .findFirst();
    }

    @Override
    public void close() {
        customers.close();
        members.forEach(member -> member.tap().close());
        children.close();
    }
}
