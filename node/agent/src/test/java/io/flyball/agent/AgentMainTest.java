package io.flyball.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own. */
class AgentMainTest {
    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stopAll() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process agent(String name, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dflyball.role=agent"));
        command.addAll(List.of(properties));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AgentMain.class.getName(),
                "--server",
                "http://127.0.0.1:1",
                "--name",
                name,
                "--data",
                directory.resolve("data").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name))
                .start();
        processes.add(process);
        return process;
    }

    private File log(String name) {
        return directory.resolve(name + ".log").toFile();
    }

    private String output(String name) throws IOException {
        return Files.readString(log(name).toPath());
    }

    private void awaitOutput(String name, String text) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(output(name)).contains(text));
    }

    @Test
    void saysWhereItIsAndEndsOnSigterm() throws Exception {
        Process agent = agent("a");
        awaitOutput("a", "next try at http://127.0.0.1:1");
        assertThat(output("a"))
                .contains("Flyball agent  a", "members      http://127.0.0.1:1", "state        " + directory);
        long begin = System.nanoTime();
        agent.destroy();
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void refusesAStateDirectoryThatAnotherAgentUses() throws Exception {
        Process first = agent("a");
        awaitOutput("a", "Flyball agent");
        Process second = agent("b");
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(output("b"))
                .contains("flyball.agent.data = " + directory.resolve("data")
                        + ": must be free, but the agent with pid " + first.pid() + " uses it");
        assertThat(first.isAlive()).isTrue();
        first.destroyForcibly().waitFor();
        agent("c");
        awaitOutput("c", "Flyball agent  c");
    }

    @Test
    void endsWithItsParent() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        processes.add(parent);
        Process agent = agent("a", "-Dflyball.parent=" + parent.pid());
        awaitOutput("a", "Flyball agent");
        assertThat(agent.isAlive()).isTrue();
        parent.destroyForcibly();
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
    }

    @Test
    void namesTheMistakesOfItsConfiguration() throws Exception {
        Process agent = agent("a", "-Dflyball.agent.interval=never");
        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(2);
        assertThat(output("a"))
                .isEqualToIgnoringNewLines("flyball.agent.interval = never: must be a duration, e.g. 5s");
    }
}
