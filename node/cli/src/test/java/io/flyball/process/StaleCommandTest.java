package io.flyball.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flyball.process.AgentFiles.Execution;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.InstancesRefused;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A planner that was replaced goes on sending, over a real link to a real agent with a real JVM. The same sequence runs
 * twice: with the check of tokens, and, as the control, without it.
 */
class StaleCommandTest {
    private static final Token OLD = new Token(6, "m1@11111111");
    private static final Token NEW = new Token(7, "m2@22222222");
    private static final ServiceName WORKERS = new ServiceName("worker");
    private static final String FLAG = "MaxHeapFreeRatio";
    private static final long VOID_AFTER_MILLIS = 60_000;

    @TempDir
    Path directory;

    private StubMember member;
    private Children children;
    private AgentFiles files;
    private Process target;

    @BeforeEach
    void startTarget() throws InterruptedException {
        member = new StubMember();
        children = new Children(directory);
        files = new AgentFiles(directory.resolve("agent"));
        List<String> command =
                children.java("32m", List.of("flyball.service=idle", "flyball.node=idle-1"), IdleMain.class.getName());
        command.add(1, "-Xms8m"); // a heap that may grow has a ratio that may be turned
        target = children.start("idle-1", command);
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        children.close();
        member.close();
    }

    /** What the old planner brought about. */
    private record Harm(int flag, boolean trialRuns, int workers, List<CommandOutcome> answers) {}

    @Test
    void aPlannerThatWasReplacedIsRefusedInEverything() throws IOException {
        Process agent = startAgent(List.of());
        Harm harm = provoke();
        assertThat(harm)
                .isEqualTo(new Harm(
                        55,
                        true,
                        1,
                        List.of(
                                CommandOutcome.REFUSED_TOKEN,
                                CommandOutcome.REFUSED_TOKEN,
                                CommandOutcome.REFUSED_TOKEN)));
        assertThat(files.executions()).extracting(Execution::term).containsOnly(NEW.term());
        assertThat(files.executions()).extracting(Execution::revision).containsExactly(1L, 3L);

        Children.kill(agent);
        member.forget();
        startAgent(List.of());
        eventually(() -> TargetBeans.flag(target.pid(), FLAG) == 60); // the trial ended with the agent
        int slot = slot();
        command(new Command(slot, OLD, 9, settings(50), 0, VOID_AFTER_MILLIS));
        assertThat(lastResult().outcome()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(TargetBeans.flag(target.pid(), FLAG)).isEqualTo(60);
        assertThat(files.node("idle-1").orElseThrow().term()).isEqualTo(NEW.term());
    }

    /** The control: were this not so, the test above would prove nothing. */
    @Test
    void withoutTheCheckOfTokensTheSameCommandsAreExecuted() throws IOException {
        startAgent(List.of("flyball.unsafe.ignore-tokens=true"));
        Harm harm = provoke();
        assertThat(harm)
                .isEqualTo(new Harm(
                        50,
                        false,
                        0,
                        List.of(CommandOutcome.APPLIED, CommandOutcome.REVERTED, CommandOutcome.APPLIED)));
        assertThat(files.executions()).extracting(Execution::revision).containsExactly(1L, 2L, 3L);
        assertThat(children.output("agent")).contains("UNSAFE: flyball.unsafe.ignore-tokens is set");
    }

    /** New and old planner take turns: a value, a trial, a count. */
    private Harm provoke() {
        int slot = slot();
        command(new Command(slot, NEW, 1, settings(60), 0, VOID_AFTER_MILLIS));
        assertThat(lastResult().outcome()).isEqualTo(CommandOutcome.APPLIED);
        assertThat(TargetBeans.flag(target.pid(), FLAG)).isEqualTo(60);

        command(new Command(slot, OLD, 2, settings(50), 0, VOID_AFTER_MILLIS));
        CommandOutcome value = lastResult().outcome();

        command(new Command(slot, NEW, 3, settings(55), VOID_AFTER_MILLIS, VOID_AFTER_MILLIS));
        assertThat(lastResult().outcome()).isEqualTo(CommandOutcome.APPLIED);
        assertThat(TargetBeans.flag(target.pid(), FLAG)).isEqualTo(55);
        command(new Settle(slot, OLD, 3, Ending.REVERT, 0));
        CommandOutcome trial = lastResult().outcome();

        member.send(new SetInstances(WORKERS, NEW, 1, 1, VOID_AFTER_MILLIS));
        eventually(() -> lastInstances().target() == 1 && workers() == 1);
        member.send(new SetInstances(WORKERS, OLD, 9, 0, VOID_AFTER_MILLIS));
        eventually(() -> lastInstances().target() == 0
                || !member.heard(InstancesRefused.class).isEmpty());
        List<InstancesRefused> refusals = member.heard(InstancesRefused.class);
        CommandOutcome count = refusals.isEmpty()
                ? CommandOutcome.APPLIED
                : refusals.get(refusals.size() - 1).outcome();
        int wanted = lastInstances().target();
        eventually(() -> workers() == wanted);
        return new Harm(
                TargetBeans.flag(target.pid(), FLAG),
                files.node("idle-1").orElseThrow().trial(),
                workers(),
                List.of(value, trial, count));
    }

    private Process startAgent(List<String> properties) throws IOException {
        Path config = Files.writeString(directory.resolve("agent.conf"), configuration());
        List<String> all = new java.util.ArrayList<>(properties);
        all.add("flyball.role=agent");
        return children.start(
                "agent", children.java("48m", all, "io.flyball.cli.Main", "agent", "--config", config.toString()));
    }

    private String configuration() {
        int port = Ports.row(2);
        String command = children
                .java(
                        "16m",
                        List.of("flyball.service={service}", "flyball.node={node}", "flyball.role=worker"),
                        IdleMain.class.getName())
                .stream()
                .map(part -> '"' + part + '"')
                .collect(Collectors.joining(", "));
        return """
                flyball.agent {
                  name = "host-a"
                  servers = ["%s"]
                  data = "%s"
                  interval = 1s
                  discover-every = 500ms
                  watch = "%s .*flyball.node=idle-1"
                  link { retry-first = 100ms, retry-max = 500ms }
                  templates = [{
                    service = worker, command = [%s], ports = "%d-%d"
                    initial = 0, limit = 2, drain = 100ms, stop-timeout = 2s
                  }]
                }
                """.formatted(member.url(), files.data(), children.mark(), command, port, port + 1);
    }

    /** Of the target, once its knob is known. */
    private int slot() {
        eventually(() -> member.heard(NodeUp.class).stream()
                .flatMap(up -> up.capabilities().stream())
                .anyMatch(knob -> knob.knob().equals(Knobs.MAX_HEAP_FREE_RATIO) && knob.available()));
        return member.heard(NodeUp.class).get(0).slot();
    }

    private static List<Setting> settings(long value) {
        return List.of(new Setting(Knobs.MAX_HEAP_FREE_RATIO, value));
    }

    /** Sends and waits for the answer. */
    private void command(LinkMessage.ToAgent message) {
        int before = member.heard(CommandResult.class).size();
        member.send(message);
        eventually(() -> member.heard(CommandResult.class).size() > before);
    }

    private CommandResult lastResult() {
        List<CommandResult> results = member.heard(CommandResult.class);
        return results.get(results.size() - 1);
    }

    private Instances lastInstances() {
        List<Instances> told = member.heard(Instances.class);
        return told.get(told.size() - 1);
    }

    /** Instances that really run. */
    private int workers() {
        return (int) lastInstances().instances().stream()
                .filter(instance -> ProcessHandle.of(instance.pid())
                        .filter(ProcessHandle::isAlive)
                        .isPresent())
                .count();
    }

    private static void eventually(Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(holds);
    }
}
