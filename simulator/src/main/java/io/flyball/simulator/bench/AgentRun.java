package io.flyball.simulator.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.simulator.fleet.Clocks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real agent beside small JVMs that do nothing. What these use before the agent comes is taken off what they use
 * while it watches them. It watches no other JVM.
 */
final class AgentRun {
    private static final String SERVICE = "bench-idle";
    /** By then a JVM that does nothing has come to rest. */
    private static final Duration START = Duration.ofSeconds(20);

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
    private static final double WANTED_CPU_PERCENT = 0.5;
    private static final double WANTED_RSS_MIB = 64;
    private static final double WANTED_CAUSED_PERCENT = 0.1;
    private static final double PERCENT = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchOptions options;
    private final Clocks clocks;
    private final List<Process> targets = new ArrayList<>();

    AgentRun(BenchOptions options, Clocks clocks) {
        this.options = options;
        this.clocks = clocks;
    }

    /** CPU seconds of the targets together, and of the agent where there is one. */
    private record Look(long nanos, double targets, ProcessReading agent) {
        double seconds(Look before) {
            return (nanos - before.nanos) / 1e9;
        }

        double targetCores(Look before) {
            return (targets - before.targets) / seconds(before);
        }
    }

    void run(Findings findings) {
        try (Children children = Children.in(options.data())) {
            Members members = Members.start(options, 1, clocks, HttpClient.newHttpClient(), children);
            for (int i = 0; i < options.nodes(); i++) {
                targets.add(children.start("target-" + i, JavaCommands.target(SERVICE, SERVICE + "-" + i)));
            }
            clocks.sleep(START);
            Look start = look(ProcessHandle.current().pid());
            clocks.sleep(options.duration().dividedBy(2));
            Look quiet = look(ProcessHandle.current().pid());
            Process agent = startAgent(members, children);
            awaitTargets(members, children);
            clocks.sleep(options.warmUp());
            Look before = look(agent.pid());
            clocks.sleep(options.duration());
            Look after = look(agent.pid());
            tell(List.of(start, quiet, before, after), watched(members), findings);
        }
    }

    private Process startAgent(Members members, Children children) {
        Path config = children.directory().resolve("agent.conf");
        try {
            Files.writeString(config, """
                    flyball.agent {
                      name = "bench-host"
                      interval = %dms
                      watch = "%s"
                    }
                    """.formatted(options.interval().toMillis(), JavaCommands.targetPattern()));
        } catch (IOException e) {
            throw new BenchException("cannot write the agent's configuration: " + e.getMessage(), e);
        }
        String data = children.directory().resolve("agent").toString();
        return children.start(
                "agent",
                JavaCommands.agent(
                        List.of("--config", config.toString(), "--server", members.address(0), "--data", data)));
    }

    private void awaitTargets(Members members, Children children) {
        boolean seen = clocks.await(
                SEEN_WITHIN, () -> nodes(members, "/v1/services/" + SERVICE + "/nodes") == options.nodes());
        if (!seen) {
            throw new BenchException("the agent does not report all of " + options.nodes() + " JVMs after "
                    + SEEN_WITHIN.toSeconds() + " s:\n" + children.tail("agent"));
        }
    }

    private static int watched(Members members) {
        int count = 0;
        for (JsonNode service : list(members.get("/v1/services"), "services")) {
            String name = service.path("service").asText(service.path("name").asText());
            count += nodes(members, "/v1/services/" + name + "/nodes");
        }
        return count;
    }

    private static int nodes(Members members, String path) {
        return list(members.get(path), "nodes").size();
    }

    private static JsonNode list(String body, String field) {
        try {
            JsonNode answer = JSON.readTree(body.isEmpty() ? "{}" : body);
            return answer.isArray() ? answer : answer.path(field);
        } catch (JsonProcessingException e) {
            throw new BenchException("a member's answer is no JSON: " + e.getMessage(), e);
        }
    }

    private Look look(long agent) {
        double used = targets.stream()
                .mapToDouble(target -> ProcessReading.of(target.pid()).cpuSeconds())
                .sum();
        return new Look(clocks.nanos(), used, ProcessReading.of(agent));
    }

    /** @param looks at the targets alone, from and to; then with the agent, once it is warm and at the end */
    private void tell(List<Look> looks, int watched, Findings findings) {
        Look quiet = looks.get(1);
        Look before = looks.get(2);
        Look after = looks.get(3);
        double alone = quiet.targetCores(looks.get(0));
        double seconds = after.seconds(before);
        double cores = (after.agent().cpuSeconds() - before.agent().cpuSeconds()) / seconds;
        double caused = (after.targetCores(before) - alone) / targets.size();
        double once = before.targets() - quiet.targets() - alone * before.seconds(quiet);
        findings.add(Finding.of("JVMs watched", watched, "JVMs"));
        findings.add(Finding.of("cpu of the agent", cores * PERCENT, "% of a core"));
        findings.add(Finding.of("cpu of the agent per JVM", cores / watched * PERCENT, "% of a core")
                .atMost(WANTED_CPU_PERCENT));
        findings.add(Finding.of("rss of the agent", after.agent().mib(), "MiB").atMost(WANTED_RSS_MIB));
        findings.add(Finding.of("cpu of a JVM alone", alone / targets.size() * PERCENT, "% of a core"));
        findings.add(Finding.of("cpu caused in a JVM", caused * PERCENT, "% of a core")
                .atMost(WANTED_CAUSED_PERCENT));
        findings.add(Finding.of("cpu caused before, once per JVM", once / targets.size() * 1000, "ms"));
        if (watched > 0) {
            findings.measured();
        }
    }
}
