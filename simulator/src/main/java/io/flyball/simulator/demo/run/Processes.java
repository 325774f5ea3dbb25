package io.flyball.simulator.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Every process of the demo: starts them, and leaves none behind. */
final class Processes {
    private static final long PATIENCE_MILLIS = 8_000;
    private static final long HANDOVER_MILLIS = 2_500;
    private static final Duration DRAIN = Duration.ofMillis(800);

    private final Layout layout;
    private final int http;
    private final int cluster;
    private final int shops;
    private final Map<String, Child> members = new LinkedHashMap<>();
    private final Map<Long, ProcessHandle> instances = new ConcurrentHashMap<>();
    private Child agent;
    private Child load;

    Processes(Layout layout, int http) {
        this.layout = layout;
        this.http = Ports.firstOfRow(http, 3);
        this.cluster = Ports.firstOfRow(this.http + 100, 3);
        this.shops = Ports.firstOfRow(9001, AgentConfig.INSTANCES);
    }

    synchronized void startMembers() throws IOException {
        for (int i = 0; i < 3; i++) {
            String name = "m" + (i + 1);
            List<Integer> join = i == 0 ? List.of() : List.of(cluster);
            List<String> command = JavaCommand.member(name, http + i, cluster + i, join, layout.member(name));
            members.put(name, Child.start(name, command, layout.logs()));
        }
    }

    synchronized void startAgent(Duration cartTtl) throws IOException {
        String config = AgentConfig.render(
                addresses(), layout.agent(), JavaCommand.shop(cartTtl), shops, DRAIN, JavaCommand.ownMark() + "( |$)");
        Files.writeString(layout.agentConfig(), config);
        agent = Child.start("agent", JavaCommand.agent(layout.agentConfig()), layout.logs());
    }

    synchronized void startLoad(Duration day, boolean once) throws IOException {
        load = Child.start("load", JavaCommand.load(layout.endpoints(), layout.load(), day, once), layout.logs());
    }

    /** HTTP addresses of all members that were started. */
    List<String> addresses() {
        return List.of(address(0), address(1), address(2));
    }

    String address(int member) {
        return "http://127.0.0.1:" + (http + member);
    }

    /** The address of the member of this name ({@code m1}), or whose cluster address or name holds it. */
    Optional<String> nameOf(String planner) {
        for (int i = 0; i < 3; i++) {
            if (planner.equals("m" + (i + 1)) || planner.endsWith(":" + (cluster + i))) {
                return Optional.of("m" + (i + 1));
            }
        }
        return Optional.empty();
    }

    String addressOf(String name) {
        return address(Integer.parseInt(name.substring(1)) - 1);
    }

    synchronized void kill(String name) throws InterruptedException {
        Child member = members.remove(name);
        member.process().destroyForcibly();
        member.process().waitFor(5, TimeUnit.SECONDS);
    }

    synchronized void requireAlive() {
        members.values().forEach(Child::requireAlive);
        if (agent != null) {
            agent.requireAlive();
        }
    }

    synchronized boolean loadEnded() {
        return load != null && !load.isAlive();
    }

    /** Remembered, so that it can be seen afterwards that they are gone. */
    void sawInstances(List<Long> pids) {
        pids.forEach(
                pid -> instances.computeIfAbsent(pid, id -> ProcessHandle.of(id).orElse(null)));
    }

    /**
     * Ends all: customers at once, then the agent, which stops its instances, then the members. Idempotent.
     *
     * @return what did not go by itself, in words
     */
    synchronized List<String> stopAll() throws InterruptedException {
        List<String> stubborn = new ArrayList<>();
        if (load != null) {
            load.process().destroyForcibly(); // its lines are on disk, and nobody waits for the rest
        }
        stop(agent, stubborn);
        stopMembers(stubborn);
        for (ProcessHandle instance : instances.values()) {
            if (instance.isAlive()) {
                stubborn.add("instance " + instance.pid());
                instance.destroyForcibly();
            }
        }
        load = null;
        agent = null;
        members.clear();
        instances.clear();
        return stubborn;
    }

    /** One after the other, so that each can hand over what it holds; the next one at the latest after a while. */
    private void stopMembers(List<String> stubborn) throws InterruptedException {
        List<Child> lastFirst = new ArrayList<>(members.values());
        Collections.reverse(lastFirst);
        for (Child member : lastFirst) {
            member.process().destroy();
            member.process().waitFor(HANDOVER_MILLIS, TimeUnit.MILLISECONDS);
        }
        for (Child member : lastFirst) {
            stop(member, stubborn);
        }
    }

    private static void stop(Child child, List<String> stubborn) throws InterruptedException {
        if (child != null && !child.stop(PATIENCE_MILLIS)) {
            stubborn.add(child.name());
        }
    }
}
